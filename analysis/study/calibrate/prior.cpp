#include "analysis/study/calibrate/prior.hpp"

#include <algorithm>

#include "sim/core/math.hpp"

namespace gongxu {

Prior::Prior(const ParameterSet& parameters, int base_year, int last_year, int observed_until)
    : parameters_(parameters), base_year_(base_year), last_year_(last_year) {
  const auto add = [&](const std::string& by, int year) { index_.try_emplace({by, year}, index_.size()); };
  for (const bool later : {false, true}) {
    for (const auto& [id, p] : parameters) {
      if (p.distribution == Distribution::ar1_lognormal) {
        const int from = later ? std::max(observed_until, base_year) + 1 : base_year + 1;
        const int until = later ? last_year : std::min(observed_until, last_year);
        for (int year = from; year <= until; ++year) add(p.drawn_by(), year);
      } else if (p.distribution != Distribution::fixed && !later) {
        add(p.drawn_by(), 0);
      }
    }
    if (!later) observable_ = index_.size();
  }
}

ParameterValues Prior::values(const Point& normals) const {
  constexpr double kLeast = 0x1p-33;  // as near to the ends as a draw comes
  return parameters_at(
      parameters_,
      [&](const std::string& by, int year) {
        const auto at = index_.find({by, year});
        const double p = at == index_.end() ? 0.5 : math::normal_cdf(normals[at->second]);
        return std::clamp(p, kLeast, 1 - kLeast);
      },
      base_year_, last_year_);
}

}  // namespace gongxu
