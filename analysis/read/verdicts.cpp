#include "analysis/read/verdicts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/read/deciding.hpp"
#include "sim/services/childcare/childcare.hpp"

namespace gongxu {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kSufficeProbability = 0.8;  // required_capacity suffices in this share of draws

std::size_t index(Measure m) { return static_cast<std::size_t>(m); }

/// Where a table of years and zones is read.
struct Place {
  std::size_t year, zone;  // zone: the last is the whole place
};

double measure(const ReplicateResult& r, Place at, Measure m) { return r.demography[at.year].zones[at.zone][index(m)]; }

/// Children below three, mean of the year's two ends (of the base year: its end).
double under_threes_in_year(const ReplicateResult& r, Place at) {
  const double end = measure(r, at, Measure::population_0_2);
  if (at.year == 0) return end;
  return (end + measure(r, {at.year - 1, at.zone}, Measure::population_0_2)) / 2;
}

double indicator_value(const Indicator& i, double capacity, double population) {
  return i.denominator.empty() ? capacity : capacity / population * i.per;
}

bool meets(double value, double target, Bound bound) {
  switch (bound) {
    case Bound::ge:
      return value >= target;
    case Bound::le:
      return value <= target;
    case Bound::gt:
      return value > target;
    case Bound::lt:
      return value < target;
    case Bound::eq:
      return std::abs(value - target) <= 1e-9 * std::abs(target);
  }
  return false;
}

/// One childcare row from the replicates of a scenario.
VerdictRow childcare_row(const Ensemble& e, const ScenarioRun& run, std::size_t supply, Place at) {
  const bool whole = at.zone == e.pack.region.zones.size();
  VerdictRow row;
  row.scenario = run.scenario->id;
  row.supply_case = word_of(kSupplyCases[supply]);
  row.zone = whole ? "all" : e.pack.region.zones[at.zone].code;
  row.service = childcare::kService;
  row.unit = "places";
  row.year = e.first_year + static_cast<int>(at.year);
  row.indicator = e.pack.plan.indicator_of_service(childcare::kService);

  std::vector<double> projected, capacity, need, demand, use, margin, unmet, idle, required, zero;
  int shorts = 0, surpluses = 0, met = 0;
  for (std::size_t r = 0; r < run.replicates.size(); ++r) {
    const ReplicateResult& result = run.replicates[r];
    const ServiceYear& y = result.childcare[supply][at.year][at.zone];
    capacity.push_back(y.capacity);
    need.push_back(run.values[r]["childcare_need_share"] * under_threes_in_year(result, at));
    demand.push_back(y.demand);
    use.push_back(y.use);
    margin.push_back(y.demand > 0 ? y.capacity_mean / y.demand : kNaN);
    unmet.push_back(y.unmet_share);
    idle.push_back(y.idle_share);
    required.push_back(y.required_capacity);
    zero.push_back(y.capacity_zero_unmet);
    shorts += childcare::is_short(y);
    surpluses += childcare::is_surplus(y);
    if (row.indicator) {
      projected.push_back(indicator_value(*row.indicator, y.capacity, measure(result, at, Measure::population)));
      if (row.indicator->target) met += meets(projected.back(), *row.indicator->target, row.indicator->bound);
    }
  }
  const int n = static_cast<int>(run.replicates.size());
  const bool drawn = draws_what_decides(e, *run.scenario);
  row.capacity = quantile(capacity, 0.5);
  row.need = summarise(need);
  row.demand = summarise(demand);
  row.use = summarise(use);
  row.margin_p50 = summarise(margin).p50;
  row.unmet_share_p50 = summarise(unmet).p50;
  row.idle_share_p50 = summarise(idle).p50;
  row.required_capacity = quantile(required, kSufficeProbability);
  row.capacity_zero_unmet = quantile(zero, kSufficeProbability);
  row.p_short = probability(shorts, n);
  row.p_surplus = probability(surpluses, n);
  row.verdict = judge_sufficiency(row.p_short, row.p_surplus, drawn);

  // The plan's target is for the whole place; where capacity follows the target it is met by assumption.
  if (row.indicator && whole) {
    const Indicator& i = *row.indicator;
    row.projected = summarise(projected);
    if (i.target && kSupplyCases[supply] != SupplyCase::targeted) {
      row.attained = probability(met, n);
      double line = *i.target;
      if (i.base && i.target_year > i.base_year)
        line = *i.base + (*i.target - *i.base) *
                             std::min(1.0, static_cast<double>(row.year - i.base_year) / (i.target_year - i.base_year));
      row.attainment = judge_attainment(*row.attained, drawn, row.year, i, row.projected.p50, line);
    }
  } else {
    row.projected = {0, kNaN, kNaN, kNaN, kNaN, kNaN};
  }
  return row;
}

/// One zone short while another stands idle: the whole place is mismatched.
void mark_mismatch(std::vector<VerdictRow>& rows, std::size_t zones) {
  VerdictRow& all = rows.back();
  bool lacking = false, idle = false;
  for (std::size_t z = 0; z < zones; ++z) {
    const Verdict v = rows[rows.size() - 1 - zones + z].verdict;
    lacking |= v == Verdict::insufficient;
    idle |= v == Verdict::surplus;
  }
  if (lacking && idle) all.verdict = Verdict::mismatch;
}

/// Indicators without a simulated service: what people alone determine, or that nothing is computed.
VerdictRow plain_row(const Ensemble& e, const ScenarioRun& run, const Indicator& i) {
  const Summary blank{0, kNaN, kNaN, kNaN, kNaN, kNaN};
  VerdictRow row;
  row.scenario = run.scenario->id;
  row.zone = "all";
  row.unit = i.unit;
  row.year = i.target_year ? i.target_year : i.base_year;
  row.indicator = &i;
  row.attainment = Attainment::not_computed;
  row.projected = row.need = row.demand = row.use = blank;
  row.capacity = row.margin_p50 = row.unmet_share_p50 = row.idle_share_p50 = kNaN;
  row.required_capacity = row.capacity_zero_unmet = kNaN;
  row.p_short = row.p_surplus = {kNaN, kNaN, 0};
  const bool in_run = row.year >= e.first_year && row.year <= e.last_year;
  if (in_run && i.computed == Computed::people && i.target && i.denominator == "population") {
    std::vector<double> implied;
    const auto year = static_cast<std::size_t>(row.year - e.first_year);
    for (const ReplicateResult& r : run.replicates)
      implied.push_back(*i.target / i.per * r.demography[year].zones.back()[index(Measure::population)]);
    row.required_capacity = quantile(implied, 0.5);
  }
  return row;
}

}  // namespace

