/// Migration: leaving the place and arriving in it, by age, sex and zone.
///
///   net [1 / person-year]  = m x the net rate of two censuses x migration_path[year]
///   out [1 / person-year]  = gross_out_rate, shaped by the standard schedule, or the net loss where that is larger;
///                            x out_migration_multiplier
///   in  [persons / year]   = base residents of that age x (out before its multiplier + net) x national survivors
///                            of that age, year over base, x in_migration_multiplier; of those whom
///                            rural zones would draw, the share arrivals_to_town settles in urban ones
/// In are counts, not rates: who comes does not depend on how many left. Only the net is identified
/// by two censuses; `m` (migration_net_multiplier) scales it for good, migration_path year by year. Below kMovesAlone
/// nobody moves but with a linked mother; an arriving woman resembles a resident woman of her age at the base date (her
/// donor): she brings the donor's linked children, each with the probability by which its cohort has become smaller in
/// the nation than hers, and the donor's parity less those who do not exist. How many come in a zone and month is told
/// by exponential spacings; each has a date of its own, so that a higher rate adds people and leaves those who come
/// anyway, and their dates, as they are. Students at colleges neither leave nor come by these rates: they renew
/// themselves (engine/shard). Where net migration is negative, net_out_20_44_multiplier scales it at those ages. Of
/// those who come, returning_share are registered here and return; the others are registered elsewhere. Wakes at birth,
/// arrival; each month.  Reads  sex, age.  Writes  residence.  Asks  nothing. Sources   N1, N2, D6 net rates; M1
/// schedule; R4 gross level; R11 path.
#pragma once
#include <array>
#include <vector>

#include "sim/core/draws.hpp"
#include "sim/core/hazard.hpp"
#include "sim/people/initial_population.hpp"
#include "sim/scenario/parameters.hpp"

namespace gongxu {

/// Somebody on the way in, with the resident whose family she resembles.
struct Arrival {
  Tick when = 0;
  Tick birth = 0;
  PersonId id = 0;
  int zone = 0;
  Sex sex = female;
  bool returns = false;  ///< registered here
  Row donor = kNoRow;    ///< row of the initial population; kNoRow for men and where there is none
};

/// What an arriving woman's donor gives her.
struct Family {
  struct Child {
    PersonId id;
    Tick birth;
    Sex sex;
  };
  int parity = 0;
  Tick last_birth = kNever;     ///< of the donor's youngest child, moved to the arrival; kNever: childless
  std::vector<Child> children;  ///< who come along, the oldest first
};

class Migration {
 public:
  Migration() = default;
  Migration(const Region&, const ParameterValues&, const InitialPopulation&, Tick start, Tick horizon);

  /// WHEN. The date of leaving if exposed from `from` on.
  Tick due(const Person& p, Tick from, std::uint32_t bits) const { return out_[p.sex()].due(p.birth, from, bits); }
  const ScreenedHazard& out(Sex sex) const { return out_[sex]; }

  /// WHAT comes. All arrivals of a zone within [from, to), a calendar month or the part of it after
  /// the start; by date, then identity.
  std::vector<Arrival> arrivals(int zone, Tick from, Tick to, const Draws&) const;
  /// WHO comes along with an arrival who is of age.
  Family family(const Arrival&, const InitialPopulation&, const Draws&) const;
  /// The share of a donor's children of an age that a woman who comes in `year` brings: the nation's
  /// cohort of the children over that of their mothers, each against the base date; at most 1.
  double share_brought(int year, int mother_age, int child_age) const;
  /// [persons / year] expected in a zone in a year.
  double expected_arrivals(int zone, int year) const;

 private:
  struct Stream {
    double per_year = 0;
    std::vector<double> cumulative;  ///< over sex x age, ending at per_year
  };
  const Stream& stream(int zone, int year) const;

  std::array<ScreenedHazard, 2> out_;
  int first_year_ = 0;
  double returning_share_ = 0;
  std::vector<std::uint64_t> zone_keys_;
  std::vector<std::vector<double>> cohort_size_;  // [year][age] national, over the base date
  std::vector<std::vector<Stream>> in_;           // [zone][year]
  std::vector<std::vector<Row>> women_by_age_;    // donors
};

}  // namespace gongxu
