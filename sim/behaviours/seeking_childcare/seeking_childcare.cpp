#include "sim/behaviours/seeking_childcare/seeking_childcare.hpp"

#include <algorithm>

namespace gongxu {
namespace {
constexpr Tick kHalfYear = kTicksPerYear / 2;
constexpr double kTailYears = 0.5;  // mean wait from the third birthday to 1 September, birthdays uniform
}  // namespace

SeekingChildcare::SeekingChildcare(const Region& region, const ParameterValues& values,
                                   const std::vector<BySexAge>& residents) {
  for (const int year : {2020, 2025, 2030})
    path_.emplace_back(to_tick({year, 7, 1}), values["childcare_uptake_" + std::to_string(year)]);

  // The profile of this replicate lies between the table's three, by its quantile.
  const double q = values["childcare_wish_profile"];
  for (std::size_t r = 0; r < 2; ++r)
    for (std::size_t band = 0; band < kBands; ++band) {
      const auto& w = region.national.childcare_wish[r][band];
      profile_[r][band] = q < 0.5 ? w.low + (w.value - w.low) * 2 * q : w.value + (w.high - w.value) * (2 * q - 1);
    }
  double wished = 0, children = 0;
  for (std::size_t z = 0; z < region.zones.size(); ++z) {
    urban_.push_back(region.zones[z].urban);
    const auto& profile = profile_[region.zones[z].urban ? 1 : 0];
    double time = profile[kBands - 1] * kTailYears;
    for (const double w : profile) time += w / 2;
    double under3 = 0;
    for (std::size_t sex = 0; sex < 2; ++sex)
      for (std::size_t a = 0; a < kEndAge; ++a) under3 += residents[z][sex][a];
    wished += under3 * time;
    children += under3;
  }
  const double factor = wished > 0 ? kEndAge * children / wished : 0.0;
  for (auto& residence : profile_)
    for (double& w : residence) w *= factor;
}

double SeekingChildcare::uptake(Tick now) const {
  if (now <= path_.front().first) return path_.front().second;
  for (std::size_t i = 1; i < path_.size(); ++i)
    if (now < path_[i].first) {
      const auto& [t0, u0] = path_[i - 1];
      const auto& [t1, u1] = path_[i];
      return u0 + (u1 - u0) * (static_cast<double>(now - t0) / static_cast<double>(t1 - t0));
    }
  return path_.back().second;
}

/// The first date at which uptake exceeds a value; 0 if always, kNever if never.
Tick SeekingChildcare::reaches(double wanted) const {
  if (wanted < path_.front().second) return 0;
  for (std::size_t i = 1; i < path_.size(); ++i)
    if (wanted < path_[i].second) {
      const auto& [t0, u0] = path_[i - 1];
      const auto& [t1, u1] = path_[i];
      return t0 + static_cast<Tick>((wanted - u0) / (u1 - u0) * static_cast<double>(t1 - t0)) + 1;
    }
  return kNever;
}

Tick SeekingChildcare::until(Tick birth) { return first_september_from(birth + kEndAge * kTicksPerYear); }

Tick SeekingChildcare::wish_since(Tick birth, int zone, std::uint32_t bits) const {
  const double threshold = Draws::to_uniform(bits);
  const auto& profile = profile_[urban_[static_cast<std::size_t>(zone)] ? 1 : 0];
  const Tick end = until(birth);
  for (int band = 0; band < kBands; ++band) {
    const double w = profile[static_cast<std::size_t>(band)];
    if (w <= 0) continue;
    const Tick band_start = birth + static_cast<Tick>(band) * kHalfYear;
    const Tick band_end = band + 1 < kBands ? band_start + kHalfYear : end;
    const Tick when = std::max(band_start, reaches(threshold / w));
    if (when < band_end) return when;
  }
  return kNever;
}

Tick SeekingChildcare::wish(Tick birth, int zone, Tick from, std::uint32_t bits) const {
  if (until(birth) <= from) return kNever;
  const Tick since = wish_since(birth, zone, bits);
  return since == kNever ? kNever : std::max(since, from);
}

}  // namespace gongxu
