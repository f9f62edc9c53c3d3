#include "analysis/read/page_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/read/text_table.hpp"
#include "analysis/read/tones.hpp"
#include "sim/core/messages.hpp"

namespace gongxu {

std::string PageWords::say(std::string_view key, const std::vector<std::string>& values) const {
  return gongxu::say(lang_, key, values);
}

std::string PageWords::service(Service s) const { return say(std::string("service_") + info(s).word); }

std::string PageWords::zone(const std::string& code) const {
  for (const Zone& z : e_.pack.region.zones)
    if (z.code == code) return in(z.name);
  return say("zone_all");
}

std::string PageWords::field(const std::string& word) const { return say("field_" + word); }

std::string PageWords::verdict(Verdict v) const {
  return v == Verdict::none ? "" : coloured(tone_of(word_of(v)), say(std::string("verdict_") + word_of(v)));
}

std::string PageWords::attainment(Attainment a) const {
  if (a == Attainment::none) return "";
  const Tone tone = tone_of(word_of(a));
  std::string key = word_of(a);
  std::replace(key.begin(), key.end(), ' ', '_');
  return coloured(tone, say("attainment_" + key));
}

std::string PageWords::figure(const Indicator& i, double value) const {
  const std::string number = value >= 1000 ? grouped(value) : fmt::format("{:g}", value);
  return say(i.assumed ? "figure_assumed" : "figure", {number, unit(i)});
}

std::string PageWords::case_name(const CaseGroup& group) const {
  const auto name = [&](SupplyCase c) { return say(std::string("case_") + word_of(c)); };
  if (group.size() == kSupplyCases.size()) return say("case_all");
  return group.size() == 1 ? name(group[0]) : say("case_and", {name(group[0]), name(group[1])});
}

std::string PageWords::posterior() const {
  const auto& p = e_.options.posterior;
  if (!p) return "";
  return say("page_posterior", {p->folder, std::to_string(p->draws.size()),
                                fmt::format("{}", fmt::join(p->against, say("list_comma")))}) +
         "\n";
}

std::vector<CaseGroup> PageWords::case_groups(Service s) const {
  std::vector<CaseGroup> groups;
  for (const SupplyCase c : kSupplyCases) {
    const auto same = std::find_if(groups.begin(), groups.end(),
                                   [&](const CaseGroup& g) { return same_supply(e_, s, g.front(), c); });
    if (same == groups.end())
      groups.push_back({c});
    else
      same->push_back(c);
  }
  return groups;
}

std::string with_interval(const Summary& s) {
  return s.n == 0 ? "—" : fmt::format("{} ({}–{})", grouped(s.p50), grouped(s.p10), grouped(s.p90));
}

std::string with_error(const Probability& p) { return with_error(p.p, p.se); }

std::string signed_percent(double v) {
  constexpr double kPerCent = 100;
  return std::isnan(v) ? "—" : fmt::format("{:+.0f} %", v * kPerCent);
}

std::string parameter_value(double v, const std::string& unit) {
  constexpr double kPerCent = 100;
  if (std::isnan(v) || std::isinf(v)) return "—";
  if (unit == "share" || unit == "probability" || unit == "per year") return fmt::format("{:.1f} %", v * kPerCent);
  return fmt::format("{:.3g}", v);
}

}  // namespace gongxu
