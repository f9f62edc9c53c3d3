#include "analysis/study/calibrate/expectation.hpp"

#include <algorithm>

namespace gongxu {
namespace {

/// Residents of the official ages that an observation of pupils is about, by zone of residence.
double cohort_of(const Observation& o, const ReplicateResult& r) {
  const auto& zones = r.years(o.measure->service, 0)[static_cast<std::size_t>(o.year - r.demography.front().year)];
  if (o.zones.empty()) return zones.back().need;
  double sum = 0;
  for (const std::size_t z : o.zones) sum += zones[z].need;
  return sum;
}

bool is_of_school(const Observation& o) { return !o.measure->people && is_school(o.measure->service); }

}  // namespace

Expectations::Expectations(const Ensemble& e, const Scenario& scenario, const std::vector<Observation>& observations,
                           int chances)
    : e_(e),
      observations_(observations),
      chances_(chances),
      tabulated_(tabulate(e, scenario)),
      in_(inputs_of(e, scenario, tabulated_)) {
  int last = e.first_year;
  bool people = false;
  for (const Observation& o : observations) {
    last = std::max(last, o.year);
    (o.measure->people ? people : agents_) = true;
  }
  in_.horizon = year_start(last + 1);
  in_.fixed_parameters = false;
  if (people) twin_ = std::make_unique<const Twin>(in_);
}

PointValues Expectations::of_point(const ParameterValues& values, std::size_t point) const {
  PointValues out(observations_.size());
  if (twin_) {
    const auto years = twin_->project(values);
    for (std::size_t o = 0; o < out.size(); ++o)
      if (observations_[o].measure->people) out[o].push_back({people_value(observations_[o], years)});
  }
  if (!agents_) return out;
  RunInputs in = in_;
  const std::vector<ParameterValues> row{values};
  in.given = &row;
  for (int c = 0; c < chances_; ++c) {
    const auto replicate =
        static_cast<std::uint32_t>(point * static_cast<std::size_t>(chances_)) + static_cast<std::uint32_t>(c);
    ReplicateResult lived = run_people(in, replicate);
    replay_services(in, replicate, 0, lived);
    for (std::size_t o = 0; o < out.size(); ++o) {
      const Observation& of = observations_[o];
      if (of.measure->people) continue;
      Expected expected{value_of(of, lived)};
      if (is_of_school(of)) expected.cohort = cohort_of(of, lived);
      out[o].push_back(expected);
    }
  }
  return out;
}

std::vector<PointValues> Expectations::at(const std::vector<ParameterValues>& points, std::size_t first,
                                          const std::string& stage,
                                          const std::function<void(int, int)>& finished) const {
  std::vector<PointValues> out(points.size());
  int done = 0;
  e_.work->run(
      stage, static_cast<int>(points.size()),
      [&](int unit) {
        std::vector<double> numbers;
        for (const auto& values :
             of_point(points[static_cast<std::size_t>(unit)], first + static_cast<std::size_t>(unit)))
          for (const Expected& e : values) numbers.insert(numbers.end(), {e.value, e.cohort});
        return pack_numbers(numbers);
      },
      [&](int unit, Bytes bytes) {
        const auto numbers = unpack_numbers(bytes);
        auto next = numbers.begin();
        PointValues& point = out[static_cast<std::size_t>(unit)];
        point.resize(observations_.size());
        for (std::size_t o = 0; o < point.size(); ++o)
          for (int c = 0; c < (observations_[o].measure->people ? 1 : chances_); ++c, next += 2)
            point[o].push_back({*next, *(next + 1)});
        finished(++done, static_cast<int>(points.size()));
      });
  return out;
}

}  // namespace gongxu
