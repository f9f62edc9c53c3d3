/// Policies on supply: projects delayed, units converted. They change the plan before it is compiled to capacity, so
/// that people, demand and draws are those of the scenario without them.
#pragma once
#include <map>
#include <string>

#include "sim/plan/plan.hpp"
#include "sim/scenario/scenario.hpp"

namespace gongxu {

/// The plan as the policies leave it: delayed projects keep their length, a conversion is a project of its own.
Plan with_policies(Plan, const std::map<std::string, SupplyPolicy>&);

/// Problems of policies that name a project or zone that is not there.
void check_policies(const Plan&, const std::vector<std::string>& zones, const std::map<std::string, SupplyPolicy>&,
                    Problems&);

}  // namespace gongxu
