#include "analysis/study/headlines.hpp"

#include <cmath>

namespace gongxu {
namespace {

constexpr Measure kPeople[] = {Measure::births, Measure::population_0_2, Measure::population,
                               Measure::population_60plus, Measure::dependent_severe};

}  // namespace

const std::vector<Headline>& headlines() {
  static const std::vector<Headline> all = [] {
    std::vector<Headline> out;
    for (const Measure m : kPeople) out.push_back({info(m).name, info(m).unit});
    for (const ServiceInfo& s : kServiceInfo) {
      out.push_back({std::string(s.word) + "_demand", s.demands});
      out.push_back({std::string(s.word) + "_load", "ratio"});
    }
    return out;
  }();
  return all;
}

std::vector<double> headline_values(const ReplicateResult& r, std::size_t year) {
  std::vector<double> out;
  for (const Measure m : kPeople) out.push_back(r.demography[year].zones.back()[static_cast<std::size_t>(m)]);
  for (std::size_t s = 0; s < kServices; ++s) {
    const ServiceYear& all = r.years(service_at(s), 0)[year].back();
    out.push_back(all.demand);
    out.push_back(all.judged ? all.load : std::nan(""));
  }
  return out;
}

}  // namespace gongxu
