/// A scenario: a named, small difference from a base. Its identity is the hash of its effect.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "sim/core/problem.hpp"
#include "sim/core/time.hpp"
#include "sim/scenario/parameters.hpp"
#include "sim/scenario/region.hpp"
#include "sim/scenario/sources.hpp"

namespace gongxu {

/// A dated change of births: from its first day the hazard of an order is multiplied.
struct FertilityPolicy {
  std::string id;
  int order = 0;  ///< 1, 2, 3 (third and later), 0 all orders
  double multiplier = 1;
  Date from;
  std::string source, status;
  Position at;
};

/// A dated change of supply: projects that come later, or units of one service turned into those of another.
struct SupplyPolicy {
  enum class Kind { delay, conversion };
  std::string id;
  Kind kind = Kind::delay;
  int years = 0;         ///< delay: how much later
  std::string service;   ///< delay: of this service alone; empty: of all
  std::string project;   ///< delay: this project alone; empty: all
  std::string from, to;  ///< conversion: services
  double units = 0;      ///< conversion: [units of `from`] given up
  double gains = 0;      ///< conversion: [units of `to`] that come of them
  int year = 0;          ///< conversion: on the plan's opening day of this year
  std::string zone;      ///< conversion: code; empty: where they are
  std::string source, status;
  Position at;
};

struct Scenario {
  std::string id;  ///< file name without .toml
  Text name, reason;
  std::string extends;                                        ///< empty for a base
  ParameterSet parameters;                                    ///< complete: national, region, scenarios, --set
  std::string fertility_variant = kMediumVariant;             ///< of the national path, after the data date
  std::map<std::string, FertilityPolicy> fertility_policies;  ///< by id, those inherited included
  std::map<std::string, SupplyPolicy> supply_policies;        ///< likewise
  std::string hash;                                           ///< SHA-256 of the canonical text of the effect
};

/// The effect in words, one line each, sorted: what the hash is taken of. Names, reasons, sources
/// and policies that multiply by exactly 1 are no effect.
std::vector<std::string> effect_of(const Scenario&);
std::string hash_of(const Scenario&);  ///< SHA-256 of the lines of effect_of()

/// Reads every scenarios/*.toml of a pack and resolves `extends`. `base` holds the parameters of
/// nation and region. Every problem is added; a scenario with a problem is left out, and so are those
/// that extend it. Without `sources` the citations are not checked.
std::map<std::string, Scenario> read_scenarios(const std::string& folder, const ParameterSet& base, Date base_date,
                                               Problems&, const SourceList& sources = {});

/// Applies --set key=value, each: the parameter becomes fixed at that value, and the hash follows. What they
/// may not be together is checked once all are in place.
void apply_settings(Scenario&, const std::vector<std::string>& settings, Problems&);

}  // namespace gongxu
