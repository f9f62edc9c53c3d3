#include "analysis/publish/workbook/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/read/measure_names.hpp"
#include "analysis/read/text_table.hpp"
#include "sim/core/messages.hpp"

namespace gongxu::workbook {

Words::Words(const Record& record, Language lang) : lang_(lang) {
  const RecordTable& zones = record.table("zones");
  for (std::size_t r = 0; r < zones.rows(); ++r)
    zones_[std::string(zones.text(r, "zone"))] = std::string(zones.text(r, own("name_")));
  zones_["all"] = say("zone_all");
  zones_[record.manifest().text("/region/code")] = record.manifest().text(own("/region/name_"));
  const RecordTable& parameters = record.table("assumptions");
  for (std::size_t r = 0; r < parameters.rows(); ++r)
    parameters_[std::string(parameters.text(r, "parameter"))] = std::string(parameters.text(r, own("name_")));
  for (const RecordScenario& s : record.scenarios()) scenarios_[s.id] = s.name.in(lang);
}

std::string Words::say(std::string_view key, const std::vector<std::string>& values) const {
  return gongxu::say(lang_, key, values);
}

std::string Words::say_or(const std::string& key, std::string_view otherwise) const {
  const auto all = plain_messages();
  const auto it = std::find_if(all.begin(), all.end(), [&](const PlainMessage& m) { return m.key == key; });
  return std::string(it == all.end() ? otherwise : lang_ == Language::zh ? it->zh : it->en);
}

std::string Words::own(std::string_view column) const {
  return std::string(column) + (lang_ == Language::zh ? "zh" : "en");
}

std::string Words::scenario(std::string_view id) const {
  const auto it = scenarios_.find(id);
  return it == scenarios_.end() ? say_or("wb_scenario_" + std::string(id), id) : it->second;
}

std::string Words::zone(std::string_view code) const {
  const auto it = zones_.find(code);
  return it == zones_.end() ? std::string(code) : it->second;
}

std::string Words::service(std::string_view word) const {
  return word.empty() ? "" : say_or("service_" + std::string(word), word);
}

std::string Words::supply_case(std::string_view word) const {
  return word.empty() ? "" : say_or("case_" + std::string(word), word);
}

std::string Words::verdict(std::string_view word) const {
  return word.empty() ? "" : say_or("verdict_" + std::string(word), word);
}

std::string Words::attainment(std::string_view word) const {
  if (word.empty()) return "";
  std::string key = "attainment_" + std::string(word);
  std::replace(key.begin(), key.end(), ' ', '_');
  return say_or(key, word);
}

std::string Words::field(std::string_view word) const { return say_or("field_" + std::string(word), word); }

std::string Words::measure(std::string_view name) const {
  for (const char* part : {"_demand", "_load", "_capacity", "_short", "_use", "_enrolment"})
    if (name.ends_with(part)) return measure_name(std::string(name), lang_);
  for (const std::string sex : {"female", "male"})  // "population_female_64"
    if (const std::string start = "population_" + sex + "_"; name.starts_with(start))
      return say("wb_measure_" + sex, {std::string(name.substr(start.size()))});
  return say_or("measure_" + std::string(name), say_or("wb_measure_" + std::string(name), name));
}

std::string Words::parameter(std::string_view id) const {
  const auto it = parameters_.find(id);
  return it == parameters_.end() ? say_or("wb_factor_" + std::string(id), say_or("theme_" + std::string(id), id))
                                 : it->second;
}

/// Units are English words; "1000 places" where one simulated person stands for a thousand residents.
std::string Words::unit(std::string_view unit) const {
  std::string key = "wb_unit_", scale;
  if (const auto blank = unit.find(' ');
      blank != std::string_view::npos && unit.find_first_not_of("0123456789") == blank)
    scale = std::string(unit.substr(0, blank)), unit.remove_prefix(blank + 1);
  for (const char c : unit) key += c == ' ' ? '_' : c;
  const std::string word = say_or(key, unit);
  return scale.empty() ? word : scale + (lang_ == Language::zh ? "" : " ") + word;
}

std::string Words::yes_no(std::string_view boolean) const {
  return boolean.empty() ? "" : say(boolean == "true" ? "wb_yes" : "wb_no");
}

std::string Words::list(const std::vector<std::string>& parts) const {
  std::string out;
  for (const std::string& p : parts)
    if (!p.empty()) out += (out.empty() ? "" : say("wb_semicolon")) + p;
  return out;
}

std::string Words::sentences(const std::vector<std::string>& parts) const {
  std::string out;
  for (const std::string& p : parts)
    if (!p.empty()) {
      out += (out.empty() || lang_ == Language::zh ? "" : " ") + p + say("full_stop");
      char& first = out[out.size() - say("full_stop").size() - p.size()];
      if (first >= 'a' && first <= 'z') first = static_cast<char>(first - 'a' + 'A');
    }
  return out;
}

std::uint32_t Words::verdict_fill(std::string_view word) {
  static const std::map<std::string_view, std::uint32_t> kFills{{"sufficient", 0xE2F0D9}, {"insufficient", 0xF8CBAD},
                                                                {"surplus", 0xDDEBF7},    {"mismatch", 0xE4DFEC},
                                                                {"uncertain", 0xFFF2CC},  {"conditional", 0xEDEDED}};
  const auto it = kFills.find(word);
  return it == kFills.end() ? 0 : it->second;
}

std::string counted(double v) { return std::isnan(v) ? "" : grouped(v); }

std::string with_range(double p10, double p50, double p90) {
  if (std::isnan(p50)) return "";
  return std::isnan(p10) || std::isnan(p90) ? counted(p50)
                                            : fmt::format("{} ({}–{})", counted(p50), counted(p10), counted(p90));
}

std::string plus_minus(double p, double se) {
  if (std::isnan(p)) return "";
  return std::isnan(se) || se == 0 ? fmt::format("{:.2f}", p) : fmt::format("{:.2f} ± {:.2f}", p, se);
}

}  // namespace gongxu::workbook
