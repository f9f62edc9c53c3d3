#include "sim/plan/supply_policies.hpp"

#include <algorithm>

#include "sim/scenario/suggest.hpp"

namespace gongxu {

Plan with_policies(Plan plan, const std::map<std::string, SupplyPolicy>& policies) {
  for (const auto& [id, p] : policies) {
    if (p.kind == SupplyPolicy::Kind::conversion) continue;
    for (Project& project : plan.projects) {
      if (!p.project.empty() && p.project != project.id) continue;
      if (!p.service.empty() && p.service != project.service) continue;
      project.year_start += p.years;
      project.year_end += p.years;
    }
  }
  for (const auto& [id, p] : policies) {
    if (p.kind != SupplyPolicy::Kind::conversion) continue;
    Project project;
    project.id = id;
    project.service = p.to;
    project.capacity = p.gains;
    project.converts_from = p.from;
    project.converts_units = p.units;
    project.zone = p.zone;
    project.year_start = project.year_end = p.year;
    project.dated = true;
    project.source = p.source;
    project.at = p.at;
    plan.projects.push_back(std::move(project));
  }
  return plan;
}

void check_policies(const Plan& plan, const std::vector<std::string>& zones,
                    const std::map<std::string, SupplyPolicy>& policies, Problems& problems) {
  std::vector<std::string> projects;
  for (const Project& p : plan.projects) projects.push_back(p.id);
  const auto check = [&](const std::string& id, const std::vector<std::string>& known, auto add) {
    if (!id.empty() && std::find(known.begin(), known.end(), id) == known.end()) add(nearest(id, known));
  };
  for (const auto& named : policies) {
    const SupplyPolicy& p = named.second;
    check(p.project, projects, [&](const std::string& near) {
      problems.add(p.at, "delay_of_unknown_project", {p.project, near});
    });
    check(p.zone, zones, [&](const std::string& near) { problems.add(p.at, "unknown_zone", {p.id, p.zone, near}); });
  }
}

}  // namespace gongxu
