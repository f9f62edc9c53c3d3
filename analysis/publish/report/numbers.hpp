/// Numbers as the page writes them: once, for tables and sentences alike. What is not defined is "—".
#pragma once
#include <string>

#include "analysis/publish/report/html.hpp"
#include "analysis/publish/report/rows.hpp"

namespace gongxu::report {

std::string count(double);                                 ///< "1,281"
std::string quantity(double);                              ///< four significant digits; thousands apart: "97.03"
std::string probability(double p, double se);              ///< "0.34 ± 0.05"
std::string per_cent(double share, int decimals = 0);      ///< "85 %"
std::string signed_per_cent(double share);                 ///< "+12 %"
std::string between(double low, double high);              ///< "795–1,899"
std::string parameter(double v, const std::string& unit);  ///< a share as per cent, else three digits

/// Cells of a table; "<10" where the record is masked.
Cell count_cell(const Row&, std::string_view column);
Cell probability_cell(const Row&, std::string_view p, std::string_view se);
/// "1,281 (795–1,899)" of the columns.
Cell interval_cell(const Row&, std::string_view p50, std::string_view p10, std::string_view p90);
Cell per_cent_cell(const Row&, std::string_view column, int decimals = 0);
/// A text in which a masked value stands as it is.
std::string count_of(const Row&, std::string_view column);

}  // namespace gongxu::report
