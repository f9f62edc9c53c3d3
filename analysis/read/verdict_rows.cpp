#include "analysis/read/verdict_rows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/read/indicators.hpp"
#include "analysis/read/service_facts.hpp"
#include "sim/engine/supply.hpp"

namespace gongxu {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kSufficeProbability = 0.8;  // required_capacity suffices in this share of draws

VerdictRow blank_row(const ScenarioRun& run) {
  const Summary blank{0, kNaN, kNaN, kNaN, kNaN, kNaN};
  VerdictRow row;
  row.scenario = run.scenario->id;
  row.projected = row.need = row.demand = row.use = blank;
  row.capacity = row.margin_p50 = row.load_p50 = row.unmet_share_p50 = row.idle_share_p50 = kNaN;
  row.required_capacity = row.capacity_zero_unmet = row.change_to_short_p50 = row.change_to_surplus_p50 = kNaN;
  row.p_short = row.p_surplus = {kNaN, kNaN, 0};
  return row;
}

/// A service's years in one case, year and zone, over the replicates.
class Replicates {
 public:
  Replicates(const ScenarioRun& run, Service s, SupplyCase supply, Place at) : zone_(at.zone) {
    for (const ReplicateResult& r : run.replicates)
      places_.push_back(&r.years(s, static_cast<std::size_t>(supply))[at.year]);
  }
  /// f of a year and of all its zones; those that are not defined are left out.
  template <class F>
  std::vector<double> values(F f) const {
    std::vector<double> out;
    for (const auto* zones : places_)
      if (const double v = f((*zones)[zone_], *zones); !std::isnan(v)) out.push_back(v);
    return out;
  }
  template <class F>
  Summary summary(F f) const {
    return summarise(values(f));
  }
  Summary summary(double ServiceYear::*field) const {
    return summarise(values([&](const ServiceYear& y, const auto&) { return y.*field; }));
  }
  double quantile(double ServiceYear::*field, double p) const {
    return gongxu::quantile(values([&](const ServiceYear& y, const auto&) { return y.*field; }), p);
  }
  Probability share(bool ServiceYear::*flag) const {
    const auto hits =
        std::count_if(places_.begin(), places_.end(), [&](const auto* zones) { return (*zones)[zone_].*flag; });
    return probability(static_cast<int>(hits), static_cast<int>(places_.size()));
  }

 private:
  std::vector<const std::vector<ServiceYear>*> places_;
  std::size_t zone_;
};

void fill_supply(VerdictRow& row, const Replicates& draws, Service s, std::size_t zone) {
  row.capacity = draws.quantile(&ServiceYear::capacity, 0.5);
  row.use = draws.summary(&ServiceYear::use);
  row.load_p50 = draws.quantile(&ServiceYear::load, 0.5);
  row.unmet_share_p50 = draws.quantile(&ServiceYear::unmet_share, 0.5);
  row.idle_share_p50 = draws.quantile(&ServiceYear::idle_share, 0.5);
  row.margin_p50 =
      draws.summary([](const ServiceYear& y, const auto&) { return y.demand > 0 ? y.capacity_mean / y.demand : kNaN; })
          .p50;
  row.change_to_short_p50 =
      draws.summary([&](const ServiceYear&, const auto& zones) { return change_to_short(s, zones, zone); }).p50;
  row.change_to_surplus_p50 =
      draws.summary([&](const ServiceYear& y, const auto&) { return change_to_surplus(s, y); }).p50;
  row.p_short = draws.share(&ServiceYear::is_short);
  row.p_surplus = draws.share(&ServiceYear::is_surplus);
}

/// The indicator's value, and whether it meets the target. Capacity that follows the target meets it by assumption:
/// then nothing is said; an enrolment rate follows no capacity.
void fill_attainment(VerdictRow& row, const Ensemble& e, const ScenarioRun& run, Service s, SupplyCase supply,
                     std::size_t year) {
  const Indicator& i = *row.indicator;
  std::vector<double> values;
  for (const ReplicateResult& r : run.replicates)
    values.push_back(indicator_value(e, r, i, s, static_cast<std::size_t>(supply), year));
  row.projected = summarise(values);
  row.target = i.target_in(row.year) ? i.target_in(row.year) : i.target;
  if (!row.target || (supply == SupplyCase::targeted && speaks_of_units(i))) return;
  const int n = static_cast<int>(values.size());
  if (i.kind == TargetKind::sum || row.projected.n < n) {
    row.attainment = i.kind == TargetKind::sum ? Attainment::not_computed : Attainment::conditional;
    return;
  }
  const auto met =
      std::count_if(values.begin(), values.end(), [&](double v) { return meets(v, *row.target, i.bound); });
  row.attained = probability(static_cast<int>(met), n);
  if (i.base && row.year <= i.base_year) return;  // nothing has been done yet
  row.attainment = judge_attainment(*row.attained, draws_what_decides(e, *run.scenario), row.year, i, row.projected.p50,
                                    path_to_target(i, row.year));
}

}  // namespace

