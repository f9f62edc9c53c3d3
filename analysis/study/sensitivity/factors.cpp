#include "analysis/study/sensitivity/factors.hpp"

#include <algorithm>
#include <set>

#include "sim/core/messages.hpp"
#include "sim/scenario/suggest.hpp"

namespace gongxu {
namespace {

std::size_t rank_of(const std::string& theme) {
  const auto& all = parameter_themes();
  return static_cast<std::size_t>(std::find(all.begin(), all.end(), theme) - all.begin());
}

Text name_of_theme(const std::string& theme) {
  return {say(Language::zh, "theme_" + theme), say(Language::en, "theme_" + theme)};
}

bool answers_to(const Assumption& a, const std::string& name) {
  return name == a.id || name == a.theme ||
         std::find(a.parameters.begin(), a.parameters.end(), name) != a.parameters.end();
}

void check_names(const std::vector<Assumption>& assumptions, const std::vector<std::string>& wanted) {
  std::vector<std::string> known = parameter_themes();
  for (const Assumption& a : assumptions) known.push_back(a.id);
  Problems problems;
  for (const std::string& name : wanted)
    if (std::none_of(assumptions.begin(), assumptions.end(), [&](const Assumption& a) { return answers_to(a, name); }))
      problems.add({"--factors", 0, 0}, "unknown_factor", {name, nearest(name, known)});
  problems.throw_if_any();
}

}  // namespace

std::vector<Assumption> assumptions_of(const Scenario& scenario) {
  std::vector<Assumption> out;
  for (const auto& [id, p] : scenario.parameters) {
    if (p.distribution == Distribution::fixed) continue;
    const std::string& name = p.group.empty() ? id : p.group;
    const auto same = std::find_if(out.begin(), out.end(), [&](const Assumption& a) { return a.id == name; });
    if (same == out.end()) {
      out.push_back({name, p.name, p.theme, {id}});
    } else {
      same->parameters.push_back(id);
      if (p.deciding) same->name = p.name;  // of the years of one quantity the one that verdicts turn on
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Assumption& a, const Assumption& b) { return rank_of(a.theme) < rank_of(b.theme); });
  return out;
}

std::vector<Factor> factors_of(const std::vector<Assumption>& assumptions, const FactorChoice& choice) {
  check_names(assumptions, choice.wanted);
  std::vector<Factor> out;
  Factor others{kOthers, {say(Language::zh, "factor_others"), say(Language::en, "factor_others")}, "", {}};
  for (std::size_t i = 0; i < assumptions.size(); ++i) {
    const Assumption& a = assumptions[i];
    const bool wanted =
        choice.wanted.empty() || std::any_of(choice.wanted.begin(), choice.wanted.end(),
                                             [&](const std::string& name) { return answers_to(a, name); });
    if (!wanted)
      others.coordinates.push_back(i);
    else if (choice.grouped && !out.empty() && out.back().id == a.theme)
      out.back().coordinates.push_back(i);
    else if (choice.grouped)
      out.push_back({a.theme, name_of_theme(a.theme), a.theme, {i}});
    else
      out.push_back({a.id, a.name, a.theme, {i}});
  }
  if (!others.coordinates.empty()) out.push_back(std::move(others));
  out.push_back(
      {kDummy, {say(Language::zh, "factor_dummy"), say(Language::en, "factor_dummy")}, "", {assumptions.size()}});
  return out;
}

Scenario at_point(const Scenario& scenario, const std::vector<Assumption>& assumptions, const Point& quantiles) {
  Scenario out = scenario;
  for (std::size_t i = 0; i < assumptions.size(); ++i)
    for (const std::string& id : assumptions[i].parameters) {
      Parameter& p = out.parameters.at(id);
      p.value = value_at(p, quantiles[i]);
      p.distribution = Distribution::fixed;
    }
  return out;
}

double value_at(const Parameter& parameter, double quantile) {
  Parameter p = parameter;
  if (p.distribution == Distribution::ar1_lognormal) p.distribution = Distribution::lognormal;  // the law of its years
  return p.quantile(quantile);
}

}  // namespace gongxu
