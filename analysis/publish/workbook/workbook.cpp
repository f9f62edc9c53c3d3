/// The workbook: sheets in the order in which a bureau reads them.
#include <ctime>
#include <iomanip>
#include <sstream>

#include "analysis/publish/publish.hpp"
#include "analysis/publish/workbook/book.hpp"
#include "analysis/publish/workbook/sheets.hpp"
#include "sim/core/messages.hpp"

namespace gongxu {
namespace workbook {

Sheet Context::sheet(std::string_view key) const {
  for (std::size_t i = 0; i < kSheets.size(); ++i)
    if (key == kSheets[i]) return sheets.at(i);
  throw std::logic_error("no sheet " + std::string(key));
}

void Context::finish(TableSheet& table, const std::string& defined_name, lxw_col_t frozen) {
  const std::string note =
      words.say("wb_too_long", {table.sheet().name(), std::to_string(table.left_out()), std::to_string(LXW_ROW_MAX)});
  if (table.left_out() > 0) left_out.push_back(note);
  table.finish(defined_name, frozen, note, words.say("wb_no_rows"));
}

std::string basis_of(const Context& c, std::string_view service) {
  return c.record.manifest().text("/services/" + std::string(service) + "/basis");
}

std::string same_cases(const Context& c, std::string_view service) {
  const Words& w = c.words;
  const std::string at = "/services/" + std::string(service);
  const bool trend = c.record.manifest().flag(at + "/trend_equals_quantified");
  const bool targeted = c.record.manifest().flag(at + "/targeted_equals_quantified");
  if (trend && targeted) return w.say("case_all");
  const std::string own = w.say("case_quantified");
  if (!trend && !targeted) return own;
  return w.say("case_and", {own, w.say(trend ? "case_trend" : "case_targeted")});
}

namespace {

/// "2026-11-30T22:20:20Z" as seconds; the same file for the same run.
std::time_t seconds_of(const std::string& time) {
  std::tm parts{};
  std::istringstream in(time);
  in >> std::get_time(&parts, "%Y-%m-%dT%H:%M:%S");
  const std::time_t t = in.fail() ? 0 : timegm(&parts);
  return t > 0 ? t : 1;
}

Properties properties_of(const Record& record, const Words& w) {
  const Manifest& m = record.manifest();
  Properties p;
  p.title = m.text(w.own("/plan/name_")) + " · " + w.say("wb_title");
  p.subject = m.text(w.own("/region/name_"));
  p.author = "gongxu " + m.text("/program/version") + " (" + m.text("/program/commit") + ")";
  p.comments = w.say("wb_property_comment", {m.text("/ended")});
  p.created = seconds_of(m.text("/ended"));
  return p;
}

}  // namespace
}  // namespace workbook

void write_workbook(const Record& record, Language language, const std::string& path) {
  using namespace workbook;
  Words words(record, language);
  Book book(path, language, properties_of(record, words));
  VerdictFinder find(record);
  auto indicators = indicator_forecasts(record, find);
  Context c{record, std::move(words), std::move(find), std::move(indicators), {}, {}};
  for (const char* key : kSheets) c.sheets.push_back(book.add(c.words.say(std::string("wb_sheet_") + key)));
  write_indicators(c);
  write_scenarios(c);
  write_years(c);
  write_zones(c);
  write_sensitivity(c);
  write_checks(c);
  write_audit(c);
  write_assumptions(c);
  write_dictionary(c);
  write_run(c);
  write_readme(c);
  worksheet_activate(c.sheets.front().raw());
  book.close();
}

}  // namespace gongxu
