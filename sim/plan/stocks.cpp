// [[stock]]: what is known of each service's units at the base date.
#include <fmt/format.h>

#include "sim/plan/plan.hpp"

namespace gongxu {
namespace {

const std::vector<std::string> kBasisWords{"stated", "utilisation", "unknown"};

Stock read_stock(const TomlTable& table, Service service, const SourceList& sources, Problems& problems) {
  Stock stock;
  stock.at = table.at();
  stock.basis = static_cast<StockBasis>(table.word("basis", kBasisWords).value_or(0));
  const bool stated = stock.basis == StockBasis::stated;
  stock.datum = table.both_languages("datum", stated ? Need::optional : Need::required);
  const auto units = table.number("units", Need::optional);
  const auto unit = table.text("unit", units ? Need::required : Need::optional);
  if (units) {
    stock.units = *units;
    if (unit && *unit != info(service).unit) problems.add(table.at("unit"), "wrong_unit", {*unit, info(service).unit});
    if (*units < 0) problems.add(table.at("units"), "negative_value", {"units", fmt::format("{}", *units)});
    if (!stated) problems.add(table.at("units"), "stock_units_not_used", {info(service).word, word_of(stock.basis)});
  }
  stock.source = table.text("source").value_or("");
  if (!stock.source.empty()) check_source(sources, stock.source, table.at("source"), problems);
  stock.status = table.text("status").value_or("");
  if (!stock.status.empty()) check_status(stock.status, table.at("status"), problems);
  table.text("reason", Need::optional);
  return stock;
}

/// True if the base of an indicator comes to a number of units: not a rate of enrolment or use, nor a ratio to people
/// of certain ages, who are not counted here.
bool states_units(const Indicator* i) {
  if (!i || !i->base || !speaks_of_units(*i)) return false;
  return i->denominator.empty() || i->denominator == "population" || i->denominator == "care_bed";
}

}  // namespace

void read_stocks(const TomlTable& root, Plan& plan, const SourceList& sources, Problems& problems) {
  std::array<bool, kServices> found{};
  bool misread = false;
  for (const TomlTable& table : root.tables("stock")) {
    const auto word = table.word("service", known_services());
    if (!word) {  // which service it is for is not known: none is called missing then
      read_stock(table, Service::childcare, sources, problems);
      misread = true;
      continue;
    }
    const auto i = static_cast<std::size_t>(*word);
    if (found[i]) problems.add(table.at("service"), "named_twice", {"stock", kServiceInfo[i].word});
    found[i] = true;
    plan.stocks[i] = read_stock(table, service_at(i), sources, problems);
  }
  for (std::size_t i = 0; i < kServices; ++i) {
    const bool has_base = states_units(plan.indicator_of_service(service_at(i)));
    if (!found[i] && has_base) plan.stocks[i].basis = StockBasis::stated;
    if (!found[i] && misread) continue;
    if (!found[i] && !has_base)
      problems.add(root.at(), "service_without_stock", {kServiceInfo[i].word, kServiceInfo[i].unit});
    else if (plan.stocks[i].basis == StockBasis::utilisation && !is_school(service_at(i)))
      problems.add(plan.stocks[i].at, "stock_by_use_impossible", {kServiceInfo[i].word});
    else if (plan.stocks[i].basis == StockBasis::stated && !plan.stocks[i].units && !has_base)
      problems.add(plan.stocks[i].at, "stock_without_number", {kServiceInfo[i].word, kServiceInfo[i].unit});
  }
}

}  // namespace gongxu
