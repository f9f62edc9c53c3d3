/// The charts' numbers of services.
#include <cmath>

#include "analysis/publish/report/curve_rows.hpp"
#include "analysis/publish/report/data.hpp"

namespace gongxu::report {
namespace {

using Number = std::function<Json(int year)>;

Json by_year(const Facts& facts, const Number& value) {
  Json out = Json::array();
  for (const int year : facts.years()) out.push_back(value(year));
  return out;
}

bool all_null(const Json& list) {
  return std::all_of(list.begin(), list.end(), [](const Json& v) { return v.is_null(); });
}

Json pair_of(double a, double b) {
  if (std::isnan(a)) return nullptr;
  return {number(a), number(b)};
}

/// What one service's supply cases hold, each case that differs once.
class ServiceData {
 public:
  ServiceData(const Facts& facts, const std::string& scenario, const std::string& service)
      : facts_(facts), scenario_(scenario), service_(service) {}

  Json json() const {
    Json out = Json::object();
    const std::string first(kCases[0]);
    out["need"] = by_year(facts_, [&](int y) { return number(verdict(first, y).number("need_p50")); });
    out["demand"] = by_year(facts_, [&](int y) -> Json {
      const Row row = verdict(first, y);
      if (std::isnan(row.number("demand_p50"))) return nullptr;
      return {number(row.number("demand_p10")), number(row.number("demand_p50")), number(row.number("demand_p90"))};
    });
    out["required"] = by_year(facts_, [&](int y) { return number(verdict(first, y).number("required_capacity")); });
    cases(out, "supply", [&](const std::string& c, int y) { return number(verdict(c, y).number("capacity")); });
    cases(out, "p_short", [&](const std::string& c, int y) {
      return pair_of(verdict(c, y).number("p_short"), verdict(c, y).number("se_p_short"));
    });
    cases(out, "p_surplus", [&](const std::string& c, int y) {
      return pair_of(verdict(c, y).number("p_surplus"), verdict(c, y).number("se_p_surplus"));
    });
    cases(out, "verdict", [&](const std::string& c, int y) { return word_or_null(verdict(c, y).text("verdict")); });
    cases(out, "gap", [&](const std::string& c, int y) {
      return number(measure(c, y, kAll, "capacity_mean") - measure(c, y, kAll, "demand"));
    });
    for (const char* m : {"unmet_share", "idle_share"})
      cases(out, m, [&](const std::string& c, int y) { return number(measure(c, y, kAll, m)); });
    waits(out);
    zones(out);
    curves(out);
    influence(out);
    out["observed"] = observed();
    return out;
  }

 private:
  Row verdict(const std::string& supply, int year, std::string_view zone = kAll) const {
    return facts_.verdict(scenario_, supply, year, zone, service_);
  }
  double measure(const std::string& supply, int year, std::string_view zone, const char* m) const {
    return facts_.service(scenario_, supply, year, zone, service_, m).number("p50");
  }
  static Json word_or_null(const std::string& w) { return w.empty() ? Json(nullptr) : Json(w); }

  void cases(Json& out, const char* name, const std::function<Json(const std::string& supply, int year)>& value) const {
    Json all = Json::object();
    for (const Cases& group : facts_.cases(service_))
      all[group.front()] = by_year(facts_, [&](int y) { return value(group.front(), y); });
    out[name] = std::move(all);
  }

  void waits(Json& out) const {
    Json all = Json::object();
    for (const Cases& group : facts_.cases(service_)) {
      Json years = by_year(facts_, [&](int y) {
        return pair_of(measure(group.front(), y, kAll, "wait_days_p50"),
                       measure(group.front(), y, kAll, "wait_days_p90"));
      });
      if (!all_null(years)) all[group.front()] = std::move(years);
    }
    if (!all.empty()) out["wait"] = std::move(all);
  }

  void zones(Json& out) const {
    if (!facts_.by_zone(service_)) return;
    Json loads = Json::object(), words = Json::object();
    for (const Cases& group : facts_.cases(service_)) {
      Json& load = loads[group.front()] = Json::object();
      Json& word = words[group.front()] = Json::object();
      for (const std::string& zone : facts_.zones()) {
        load[zone] = by_year(facts_, [&](int y) { return number(measure(group.front(), y, zone, "load")); });
        word[zone] =
            by_year(facts_, [&](int y) { return word_or_null(verdict(group.front(), y, zone).text("verdict")); });
      }
    }
    out["load_by_zone"] = std::move(loads);
    out["verdict_by_zone"] = std::move(words);
  }

  static Json points(const Points& all) {
    Json out = Json::array();
    for (const auto& [value, p] : all) out.push_back({number(value), number(p)});
    return out;
  }

  void curves(Json& out) const {
    Json& targets = out["target_curves"] = Json::array();
    for (const TargetCurve& c : target_curves(facts_, scenario_, service_)) {
      const Row indicator = facts_.indicator(c.indicator);
      targets.push_back({{"case", c.supply},
                         {"indicator", text(indicator.both("name"))},
                         {"unit", text(facts_.indicator_unit(indicator))},
                         {"year", c.year},
                         {"target", number(c.target)},
                         {"points", points(c.points)}});
    }
    Json& capacity = out["capacity_curves"] = Json::array();
    for (const CapacityCurve& c : capacity_curves(facts_, scenario_, service_)) {
      Json marks = Json::object();
      for (const Cases& group : facts_.cases(service_))
        if (const double units = verdict(group.front(), c.year).number("capacity"); !std::isnan(units))
          marks[group.front()] = number(units);
      capacity.push_back({{"year", c.year}, {"points", points(c.points)}, {"marks", std::move(marks)}});
    }
  }

  void influence(Json& out) const {
    Json& all = out["influence"] = Json::array();
    for (const Influence& one : influences(facts_, scenario_, service_)) {
      Json rows = Json::array();
      for (const Row& r : one.rows)
        rows.push_back({{"parameter", text(r.both("parameter"))},
                        {"unit", r.text("unit")},
                        {"rho", number(r.number("rank_correlation"))},
                        {"rho_lo", number(r.number("lo"))},
                        {"rho_hi", number(r.number("hi"))},
                        {"when_low", number(r.number("when_low"))},
                        {"when_high", number(r.number("when_high"))},
                        {"when_low_se", number(r.number("when_low_se"))},
                        {"when_high_se", number(r.number("when_high_se"))},
                        {"low", number(r.number("drawn_p10"))},
                        {"high", number(r.number("drawn_p90"))}});
      all.push_back({{"year", one.year}, {"output", one.output}, {"rows", std::move(rows)}});
    }
  }

  /// What a calibration was held against.
  Json observed() const {
    Json out = Json::array();
    const std::string code = facts_.record().manifest().text("/region/code");
    for (const Row& row : facts_.record().has("fit") ? rows_of(facts_.record(), "fit") : std::vector<Row>{}) {
      const std::string m = row.text("measure"), zone = row.text("zone");
      if (row.text("place") != code || !m.starts_with(service_ + "_") || (!zone.empty() && zone != kAll)) continue;
      out.push_back({{"year", number(row.number("year"))},
                     {"value", number(row.number("observed"))},
                     {"what", m.ends_with("_capacity") ? "capacity" : "demand"},
                     {"name", text(facts_.measure_name(m))}});
    }
    return out;
  }

  const Facts& facts_;
  const std::string scenario_, service_;
};

}  // namespace

Json services_data(const Facts& facts, const std::string& scenario) {
  Json out = Json::object();
  for (const std::string& service : facts.services()) out[service] = ServiceData(facts, scenario, service).json();
  return out;
}

}  // namespace gongxu::report