VerdictRow service_row(const Ensemble& e, const ScenarioRun& run, Service s, SupplyCase supply, Place at) {
  const Plan& plan = e.pack.plan;
  const Region& region = e.pack.region;
  const bool whole = at.zone == region.zones.size();
  VerdictRow row = blank_row(run);
  row.supply_case = word_of(supply);
  row.zone = whole ? kWholePlace : region.zones[at.zone].code;
  row.service = info(s).word;
  row.unit = info(s).unit;
  row.year = e.first_year + static_cast<int>(at.year);
  row.indicator = plan.indicator_of_service(s);
  row.basis = basis_of(plan, region, s);
  row.settled_by = datum_of(plan, region, s);

  const Replicates draws(run, s, supply, at);
  row.need = draws.summary(&ServiceYear::need);
  row.demand = draws.summary(&ServiceYear::demand);
  if (!whole && !has_zones(s)) return row;
  row.required_capacity = draws.quantile(&ServiceYear::required_capacity, kSufficeProbability);
  row.capacity_zero_unmet = draws.quantile(&ServiceYear::capacity_zero_unmet, kSufficeProbability);
  row.verdict = Verdict::conditional;
  if (draws.share(&ServiceYear::judged).p >= 1) {
    fill_supply(row, draws, s, at.zone);
    // What follows a target that is not the plan's own rests on an assumption too.
    const bool target_assumed = supply == SupplyCase::targeted && row.indicator && row.indicator->assumed;
    if (!is_assumed(plan, region, s) && !target_assumed)
      row.verdict = judge_sufficiency(row.p_short, row.p_surplus, draws_what_decides(e, *run.scenario));
  }
  if (whole && row.indicator) fill_attainment(row, e, run, s, supply, at.year);
  return row;
}

VerdictRow further_indicator_row(const Ensemble& e, const ScenarioRun& run, const Indicator& i, SupplyCase supply,
                                 std::size_t year) {
  VerdictRow row = blank_row(run);
  row.supply_case = word_of(supply);
  row.zone = kWholePlace;
  row.unit = i.unit;
  row.year = e.first_year + static_cast<int>(year);
  row.indicator = &i;
  fill_attainment(row, e, run, service_at(service_of_word(i.service)), supply, year);
  return row;
}

VerdictRow indicator_row(const Ensemble& e, const ScenarioRun& run, const Indicator& i) {
  VerdictRow row = blank_row(run);
  row.zone = kWholePlace;
  row.unit = i.unit;
  row.year = i.target_year ? i.target_year : i.base_year;
  row.indicator = &i;
  row.target = i.target;
  row.attainment = Attainment::not_computed;
  if (i.computed == Computed::people) row.required_capacity = quantile(implied_numbers(e, run, i), 0.5);
  return row;
}

}  // namespace gongxu
