#include "analysis/publish/report/numbers.hpp"

#include <fmt/format.h>

#include <cmath>

#include "analysis/read/page_words.hpp"
#include "analysis/read/text_table.hpp"

namespace gongxu::report {
namespace {

constexpr double kPerCent = 100, kThousand = 1000;
const std::string kNone = "—";

}  // namespace

std::string count(double v) { return std::isfinite(v) ? grouped(v) : kNone; }

std::string quantity(double v) {
  if (!std::isfinite(v)) return kNone;
  return std::abs(v) >= kThousand ? grouped(v) : fmt::format("{:.4g}", v);
}

std::string probability(double p, double se) {
  if (!std::isfinite(p)) return kNone;
  return std::isfinite(se) && se > 0 ? fmt::format("{:.2f} ± {:.2f}", p, se) : fmt::format("{:.2f}", p);
}

std::string per_cent(double share, int decimals) {
  return std::isfinite(share) ? fmt::format("{:.{}f} %", share * kPerCent, decimals) : kNone;
}

std::string signed_per_cent(double share) {
  return std::isfinite(share) ? fmt::format("{:+.0f} %", share * kPerCent) : kNone;
}

std::string between(double low, double high) { return count(low) + "–" + count(high); }

std::string parameter(double v, const std::string& unit) { return parameter_value(v, unit); }

std::string count_of(const Row& row, std::string_view column) {
  return row.masked(column) ? row.text(column) : count(row.number(column));
}

Cell count_cell(const Row& row, std::string_view column) {
  if (row.masked(column)) return {escaped(row.text(column)), "n masked"};
  return {count(row.number(column)), ""};
}

Cell probability_cell(const Row& row, std::string_view p, std::string_view se) {
  return {probability(row.number(p), row.number(se)), ""};
}

Cell interval_cell(const Row& row, std::string_view p50, std::string_view p10, std::string_view p90) {
  bool masked = false;
  for (const std::string_view column : {p50, p10, p90}) masked = masked || row.masked(column);
  const std::string middle = count_of(row, p50);
  if (middle == kNone) return {kNone, ""};
  return {escaped(middle + " (" + count_of(row, p10) + "–" + count_of(row, p90) + ")"), masked ? "n masked" : ""};
}

Cell per_cent_cell(const Row& row, std::string_view column, int decimals) {
  return {per_cent(row.number(column), decimals), ""};
}

}  // namespace gongxu::report
