#include "analysis/study/sensitivity/evaluation.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "analysis/study/headlines.hpp"

namespace gongxu {
namespace {

using Numbers = std::vector<double>;

/// What is read off one life: the headlines of both years, then the failures.
class Reading {
 public:
  explicit Reading(const Ensemble& e) : first_year_(e.first_year) {
    for (const int year : std::set<int>{e.target_year, e.last_year}) {
      years_.push_back(year);
      for (const Headline& h : headlines()) outputs.push_back({h.name, h.unit, year});
      for (std::size_t s = 0; s < kServices; ++s)
        for (const SupplyCase c : {SupplyCase::quantified, SupplyCase::targeted})
          for (const bool is_short : {true, false}) failures.push_back({service_at(s), c, is_short, year});
    }
  }

  Numbers of(const ReplicateResult& r) const {
    Numbers out;
    for (const int year : years_) {
      const Numbers values = headline_values(r, index(year));
      out.insert(out.end(), values.begin(), values.end());
    }
    for (const Failure& f : failures) {
      const ServiceYear& all = r.years(f.service, static_cast<std::size_t>(f.supply_case))[index(f.year)].back();
      out.push_back(!all.judged  ? std::numeric_limits<double>::quiet_NaN()
                    : f.is_short ? all.is_short
                                 : all.is_surplus);
    }
    return out;
  }

  std::vector<Output> outputs;
  std::vector<Failure> failures;

 private:
  std::size_t index(int year) const { return static_cast<std::size_t>(year - first_year_); }
  int first_year_;
  std::vector<int> years_;
};

/// Residents at the target date with every parameter at its centre: targets per resident are planned for them.
double residents_at_centre(const Ensemble& e, const Scenario& scenario) {
  double residents = 0;
  e.work->run(
      scenario.id + "/centre", 1,
      [&](int) {
        const Tabulated tabulated = tabulate(e, scenario);
        RunInputs in = inputs_of(e, scenario, tabulated);
        in.fixed_parameters = true;
        const ReplicateResult r = run_people(in, 0);
        return pack_numbers({r.demography[static_cast<std::size_t>(e.target_year - e.first_year)]
                                 .zones.back()[static_cast<std::size_t>(Measure::population)]});
      },
      [&](int, Bytes bytes) { residents = unpack_numbers(bytes).front(); });
  return residents;
}

/// By point: the number of its set of replicates; points of one row and one quantile of the dummy share one.
std::vector<std::size_t> sets_of_chance(const std::vector<DesignPoint>& points) {
  std::map<std::pair<std::size_t, double>, std::size_t> known;
  std::vector<std::size_t> out;
  for (const DesignPoint& p : points)
    out.push_back(known.try_emplace({p.row, p.at.back()}, known.size()).first->second);
  return out;
}

}  // namespace

Evaluation evaluate(const Ensemble& e, const Scenario& scenario, const std::vector<Assumption>& assumptions,
                    const std::vector<DesignPoint>& points, int chances, const Progress& progress) {
  const Reading reading(e);
  const double residents = residents_at_centre(e, scenario);
  const auto sets = sets_of_chance(points);
  const std::size_t outputs = reading.outputs.size(), each = static_cast<std::size_t>(chances);
  Evaluation out{reading.outputs, reading.failures, std::vector<Sample>(outputs, Sample(points.size(), Numbers(each))),
                 std::vector<Numbers>(reading.failures.size(), Numbers(points.size(), 0.0))};
  const int units = static_cast<int>(points.size()) * chances;
  refuse_idle(e.options.jobs, units);
  int done = 0;
  e.work->run(
      scenario.id + "/points", units,
      [&](int unit) {
        const std::size_t point = static_cast<std::size_t>(unit) / each, chance = static_cast<std::size_t>(unit) % each;
        const Scenario s = at_point(scenario, assumptions, points[point].at);
        const Tabulated tabulated = tabulate(e, s);
        const RunInputs in = inputs_of(e, s, tabulated);
        const auto replicate = static_cast<std::uint32_t>(sets[point] * each + chance);
        ReplicateResult r = run_people(in, replicate);
        replay_services(in, replicate, residents, r);
        return pack_numbers(reading.of(r));
      },
      [&](int unit, Bytes bytes) {
        const std::size_t point = static_cast<std::size_t>(unit) / each, chance = static_cast<std::size_t>(unit) % each;
        const Numbers v = unpack_numbers(bytes);
        for (std::size_t o = 0; o < outputs; ++o) out.values[o][point][chance] = v[o];
        for (std::size_t f = 0; f < out.failures.size(); ++f)
          out.failed[f][point] += v[outputs + f] / static_cast<double>(chances);
        progress(scenario.id, ++done, units);
      });
  return out;
}

}  // namespace gongxu
