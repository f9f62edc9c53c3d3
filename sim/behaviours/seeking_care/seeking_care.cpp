#include "sim/behaviours/seeking_care/seeking_care.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace gongxu {
namespace {

double trait(const Draws::Block& traits, Purpose purpose) {
  return Draws::to_uniform(traits[static_cast<std::uint32_t>(purpose) & 3U]);
}

}  // namespace

ElderlyByKin::ElderlyByKin(const InitialPopulation& population, const Region& region) {
  std::map<std::tuple<int, int, bool, int>, double> count;
  for (Row r = 0; r < population.people.size(); ++r) {
    const Person& p = population.people[r];
    const int age = age_at(p.birth, population.start);
    if (age < kCareFrom) break;  // rows stand in order of birth
    ++count[{std::min(age, kOpenAge), p.sex(), region.zones[p.zone].urban, p.parity}];
  }
  for (const auto& [key, n] : count)
    cells.push_back({std::get<0>(key), static_cast<Sex>(std::get<1>(key)), std::get<2>(key), std::get<3>(key), n});
}

SeekingCare::SeekingCare(const Region& region, const ParameterValues& values)
    : entitled_(values["entitled_share_60plus"]),
      kin_near_(values["kin_near_probability"]),
      near_effect_(values["kin_near_effect"]),
      rural_(values["rural_means"]) {
  for (const Zone& z : region.zones) urban_.push_back(z.urban);
}

double SeekingCare::relative(bool kin_near, bool urban) const {
  return (kin_near ? near_effect_ : 1.0) * (urban ? 1.0 : rural_);
}

double SeekingCare::near_share(int children) const {
  double none = 1;
  for (int i = 0; i < children; ++i) none *= 1 - kin_near_;
  return 1 - none;
}

/// @param in_state expected persons of 60 and over in each state; weighted: the same, times their relative propensity.
void SeekingCare::calibrate(const ParameterValues& values, double persons,
                            const std::array<double, kDependencies>& weighted,
                            const std::array<double, kDependencies>& in_state) {
  constexpr std::size_t kMild = 1, kSevere = 2;
  // The entitled demand a bed in any case; the others' propensity makes up the rest of the share.
  const auto rest = [&](double share) { return std::max(0.0, (share - entitled_) / (1 - entitled_)); };
  if (weighted[kSevere] > 0)
    propensity_[kSevere] = rest(values["institutional_share_of_severe"]) * in_state[kSevere] / weighted[kSevere];
  const double ordinary = values["institution_residents_60plus"] * (1 - values["institution_nursing_share"]) * persons;
  const double entitled = entitled_ * (persons - in_state[kSevere]);
  if (weighted[kMild] > 0)
    propensity_[kMild] = std::max(0.0, (ordinary - entitled) / (1 - entitled_)) / weighted[kMild];
  // Whoever seeks a bed when mildly dependent does so when severely.
  propensity_[kMild] = std::min(propensity_[kMild], propensity_[kSevere]);
}

bool SeekingCare::is_entitled(const Draws::Block& traits) const { return trait(traits, Purpose::entitled) < entitled_; }

bool SeekingCare::seeks(const Person& p, const Draws::Block& traits) const {
  if (is_entitled(traits)) return true;
  const bool near = trait(traits, Purpose::kin_near) < near_share(p.parity);
  return trait(traits, Purpose::care_wish) < propensity(p.dependency()) * relative(near, urban_[p.zone]);
}

}  // namespace gongxu
