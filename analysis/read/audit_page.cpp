#include "analysis/read/audit_page.hpp"

#include <algorithm>
#include <map>

#include "analysis/read/tones.hpp"
#include "sim/core/messages.hpp"
#include "sim/output/csv_writer.hpp"

namespace gongxu {

std::string audit_page(const Plan& plan, const std::vector<Finding>& findings, Language lang) {
  const auto count = [&](Severity s) {
    return std::to_string(
        std::count_if(findings.begin(), findings.end(), [&](const Finding& f) { return f.severity == s; }));
  };
  std::string out = say(lang, "audit_heading",
                        {plan.name.in(lang), std::to_string(findings.size()), count(Severity::error),
                         count(Severity::warning), count(Severity::note)}) +
                    "\n";
  if (findings.empty()) return out + say(lang, "audit_nothing") + "\n";
  const Finding* before = nullptr;
  for (const Finding& f : findings) {
    if (!before || before->severity != f.severity)
      out += "\n" + coloured(tone_of(word_of(f.severity)), say(lang, std::string("severity_") + word_of(f.severity))) +
             "\n";
    out += "  " + f.text.in(lang) + "\n" + say(lang, "audit_source", {f.source}) + "\n";
    before = &f;
  }
  return out;
}

void write_audit(const std::vector<Finding>& findings, const std::string& path) {
  CsvWriter out(path, {"id", "severity", "indicator", "finding_zh", "finding_en", "figures", "source"});
  std::map<std::string, int> seen;  // a rule can find two things of one subject
  for (const Finding& f : findings) {
    std::string id = f.rule.substr(f.rule.find('_') + 1) + ":" + f.subject;
    if (const int n = ++seen[id]; n > 1) id += ":" + std::to_string(n);
    out.row({id, word_of(f.severity), f.subject, f.text.zh, f.text.en, f.figures, f.source});
  }
  out.close();
}

}  // namespace gongxu
