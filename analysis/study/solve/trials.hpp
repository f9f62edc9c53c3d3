/// Trials of supply on one scenario's people: they live once, what they ask for is replayed as often as it takes.
#pragma once
#include <array>
#include <functional>
#include <string>
#include <vector>

#include "analysis/study/ensemble.hpp"

namespace gongxu {

/// When units stand that have to do in a year: from the first day of the year before it. Who waited for want of them
/// is served before the year, so that its waits are those of its own people.
inline Tick ready_for(int year) { return year_start(year - 1); }

class Trials {
 public:
  static constexpr std::size_t kAtOnce = kSupplyCases.size();  ///< a replay tries as many supplies as there are cases
  using Units = std::array<long, kAtOnce>;
  using Plans = std::array<Plan, kAtOnce>;
  struct Outcome {
    bool is_short = false, is_surplus = false;
  };
  using Outcomes = std::array<Outcome, kAtOnce>;

  /// Both must outlive it. @param finished after each unit of work.
  Trials(const Ensemble&, const Scenario&, std::function<void()> finished);

  /// Lives the people's lives with a seed; what they ask for stays in memory.
  /// @param serve also plays what the plan quantifies, for replicates().
  void live(std::uint32_t seed, bool serve);

  /// Numbers worked out for each replicate, in a process of its own.
  /// @param stage what they are for, within the scenario.
  std::vector<std::vector<double>> each(const std::string& stage,
                                        const std::function<std::vector<double>(std::uint32_t replicate)>&) const;

  /// A service of the whole place in a year, for the supplies in the three cases.
  Outcomes outcomes(std::uint32_t replicate, Service, int year, const Supply&) const;

  /// What the plan quantifies in a replicate; in all three cases.
  Supply quantified(std::uint32_t replicate) const;
  /// The same, with so many units of a service that stand ready for a year, shared out by zone. Nursing beds are
  /// among the care beds: more of them are more beds, the ordinary ones stay.
  Supply with_units(std::uint32_t replicate, Service, int year, const std::vector<double>& shares,
                    const Units& units) const;
  /// What each of three plans quantifies from a date on; before it what the scenario's own does.
  Supply with_plans(std::uint32_t replicate, const Plans&, Tick from) const;

  /// Units of the whole place as quantified, as they stand at a date; of care beds the ordinary ones. -1: not known.
  long units_at(std::uint32_t replicate, Service, Tick) const;

  const std::vector<ReplicateResult>& replicates() const { return replicates_; }
  int count() const { return static_cast<int>(replicates_.size()); }
  const Scenario& scenario() const { return *in_.scenario; }
  Tick start() const { return e_.population.start; }

 private:
  Supply supply_by(std::uint32_t replicate, const Plan&) const;

  const Ensemble& e_;
  std::function<void()> finished_;
  Tabulated tabulated_;
  RunInputs in_;
  std::vector<ReplicateResult> replicates_;
};

/// The least whole number above `below` with which a condition holds that holds for all larger ones too; infinity if
/// none is found up to `most` and to kReach times the guess.
/// @param holds judges three numbers at a time.
double least_number(const std::function<std::array<bool, Trials::kAtOnce>(const Trials::Units&)>& holds, long below,
                    long guess, long most);
inline constexpr long kReach = 256;

}  // namespace gongxu
