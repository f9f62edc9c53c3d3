#include "analysis/study/sensitivity/discovery.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>

namespace gongxu {
namespace {

constexpr double kPeel = 0.05;          // of the points in the box, at each step
constexpr double kLeastSupport = 0.05;  // of all points
constexpr double kMostChance = 0.05;    // p value of a limit that is kept

using Points = std::vector<std::vector<double>>;

Box unlimited(std::size_t factors) {
  Box box;
  for (std::size_t f = 0; f < factors; ++f) box.limits.push_back({f, 0, 1, 1});
  return box;
}

/// The box's share of all failures less its share of all other points; nothing for the box that holds everything.
double excess(const BoxScore& s, double share) {
  return share > 0 && share < 1 ? s.coverage - s.support * (1 - s.density) / (1 - share) : 0;
}

/// The box less a share of its points at one end of one factor: the end that leaves the highest density.
/// @returns the box itself if no end can be cut.
Box peeled(const Box& box, const Points& points, const std::vector<double>& failed) {
  Points inside;
  for (const auto& p : points)
    if (box.holds(p)) inside.push_back(p);
  const auto cut = std::max<std::size_t>(1, static_cast<std::size_t>(kPeel * static_cast<double>(inside.size())));
  Box best = box;
  double best_density = -1;
  for (std::size_t f = 0; f < box.limits.size(); ++f) {
    std::vector<double> at;
    for (const auto& p : inside) at.push_back(p[f]);
    std::sort(at.begin(), at.end());
    for (const bool from_below : {true, false}) {
      Box trial = box;
      BoxLimit& limit = trial.limits[f];
      const std::size_t last = at.size() - 1;  // the limit lies midway between the last point out and the first in
      if (from_below)
        limit.low = (at[cut - 1] + at[std::min(cut, last)]) / 2;
      else
        limit.high = (at[last - cut] + at[last - cut + 1]) / 2;
      const BoxScore s = score_box(trial, points, failed);
      if (s.inside > 0 && s.density > best_density) best_density = s.density, best = trial;
    }
  }
  return best;
}

/// Drops the limit that looks most like chance, again and again, until all that are left matter.
void drop_chance(Box& box, const Points& points, const std::vector<double>& failed) {
  std::erase_if(box.limits, [](const BoxLimit& l) { return l.low <= 0 && l.high >= 1; });
  while (!box.limits.empty()) {
    const BoxScore with = score_box(box, points, failed);
    for (std::size_t i = 0; i < box.limits.size(); ++i) {
      Box without = box;
      without.limits.erase(without.limits.begin() + static_cast<std::ptrdiff_t>(i));
      const double density = score_box(without, points, failed).density;
      const double hits = std::round(with.density * with.inside);
      box.limits[i].p_value =
          hits < 1 || density >= 1
              ? 1.0
              : boost::math::cdf(boost::math::complement(boost::math::binomial(with.inside, density), hits - 1));
    }
    const auto worst = std::max_element(box.limits.begin(), box.limits.end(),
                                        [](const BoxLimit& a, const BoxLimit& b) { return a.p_value < b.p_value; });
    if (worst->p_value <= kMostChance) return;
    box.limits.erase(worst);
  }
}

}  // namespace

bool Box::holds(const std::vector<double>& point) const {
  return std::all_of(limits.begin(), limits.end(),
                     [&](const BoxLimit& l) { return point[l.factor] >= l.low && point[l.factor] <= l.high; });
}

BoxScore score_box(const Box& box, const Points& points, const std::vector<double>& failed) {
  BoxScore s;
  double inside = 0, all = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    all += failed[i];
    if (box.holds(points[i])) ++s.inside, inside += failed[i];
  }
  s.support = static_cast<double>(s.inside) / static_cast<double>(points.size());
  s.density = s.inside > 0 ? inside / s.inside : 0;
  s.density_se = s.inside > 0 ? std::sqrt(s.density * (1 - s.density) / s.inside) : 0;
  s.coverage = all > 0 ? inside / all : 0;
  return s;
}

Box find_box(const Points& points, const std::vector<double>& failed) {
  Box box = unlimited(points.front().size()), best = box;
  const double share = score_box(box, points, failed).density;
  double most = 0;
  for (;;) {
    const Box next = peeled(box, points, failed);
    const BoxScore s = score_box(next, points, failed);
    if (s.support < kLeastSupport || s.inside >= score_box(box, points, failed).inside) break;
    box = next;
    if (excess(s, share) > most) most = excess(s, share), best = box;
  }
  drop_chance(best, points, failed);
  return best;
}

}  // namespace gongxu
