#include "analysis/publish/report/data.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "analysis/publish/report/html.hpp"
#include "sim/core/messages.hpp"

namespace gongxu::report {
namespace {

/// All words of charts: the script holds no text of its own.
Json words() {
  Json out = Json::object();
  for (const PlainMessage& m : plain_messages())
    if (m.key.starts_with("report_chart_")) out[std::string(m.key)] = {{"zh", m.zh}, {"en", m.en}};
  return out;
}

Json verdict_words() {
  Json out = Json::object();
  for (const char* w : kVerdicts) out[w] = {{"name", text(verdict_word(w).name)}, {"symbol", verdict_word(w).symbol}};
  return out;
}

Json named(const std::string& id, const Text& name) { return {{"id", id}, {"name", text(name)}}; }

Json indicator_of(const Facts& facts, const std::string& service) {
  const auto all = facts.indicators_of(service);
  if (all.empty()) return nullptr;
  const Row i = facts.indicator(all.front());
  return {{"name", text(i.both("name"))},
          {"unit", text(facts.indicator_unit(i))},
          {"base", number(i.number("base"))},
          {"base_year", number(i.number("base_year"))},
          {"target", number(i.number("target"))},
          {"target_year", number(i.number("target_year"))},
          {"higher_is_better", i.text("bound") == "ge" || i.text("bound") == "gt"}};
}

Json services(const Facts& facts) {
  Json out = Json::array();
  for (const std::string& service : facts.services()) {
    Json same_as = Json::object();
    for (const std::string_view supply : kCases)
      if (const std::string first = facts.first_of(service, supply); first != supply)
        same_as[std::string(supply)] = first;
    out.push_back({{"id", service},
                   {"name", text(facts.service_name(service))},
                   {"unit", text(facts.service_unit(service))},
                   {"demand_unit", text(facts.demand_unit(service))},
                   {"by_zone", facts.by_zone(service)},
                   {"same_as", std::move(same_as)},
                   {"indicator", indicator_of(facts, service)}});
  }
  return out;
}

}  // namespace

Json number(double v) {
  constexpr double kWholeBelow = 1e15;
  if (!std::isfinite(v)) return nullptr;
  const double rounded = std::strtod(fmt::format("{:.5g}", v).c_str(), nullptr);
  if (rounded == std::floor(rounded) && std::abs(rounded) < kWholeBelow) return static_cast<std::int64_t>(rounded);
  return rounded;
}

Json text(const Text& t) { return {{"zh", t.zh}, {"en", t.en}}; }

std::string page_data(const Facts& facts, Language first) {
  Json scenarios = Json::array(), cases = Json::array(), zones = Json::array(), by_scenario = Json::object();
  for (const RecordScenario& s : facts.scenarios()) scenarios.push_back(named(s.id, s.name));
  for (const std::string_view supply : kCases) cases.push_back(named(std::string(supply), facts.case_name(supply)));
  for (const std::string& zone : facts.zones()) zones.push_back(named(zone, facts.zone_name(zone)));
  zones.push_back(named(std::string(kAll), facts.zone_name(kAll)));
  auto pyramid = pyramids(facts);
  for (const RecordScenario& s : facts.scenarios())
    by_scenario[s.id] = {{"people", people_data(facts, s.id)},
                         {"pyramid", std::move(pyramid[s.id])},
                         {"services", services_data(facts, s.id)}};
  const Json all{{"format", 1},
                 {"language", first == Language::zh ? "zh" : "en"},
                 {"place", text(facts.place())},
                 {"years", {facts.first_year(), facts.last_year()}},
                 {"target_year", facts.target_year()},
                 {"first_year_partial", facts.partial_first_year()},
                 {"scenarios", std::move(scenarios)},
                 {"cases", std::move(cases)},
                 {"zones", std::move(zones)},
                 {"services", services(facts)},
                 {"words", words()},
                 {"verdict_words", verdict_words()},
                 {"by_scenario", std::move(by_scenario)},
                 {"sensitivity", sensitivity_data(facts)},
                 {"twin", twin_data(facts)},
                 {"twin_cells", twin_cells_data(facts)},
                 {"hindcast", hindcast_data(facts)}};
  std::string out;
  for (const char c : all.dump())
    if (c == '<')
      out += "\\u003c";
    else
      out += c;
  return out;
}

}  // namespace gongxu::report
