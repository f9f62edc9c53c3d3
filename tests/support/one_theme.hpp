/// Studies made small: every drawn parameter at its centre but those of one theme.
#pragma once
#include <string>
#include <vector>

#include "sim/plan/pack.hpp"

namespace gongxu::test {

/// Settings ("id=value", as --set takes them) of the baseline's drawn parameters of other themes.
inline std::vector<std::string> settings_but_theme(const Pack& pack, const std::string& theme) {
  std::vector<std::string> out;
  for (const auto& [id, p] : pack.scenarios.at("baseline").parameters)
    if (p.distribution != Distribution::fixed && p.theme != theme)
      out.push_back(id + "=" + std::to_string(p.distribution == Distribution::ar1_lognormal ? 1.0 : p.quantile(0.5)));
  return out;
}

}  // namespace gongxu::test
