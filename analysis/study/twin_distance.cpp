#include "analysis/study/twin_distance.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "analysis/twin/projection.hpp"

namespace gongxu {
namespace {

using boost::math::cdf;
using boost::math::complement;
using boost::math::quantile;

/// All numbers of a projection in one row, in the order in which unflatten() takes them.
std::vector<double> flatten(const std::vector<TwinYear>& years) {
  std::vector<double> out;
  for (const TwinYear& y : years) {
    for (const MeasureRow& row : y.zones) out.insert(out.end(), row.begin(), row.end());
    for (const auto& zone : y.pyramid)
      for (const auto& ages : zone) out.insert(out.end(), ages.begin(), ages.end());
  }
  return out;
}

std::vector<TwinYear> unflatten(const std::vector<double>& numbers, int first_year, std::size_t zones) {
  std::vector<TwinYear> out;
  for (auto at = numbers.begin(); at != numbers.end();) {
    TwinYear& y = out.emplace_back();
    y.year = first_year + static_cast<int>(out.size()) - 1;
    y.zones.resize(zones);
    y.pyramid.resize(zones);
    const auto take = [&](auto& row) {
      std::copy_n(at, row.size(), row.begin());
      at += static_cast<std::ptrdiff_t>(row.size());
    };
    for (MeasureRow& row : y.zones) take(row);
    for (auto& zone : y.pyramid)
      for (auto& ages : zone) take(ages);
  }
  return out;
}

/// The mean of n values and of n others, and how far they lie apart.
class Pairs {
 public:
  void add(double agents, double twin) {
    ++n_, agents_ += agents, twin_ += twin;
    const double d = agents - twin, before = d - mean_;
    mean_ += before / n_;
    squares_ += before * (d - mean_);
  }
  /// @param counts whether these are numbers of people or events, with the scatter of such at least.
  void finish(TwinCell& cell, bool counts) const {
    cell.agents = agents_ / n_, cell.twin = twin_ / n_;
    cell.se = std::sqrt(std::max(squares_ / (n_ - 1), counts ? std::abs(mean_) : 0.0) / n_);
    cell.z = mean_ == 0 || cell.se == 0 ? 0 : mean_ / cell.se;
  }

 private:
  double n_ = 0, agents_ = 0, twin_ = 0, mean_ = 0, squares_ = 0;
};

std::vector<std::vector<TwinYear>> projections_of(const Ensemble& e, const ScenarioRun& run, int replicates,
                                                  const Progress& progress) {
  const Tabulated tabulated = tabulate(e, *run.scenario);
  const RunInputs in = inputs_of(e, *run.scenario, tabulated);
  const Twin twin(in);
  const int needed = e.options.fixed_parameters ? 1 : replicates;
  std::vector<std::vector<TwinYear>> out(static_cast<std::size_t>(needed));
  int done = 0;
  e.work->run((e.options.fixed_parameters ? "fixed/" : "drawn/") + run.scenario->id + "/twin", needed,
              [&](int unit) { return pack_numbers(flatten(twin.project(run.values[static_cast<std::size_t>(unit)]))); },
              [&](int unit, const Bytes& bytes) {
                out[static_cast<std::size_t>(unit)] =
                    unflatten(unpack_numbers(bytes), e.first_year, e.pack.region.zones.size() + 1);
                progress(run.scenario->id, ++done, e.work->units_here(needed));
              },
              Needed::for_tables);
  return out;
}

/// What adds up over the years; persons of all outcomes but those who only grow older.
constexpr Measure kFlows[] = {
    Measure::births,   Measure::births_order_1, Measure::births_order_2, Measure::births_order_3plus, Measure::deaths,
    Measure::arrivals, Measure::departures,     Measure::moves_in,       Measure::moves_out};

bool is_count(Measure m) {
  return m != Measure::urban_share && m != Measure::share_60plus && m != Measure::tfr && m != Measure::e0;
}

TwinDistance compare(const Ensemble& e, const ScenarioTwins& twins) {
  TwinDistance out;
  out.scenario = twins.run->scenario->id;
  out.replicates = twins.replicates;
  /// @param of takes a number out of the years of a replicate, or of its twin.
  const auto each = [&](TwinCell cell, auto of) {
    Pairs pairs;
    for (int r = 0; r < twins.replicates; ++r)
      pairs.add(of(twins.run->replicates[static_cast<std::size_t>(r)].demography), of(twins.of(r)));
    pairs.finish(cell, cell.sex >= 0 || is_count(static_cast<Measure>(cell.age)));
    return cell;
  };
  for (std::size_t zone = 0; zone <= e.pack.region.zones.size(); ++zone) {
    for (int year = e.first_year; year <= e.last_year; ++year) {
      const auto y = static_cast<std::size_t>(year - e.first_year);
      for (int sex = 0; sex < 2; ++sex)
        for (int age = 0; age < kPyramidAges; ++age)
          out.cells.push_back(each({year, zone, sex, age}, [&](const auto& years) {
            return static_cast<double>(
                years[y].pyramid[zone][static_cast<std::size_t>(sex)][static_cast<std::size_t>(age)]);
          }));
      for (std::size_t m = 0; m < kMeasures; ++m) {
        const TwinCell cell =
            each({year, zone, -1, static_cast<int>(m)}, [&](const auto& years) { return years[y].zones[zone][m]; });
        if (!std::isnan(cell.agents) && !std::isnan(cell.twin)) out.measures.push_back(cell);
      }
    }
    for (const Measure m : kFlows)
      out.flows.push_back(each({0, zone, -1, static_cast<int>(m)}, [&](const auto& years) {
        double sum = 0;
        for (const auto& year : years) sum += year.zones[zone][static_cast<std::size_t>(m)];
        return sum;
      }));
  }
  const boost::math::students_t chance(twins.replicates - 1);
  const double beyond_six = cdf(complement(boost::math::normal(), 6.0));
  out.share_expected = 2 * cdf(complement(chance, 2.0));
  out.limit = quantile(complement(chance, beyond_six));
  for (const TwinCell& c : out.cells)
    if (c.twin >= kCellPersons) ++out.counted, out.beyond_two += std::abs(c.z) > 2;
  return out;
}

}  // namespace

const TwinCell& TwinDistance::farthest() const {
  const TwinCell* out = &flows.front();
  const auto look = [&](const TwinCell& c) {
    if (std::abs(c.z) > std::abs(out->z)) out = &c;
  };
  for (const TwinCell& c : flows) look(c);
  for (const TwinCell& c : cells)
    if (c.twin >= kCellPersons) look(c);
  return *out;
}

bool TwinDistance::passed() const { return std::abs(farthest().z) <= limit; }

std::vector<ScenarioTwins> project_twins(const Ensemble& e, int replicates, const Progress& progress) {
  std::vector<ScenarioTwins> out;
  for (const ScenarioRun& run : e.scenarios) {
    const int n = std::min(replicates, static_cast<int>(run.replicates.size()));
    if (n >= 2) out.push_back({&run, n, projections_of(e, run, n, progress)});
  }
  return out;
}

std::vector<TwinDistance> twin_distances(const Ensemble& e, const std::vector<ScenarioTwins>& all) {
  std::vector<TwinDistance> out;
  for (const ScenarioTwins& twins : all) out.push_back(compare(e, twins));
  return out;
}

std::vector<TwinYear> twin_preview(const Ensemble& e, const Scenario& scenario) {
  const Tabulated tabulated = tabulate(e, scenario);
  RunInputs in = inputs_of(e, scenario, tabulated);
  in.fixed_parameters = true;
  return Twin(in).project(values_of(in, 0));
}

}  // namespace gongxu