const char* word_of(Verdict v) {
  constexpr const char* words[] = {"sufficient", "insufficient", "surplus", "mismatch", "uncertain", "conditional", ""};
  return words[static_cast<int>(v)];
}
const char* word_of(Attainment a) {
  constexpr const char* words[] = {"met",    "likely",      "open",         "unlikely", "on path",
                                   "behind", "conditional", "not computed", ""};
  return words[static_cast<int>(a)];
}

Verdict judge_sufficiency(const Probability& p_short, const Probability& p_surplus, bool parameters_drawn) {
  constexpr double kMoreOftenThanNot = 0.5, kSeldom = 0.2;
  if (!parameters_drawn || p_short.n < kLeastDraws) return Verdict::conditional;
  if (p_short.low() > kMoreOftenThanNot) return Verdict::insufficient;
  if (p_surplus.low() > kMoreOftenThanNot && p_short.high() < kSeldom) return Verdict::surplus;
  if (p_short.high() < kSeldom && p_surplus.high() < kSeldom) return Verdict::sufficient;
  return Verdict::uncertain;
}

Attainment judge_attainment(const Probability& p, bool parameters_drawn, int year, const Indicator& indicator,
                            double median, double line) {
  constexpr double kLikely = 0.8, kUnlikely = 0.2;
  if (year < indicator.target_year) {
    const bool lower_is_better = indicator.bound == Bound::le || indicator.bound == Bound::lt;
    return (lower_is_better ? median <= line : median >= line) ? Attainment::on_path : Attainment::behind;
  }
  if (!parameters_drawn || p.n < kLeastDraws) return Attainment::conditional;
  if (p.p >= 1.0) return Attainment::met;
  if (p.low() >= kLikely) return Attainment::likely;
  if (p.high() <= kUnlikely) return Attainment::unlikely;
  return Attainment::open;
}

Verdicts judge(const Ensemble& e) {
  Verdicts out;
  const std::size_t zones = e.pack.region.zones.size();
  const auto years = static_cast<std::size_t>(e.last_year - e.first_year + 1);
  for (const ScenarioRun& run : e.scenarios) {
    for (std::size_t supply = 0; supply < kSupplyCases.size(); ++supply)
      for (std::size_t year = 0; year < years; ++year) {
        for (std::size_t zone = 0; zone <= zones; ++zone)
          out.rows.push_back(childcare_row(e, run, supply, {year, zone}));
        mark_mismatch(out.rows, zones);
        if (!e.options.fixed_parameters)
          if (auto d = deciding_parameter(e, run, supply, year)) out.deciding.push_back(*d);
      }
    for (const Indicator& i : e.pack.plan.indicators)
      if (i.service.empty()) out.rows.push_back(plain_row(e, run, i));
  }
  return out;
}

}  // namespace gongxu
