/// What a study varies: the drawn parameters of a scenario, alone or grouped by what they are about.
#pragma once
#include <string>
#include <vector>

#include "analysis/study/sensitivity/design.hpp"
#include "sim/scenario/scenario.hpp"

namespace gongxu {

/// A parameter that is drawn, or a group of parameters that share one draw: one coordinate of a design.
struct Assumption {
  std::string id;  ///< of the parameter or group
  Text name;
  std::string theme;
  std::vector<std::string> parameters;
};
/// Those of a scenario, by theme (births and ageing first), then by id.
std::vector<Assumption> assumptions_of(const Scenario&);

/// Assumptions whose effect is told as one.
struct Factor {
  std::string id;  ///< of its assumption or theme; kOthers; kDummy
  Text name;
  std::string theme;        ///< empty: of several, or the dummy
  Coordinates coordinates;  ///< of the design; the one after all assumptions is that of chance
};
inline constexpr const char* kOthers = "others";
/// A factor that no parameter belongs to: it takes other replicates of chance. The control of every study.
inline constexpr const char* kDummy = "dummy";

struct FactorChoice {
  std::vector<std::string> wanted;  ///< ids of assumptions, parameters or themes; empty: all
  bool grouped = false;             ///< a theme is one factor
};
/// The factors chosen; all assumptions that are not are one factor more, `others`; the dummy is the last.
/// @throws InputError for a name that is neither an assumption of the scenario nor a theme.
std::vector<Factor> factors_of(const std::vector<Assumption>&, const FactorChoice&);

/// The scenario with every assumption fixed at its quantile. @pre at least one quantile each.
Scenario at_point(const Scenario&, const std::vector<Assumption>&, const Point& quantiles);

/// The value of a parameter at a quantile; of a yearly factor that of every year once its spread is full.
double value_at(const Parameter&, double quantile);

}  // namespace gongxu
