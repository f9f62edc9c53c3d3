#include "analysis/read/verdicts.hpp"

#include <algorithm>

#include "analysis/read/deciding.hpp"
#include "analysis/read/service_facts.hpp"
#include "analysis/read/verdict_rows.hpp"

namespace gongxu {
namespace {

/// One zone short while another stands idle: the whole place is mismatched. The last rows are its zones and itself.
void mark_mismatch(std::vector<VerdictRow>& rows, std::size_t zones) {
  const auto zone = rows.end() - 1 - static_cast<std::ptrdiff_t>(zones);
  const auto any = [&](Verdict v) {
    return std::any_of(zone, rows.end() - 1, [&](const VerdictRow& row) { return row.verdict == v; });
  };
  if (any(Verdict::insufficient) && any(Verdict::surplus)) rows.back().verdict = Verdict::mismatch;
}

/// True if a service's rows speak of the indicator already.
bool has_service_row(const Plan& plan, const Indicator& i) {
  const std::size_t s = service_of_word(i.service);
  return s < kServices && plan.indicator_of_service(service_at(s)) == &i;
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
  if (!indicator.target_in(year)) {
    const bool lower_is_better = indicator.bound == Bound::le || indicator.bound == Bound::lt;
    return (lower_is_better ? median <= line : median >= line) ? Attainment::on_path : Attainment::behind;
  }
  if (!parameters_drawn || p.n < kLeastDraws) return Attainment::conditional;
  if (p.p >= 1.0) return Attainment::met;
  if (p.low() >= kLikely) return Attainment::likely;
  if (p.high() <= kUnlikely) return Attainment::unlikely;
  return Attainment::open;
}

const VerdictRow* Verdicts::find(std::string_view scenario, Service s, SupplyCase supply, int year,
                                 std::string_view zone) const {
  const auto it = std::find_if(rows.begin(), rows.end(), [&](const VerdictRow& v) {
    return v.year == year && v.service == info(s).word && v.zone == zone && v.supply_case == word_of(supply) &&
           v.scenario == scenario;
  });
  return it == rows.end() ? nullptr : &*it;
}

const Deciding* Verdicts::decided_by(std::string_view scenario, Service s, SupplyCase supply, int year) const {
  const auto it = std::find_if(deciding.begin(), deciding.end(), [&](const Deciding& d) {
    return d.year == year && d.service == info(s).word && d.supply_case == word_of(supply) && d.scenario == scenario;
  });
  return it == deciding.end() ? nullptr : &*it;
}

Verdicts judge(const Ensemble& e) {
  Verdicts out;
  const std::size_t zones = e.pack.region.zones.size();
  const auto years = static_cast<std::size_t>(e.last_year - e.first_year + 1);
  for (const ScenarioRun& run : e.scenarios) {
    const DrawnParameters drawn(run, e.first_year, e.last_year);
    for (const SupplyCase supply : kSupplyCases)
      for (std::size_t year = 0; year < years; ++year)
        for (std::size_t i = 0; i < kServices; ++i) {
          const Service s = service_at(i);
          for (std::size_t zone = 0; zone <= zones; ++zone)
            out.rows.push_back(service_row(e, run, s, supply, {year, zone}));
          if (has_zones(s)) mark_mismatch(out.rows, zones);
          if (auto d = deciding_parameter(run, drawn, s, supply, e.first_year + static_cast<int>(year)))
            out.deciding.push_back(std::move(*d));
        }
    for (const Indicator& i : e.pack.plan.indicators) {
      if (has_service_row(e.pack.plan, i)) continue;
      if (i.computed != Computed::service) {
        out.rows.push_back(indicator_row(e, run, i));
        continue;
      }
      for (const SupplyCase supply : kSupplyCases)
        for (std::size_t year = 0; year < years; ++year)
          out.rows.push_back(further_indicator_row(e, run, i, supply, year));
    }
  }
  return out;
}

}  // namespace gongxu
