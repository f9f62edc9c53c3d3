/// Chance is addressed, not consumed.
///
/// A draw is a pure function of (seed, replicate, person, purpose, ordinal) by Philox4x32-10
/// (Salmon et al. 2011, Random123). Nothing is stored and no order of calls matters. Two scenarios
/// that ask the same question of the same person get the same answer.
#pragma once
#include <Random123/philox.h>

#include <array>
#include <cstdint>

#include "sim/core/ids.hpp"

namespace gongxu {

/// One block of four 32-bit words belongs to each group of purposes; the purpose picks the word.
enum class Purpose : std::uint32_t {
  // group 0: the four life courses' first credits, screened together
  death = 0,
  birth = 1,
  move = 2,
  leave = 3,
  // group 1: services
  childcare_wish = 4,
  travel_refusal = 5,
  // group 2: newborns and destinations
  newborn_sex = 8,
  destination = 9,
  // group 3: the initial population
  birthday = 12,
  mother = 13,
  parity = 14,
  registration = 15,
  // group 4: arrivals (gap, age, donor and birthday lie in one block; the date in the next ordinal)
  arrival_gap = 16,
  brought_along = 19,
  // group 5: parameters, once a replicate
  parameter = 20,
  path = 21,
  // group 6: who seeks a care bed, for life
  care_wish = 24,
  kin_near = 25,
  entitled = 26,
  dependent_at_start = 27,
  // group 7: changes of dependency: the date, and which of two
  dependency = 28,
  dependency_way = 29,
  // group 8: the initial population and arrivals, continued
  student = 32,
  guardian = 33,
  returning = 34,
  // groups 9 and 10: health services: how many in a month; when and how long each admission
  health_count = 36,
  admission = 40,
};

/// The replicate that belongs to no replicate: the initial population is the same in all of them.
inline constexpr std::uint32_t kNoReplicate = UINT32_MAX;

class Draws {
 public:
  using Block = std::array<std::uint32_t, 4>;

  Draws(std::uint32_t seed, std::uint32_t replicate) : key_{{seed, replicate}} {}

  /// The block of the group that `purpose` is in. `ordinal` counts repeats: births, moves, years.
  Block block(PersonId person, Purpose purpose, std::uint32_t ordinal = 0) const {
    const r123::Philox4x32::ctr_type counter{{static_cast<std::uint32_t>(person),
                                              static_cast<std::uint32_t>(person >> 32),
                                              static_cast<std::uint32_t>(purpose) >> 2, ordinal}};
    const auto r = r123::Philox4x32{}(counter, key_);
    return {r[0], r[1], r[2], r[3]};
  }
  std::uint32_t bits(PersonId person, Purpose purpose, std::uint32_t ordinal = 0) const {
    return block(person, purpose, ordinal)[static_cast<std::uint32_t>(purpose) & 3U];
  }
  /// Uniform on (0, 1), never 0 nor 1: (bits + 1/2) / 2^32.
  double uniform(PersonId person, Purpose purpose, std::uint32_t ordinal = 0) const {
    return to_uniform(bits(person, purpose, ordinal));
  }
  static double to_uniform(std::uint32_t bits) { return (static_cast<double>(bits) + 0.5) * 0x1p-32; }

 private:
  r123::Philox4x32::key_type key_;
};

}  // namespace gongxu
