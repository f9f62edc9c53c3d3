/// S-curves: the probability of reaching a target as a function of the target, and of sufficing as a function of the
/// capacity. Whoever revises a target reads there what a lower one would be worth.
#pragma once
#include <string>

#include "analysis/study/ensemble.hpp"

namespace gongxu {

struct CurvePoint {
  double value = 0, probability = 0;
};

/// The share of `values` that are at least (`falling`) or at most as large as each of some 40 of them, from the least
/// to the greatest; NaN is left out. In rising order of value; empty without values.
std::vector<CurvePoint> s_curve(std::vector<double> values, bool falling);

/// tables/curves.csv: every indicator that a service computes, in the cases that do not follow the target, and every
/// service's required capacity; whole place, target year and last year.
void write_curves(const Ensemble&, const std::string& path);

}  // namespace gongxu
