/// The text of a small plan, into which tests plant their mistakes.
#pragma once
#include <string>

#include "sim/core/service.hpp"

namespace gongxu::test {

inline const std::string kPlan = "lizhou/plan.toml";

/// A [[stock]] of which nothing is known.
inline std::string unknown_stock(const std::string& service) {
  return "\n[[stock]]\nservice = \"" + service +
         "\"\nbasis = \"unknown\"\ndatum_zh = \"数据\"\ndatum_en = \"datum\"\nsource = \"R6\"\nstatus = \"assumed\"\n";
}
/// One for every service but childcare, whose indicator has a base, and `but`.
inline std::string unknown_stocks(const std::string& but = "childcare") {
  std::string text;
  for (const ServiceInfo& s : kServiceInfo)
    if (s.word != but && std::string(s.word) != "childcare") text += unknown_stock(s.word);
  return text;
}

/// One indicator and one project, both of childcare; no stocks.
inline std::string plan_of_childcare() {
  return R"(format = 1
name_zh = "规划"
name_en = "plan"
document = "d"
period = [2021, 2025]
opening = "09-01"
region = "region.toml"

[[indicator]]
id = "places"
name_zh = "托位"
name_en = "places"
field = "childcare"
unit = "places per 1,000 residents"
numerator = "childcare_capacity"
denominator = "population"
per = 1000
base = 0.3
base_year = 2020
target = 5.0
target_year = 2025
bound = "ge"
binding = false
service = "childcare"
computed = "service"
source = "002:106"

[[project]]
id = "institutions"
name_zh = "机构"
name_en = "institutions"
service = "childcare"
capacity = 1800
unit = "places"
source = "002:527"
)";
}

/// The same with stocks: nothing is wrong with it.
inline std::string small_plan() { return plan_of_childcare() + unknown_stocks(); }

}  // namespace gongxu::test
