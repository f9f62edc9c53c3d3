/// Alternatives to building, for a service that was solved: units of another service converted, projects that can come
/// later. They are found on the draws of the search, and told as they do on those of the other seed.
#pragma once
#include <vector>

#include "analysis/study/solve/trials.hpp"
#include "sim/output/statistics.hpp"

namespace gongxu {

struct Alternative {
  enum class Kind { conversion, delay };
  Kind kind = Kind::conversion;

  Service from = Service::childcare;             ///< conversion: the service that gives units up
  double units_per_step = 1, gain_per_step = 1;  ///< conversion: so many units given up become so many
  bool own_rate = false;                         ///< conversion: the rate is that of a lever of the pack
  double units = 0, gains = 0;                   ///< [units] conversion: given up, and what comes of them
  int years_later = 0;                           ///< delay: of all projects of the service
  /// Whether it keeps P(short) at what was asked; if not, `units` are all that the giver has and a delay is none.
  bool enough = false;

  /// P(short) of the service in the year as quantified, and with the alternative; delay: with one year more, too
  /// (n = 0 beyond kMostYearsLater).
  Probability before, after, next;
  Probability giver_before, giver_after;  ///< conversion: of the service that gives
};
const char* word_of(Alternative::Kind);
inline constexpr int kMostYearsLater = 5;

/// One service and year for which alternatives are looked for, and those that there are.
struct AlternativeTask {
  Service service = Service::childcare;
  int year = 0;
  double probability = 0;  ///< of being short: at most this
  std::vector<Alternative> ways;
};

/// The ways that are open to a service: conversions where the plan falls short of what is required, a delay of its
/// projects where it does not and has some. Levers of any scenario of the pack give the rates of conversions.
/// @param gap [units] required less quantified.
std::vector<Alternative> open_ways(const Pack&, const Scenario&, Service, double gap);

/// Finds units and years on the draws that the trials hold.
void find_alternatives(const Ensemble&, const Trials&, std::vector<AlternativeTask>&);
/// Fills in the probabilities, from the draws that the trials hold now.
void try_alternatives(const Ensemble&, const Trials&, std::vector<AlternativeTask>&);

}  // namespace gongxu
