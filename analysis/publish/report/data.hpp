/// The data of the page's charts.
#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "analysis/publish/report/rows.hpp"

namespace gongxu::report {

using Json = nlohmann::ordered_json;

/// All of it as it stands in the page: "<" escaped, numbers of at most five digits, what is missing null.
std::string page_data(const Facts&, Language first);

Json number(double);  ///< at most five significant digits; null for NaN
Json text(const Text&);

/// Parts of it.
Json services_data(const Facts&, const std::string& scenario);
Json people_data(const Facts&, const std::string& scenario);
/// By scenario: zones with the counts of each sex, year and age.
std::map<std::string, Json> pyramids(const Facts&);
Json sensitivity_data(const Facts&);
Json twin_data(const Facts&);
Json twin_cells_data(const Facts&);
Json hindcast_data(const Facts&);

}  // namespace gongxu::report
