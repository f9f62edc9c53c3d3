#include "sim/core/apportion.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace gongxu {

std::vector<long> largest_remainder(const std::vector<double>& weights, long total) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<long> out(weights.size(), 0);
  if (sum <= 0 || total <= 0) return out;
  std::vector<std::pair<double, std::size_t>> rest;
  long given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double exact = weights[i] * static_cast<double>(total) / sum;
    out[i] = static_cast<long>(exact);
    given += out[i];
    rest.emplace_back(-(exact - static_cast<double>(out[i])), i);
  }
  std::stable_sort(rest.begin(), rest.end());
  for (std::size_t i = 0; given < total; i = (i + 1) % rest.size(), ++given) ++out[rest[i].second];
  return out;
}

}  // namespace gongxu
