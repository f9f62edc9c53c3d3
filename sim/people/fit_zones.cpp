#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/core/apportion.hpp"
#include "sim/core/math.hpp"
#include "sim/people/initial_population.hpp"

namespace gongxu {
namespace {

using Joint = std::vector<std::vector<double>>;  // [row = group x sex][zone]

/// Iterative proportional fitting (Deming and Stephan 1940) to both margins.
void fit(Joint& joint, const std::vector<double>& rows, const std::vector<double>& columns) {
  constexpr int kMaxRounds = 500;
  constexpr double kClose = 1e-9;  // persons
  for (int round = 0; round < kMaxRounds; ++round) {
    double worst = 0;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const double sum = std::accumulate(joint[r].begin(), joint[r].end(), 0.0);
      for (double& cell : joint[r]) cell = sum > 0 ? cell * rows[r] / sum : 0.0;
    }
    for (std::size_t z = 0; z < columns.size(); ++z) {
      double sum = 0;
      for (const auto& row : joint) sum += row[z];
      worst = std::max(worst, std::abs(sum - columns[z]));
      for (auto& row : joint) row[z] = sum > 0 ? row[z] * columns[z] / sum : 0.0;
    }
    if (worst < kClose) return;
  }
}

/// Whole persons that keep both margins: floors, then largest remainders by row, then single
/// persons moved within a row, where it costs least, from zones with too many to zones with too few.
std::vector<std::vector<long>> to_whole_persons(const Joint& joint, const std::vector<long>& rows,
                                                const std::vector<long>& columns) {
  const std::size_t zones = columns.size();
  std::vector<std::vector<long>> whole(rows.size(), std::vector<long>(zones));
  std::vector<long> excess(zones);
  for (std::size_t z = 0; z < zones; ++z) excess[z] = -columns[z];
  for (std::size_t r = 0; r < rows.size(); ++r) {
    whole[r] = largest_remainder(joint[r], rows[r]);
    for (std::size_t z = 0; z < zones; ++z) excess[z] += whole[r][z];
  }
  for (;;) {
    const auto over = static_cast<std::size_t>(std::max_element(excess.begin(), excess.end()) - excess.begin());
    const auto under = static_cast<std::size_t>(std::min_element(excess.begin(), excess.end()) - excess.begin());
    if (excess[over] <= 0) return whole;
    std::size_t best = rows.size();
    double least = 0;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      if (whole[r][over] == 0) continue;
      const double cost = (joint[r][over] - static_cast<double>(whole[r][over])) -
                          (joint[r][under] - static_cast<double>(whole[r][under]));
      if (best == rows.size() || cost < least) best = r, least = cost;
    }
    --whole[best][over], --excess[over];
    ++whole[best][under], ++excess[under];
  }
}

}  // namespace

std::vector<std::array<std::vector<long>, 2>> fit_zones(const Region& region) {
  // Zones in the order of their codes, so that the order in the file is free.
  std::vector<std::size_t> order(region.zones.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return region.zones[a].code < region.zones[b].code; });

  Joint joint;
  std::vector<long> rows, columns;
  for (const std::size_t z : order) columns.push_back(region.zones[z].population);
  for (const AgeGroup& group : region.population) {
    double urban_weight = 1;  // the slope of the group that holds this age
    for (const auto& [age_start, slope] : region.national.urban_age_slope)
      if (age_start <= group.age_start) urban_weight = math::exp(slope);
    for (int sex = 0; sex < 2; ++sex) {
      rows.push_back(group.persons[sex]);
      auto& row = joint.emplace_back();
      for (const std::size_t z : order)
        row.push_back(static_cast<double>(group.persons[sex]) * static_cast<double>(region.zones[z].population) *
                      (region.zones[z].urban ? urban_weight : 1.0));
    }
  }
  fit(joint, {rows.begin(), rows.end()}, {columns.begin(), columns.end()});
  const auto whole = to_whole_persons(joint, rows, columns);

  std::vector<std::array<std::vector<long>, 2>> out(region.population.size());
  for (std::size_t g = 0; g < out.size(); ++g)
    for (std::size_t sex = 0; sex < 2; ++sex) {
      out[g][sex].resize(order.size());
      for (std::size_t i = 0; i < order.size(); ++i) out[g][sex][order[i]] = whole[g * 2 + sex][i];
    }
  return out;
}

}  // namespace gongxu
