#include "analysis/publish/report/rows.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "analysis/publish/report/html.hpp"
#include "analysis/read/service_facts.hpp"
#include "sim/core/messages.hpp"
#include "sim/core/service.hpp"

namespace gongxu::report {
namespace {

bool in_catalogue(std::string_view key) {
  const auto all = plain_messages();
  return std::any_of(all.begin(), all.end(), [&](const PlainMessage& m) { return m.key == key; });
}

std::string key_of_unit(const std::string& unit) {
  std::string key = "report_unit_";
  for (const char c : unit)
    if (std::isalnum(static_cast<unsigned char>(c)))
      key += c;
    else if (c == ' ')
      key += '_';
  return key;
}

}  // namespace

double Row::number(std::string_view column) const {
  return table_ && table_->has(column) ? table_->number(row_, column) : std::nan("");
}
std::string Row::text(std::string_view column) const {
  return table_ && table_->has(column) ? std::string(table_->text(row_, column)) : "";
}
bool Row::masked(std::string_view column) const {
  return table_ && table_->has(column) && is_masked(table_->text(row_, column));
}

std::vector<Row> rows_of(const Record& record, const std::string& table) {
  std::vector<Row> out;
  if (!record.has(table)) return out;
  const RecordTable& t = record.table(table);
  for (std::size_t i = 0; i < t.rows(); ++i) out.emplace_back(t, i);
  return out;
}

Facts::Facts(const Record& record) : record_(record) {
  const RecordTable& verdicts = record.table("verdicts");
  for (std::size_t i = 0; i < kServices; ++i) services_.emplace_back(info(service_at(i)).word);
  for (std::size_t row = 0; row < verdicts.rows(); ++row)
    if (const std::string service(verdicts.text(row, "service")); !service.empty())
      units_.emplace(service, verdicts.text(row, "unit"));
  std::erase_if(services_, [&](const std::string& s) { return !units_.contains(s); });
  for (const Row& row : rows_of(record, "services"))
    if (row.text("measure") == "demand") demand_units_.emplace(row.text("service"), row.text("unit"));
  for (const Row& row : rows_of(record, "zones")) {
    const std::string zone = row.text("zone");
    zone_names_[zone] = row.both("name");
    if (zone != kAll) zones_.push_back(zone);
  }
  for (const Row& row : rows_of(record, "assumptions"))
    parameter_names_.emplace(row.text("parameter"), row.both("name"));
  for (const std::string& service : services_) {
    const auto equals = [&](const char* supply) {
      const auto& all = record.manifests();
      return std::all_of(all.begin(), all.end(), [&](const Manifest& m) {
        return m.flag("/services/" + service + "/" + supply + "_equals_quantified");
      });
    };
    auto& groups = cases_[service];
    groups.push_back({"quantified"});
    for (const char* supply : {"trend", "targeted"})
      if (equals(supply))
        groups.front().emplace_back(supply);
      else
        groups.push_back({supply});
  }
}

std::vector<int> Facts::years() const {
  std::vector<int> out;
  for (int y = first_year(); y <= last_year(); ++y) out.push_back(y);
  return out;
}

std::vector<int> Facts::headline_years() const {
  return target_year() == last_year() ? std::vector{target_year()} : std::vector{target_year(), last_year()};
}

int Facts::draws() const { return static_cast<int>(record_.manifest().number("/replicates")); }

bool Facts::partial_first_year() const { return !record_.manifest().text("/region/base_date").ends_with("-01-01"); }

const RowIndex& Facts::index(const std::string& table, const std::vector<std::string>& columns) const {
  std::string name = table;
  for (const std::string& c : columns) name += " " + c;
  auto& made = indices_[name];
  if (!made) made = std::make_unique<RowIndex>(record_.table(table), columns);
  return *made;
}

Row Facts::verdict(const std::string& scenario, std::string_view supply, int year, std::string_view zone,
                   const std::string& service) const {
  const RowIndex& i = index("verdicts", {"scenario", "supply_case", "year", "zone", "service"});
  return {record_.table("verdicts"),
          i.find({scenario, std::string(supply), std::to_string(year), std::string(zone), service})};
}

Row Facts::indicator_verdict(const std::string& scenario, std::string_view supply, int year,
                             const std::string& indicator) const {
  const RowIndex& i = index("verdicts", {"scenario", "supply_case", "year", "zone", "indicator"});
  return {record_.table("verdicts"),
          i.find({scenario, std::string(supply), std::to_string(year), std::string(kAll), indicator})};
}

Row Facts::service(const std::string& scenario, std::string_view supply, int year, std::string_view zone,
                   const std::string& service, std::string_view measure) const {
  const RowIndex& i = index("services", {"scenario", "supply_case", "year", "zone", "service", "measure"});
  return {record_.table("services"), i.find({scenario, std::string(supply), std::to_string(year), std::string(zone),
                                             service, std::string(measure)})};
}

Row Facts::people(const std::string& scenario, int year, std::string_view zone, std::string_view measure) const {
  const RowIndex& i = index("demography", {"scenario", "year", "zone", "measure"});
  return {record_.table("demography"),
          i.find({scenario, std::to_string(year), std::string(zone), std::string(measure)})};
}

Row Facts::deciding(const std::string& scenario, std::string_view supply, int year, const std::string& service) const {
  if (!record_.has("deciding")) return {};
  const RowIndex& i = index("deciding", {"scenario", "supply_case", "year", "zone", "service"});
  return {record_.table("deciding"),
          i.find({scenario, std::string(supply), std::to_string(year), std::string(kAll), service})};
}

Row Facts::indicator(const std::string& id) const {
  return {record_.table("indicators"), index("indicators", {"id"}).find({id})};
}

std::vector<std::string> Facts::indicators_of(const std::string& service) const {
  std::vector<std::string> out;
  const Row own = verdict(scenarios().front().id, "quantified", target_year(), kAll, service);
  if (const std::string id = own.text("indicator"); !id.empty()) out.push_back(id);
  for (const Row& row : rows_of(record_, "indicators"))
    if (row.text("service") == service && row.text("computed") == "service" &&
        std::find(out.begin(), out.end(), row.text("id")) == out.end())
      out.push_back(row.text("id"));
  return out;
}

const std::map<std::string, std::vector<Row>>& Facts::grouped(const std::string& table) const {
  const auto [it, is_new] = grouped_.try_emplace(table);
  if (is_new)
    for (const Row& row : rows_of(record_, table))
      it->second[row.text("scenario") + "/" + row.text("service")].push_back(row);
  return it->second;
}

std::string Facts::first_of(const std::string& service, std::string_view supply) const {
  for (const Cases& group : cases(service))
    if (std::find(group.begin(), group.end(), supply) != group.end()) return group.front();
  return std::string(supply);
}

std::string Facts::foremost(const std::string& scenario, const std::string& service, int year) const {
  const Row row = verdict(scenario, "quantified", year, kAll, service);
  return row && std::isnan(row.number("capacity")) ? "targeted" : "quantified";
}

bool Facts::by_zone(const std::string& service) const {
  const std::size_t i = service_of_word(service);
  return i < kServices && !zones_.empty() && has_zones(service_at(i));
}

Text Facts::place() const {
  return {record_.manifest().text("/region/name_zh"), record_.manifest().text("/region/name_en")};
}

Text Facts::known(const std::string& prefix, const std::string& w) const {
  return in_catalogue(prefix + w) ? word(prefix + w) : same(w);
}

Text Facts::service_name(const std::string& s) const { return word("service_" + s); }

Text Facts::unit(const std::string& unit) const {
  std::size_t digits = 0;
  while (digits < unit.size() && std::isdigit(static_cast<unsigned char>(unit[digits]))) ++digits;
  if (digits > 0 && digits < unit.size() && unit[digits] == ' ')
    return same(unit.substr(0, digits) + " × ") + this->unit(unit.substr(digits + 1));
  const std::string key = key_of_unit(unit);
  return in_catalogue(key) ? word(key) : same(unit);
}

Text Facts::service_unit(const std::string& service) const {
  const auto it = units_.find(service);
  return it == units_.end() ? Text{} : unit(it->second);
}

Text Facts::demand_unit(const std::string& service) const {
  const auto it = demand_units_.find(service);
  return it == demand_units_.end() ? Text{} : unit(it->second);
}

Text Facts::case_name(std::string_view supply) const { return word("case_" + std::string(supply)); }

Text Facts::case_name(const std::string& service, const Cases& group) const {
  if (cases(service).size() == 1) return word("case_all");
  return group.size() == 1 ? case_name(group[0]) : word("case_and", {case_name(group[0]), case_name(group[1])});
}

Text Facts::zone_name(std::string_view code) const {
  if (code == kAll) return word("zone_all");
  const auto it = zone_names_.find(code);
  return it == zone_names_.end() ? same(std::string(code)) : it->second;
}

Text Facts::measure_name(const std::string& measure) const {
  if (in_catalogue("measure_" + measure)) return word("measure_" + measure);
  for (const char* part : {"_demand", "_load", "_capacity", "_short", "_use", "_enrolment"})
    if (measure.ends_with(part))
      if (const std::string s = measure.substr(0, measure.size() - std::string_view(part).size());
          in_catalogue("service_" + s))
        return word(std::string("compare") + part, {service_name(s)});
  return same(measure);
}

Text Facts::parameter_name(const std::string& id) const {
  const auto it = parameter_names_.find(id);
  return it == parameter_names_.end() ? same(id) : it->second;
}

Text Facts::factor_name(const std::string& id) const {
  for (const char* kind : {"factor_", "theme_"})
    if (in_catalogue(kind + id)) return word(kind + id);
  if (parameter_names_.contains(id)) return parameter_name(id);
  std::vector<Text> members;  // of a group that shares a draw
  for (const Row& row : rows_of(record_, "assumptions"))
    if (row.text("group") == id && row.text("scenario") == scenarios().front().id) members.push_back(row.both("name"));
  return members.empty() ? same(id) : joined(members);
}

Text Facts::theme_name(const std::string& id) const {
  return in_catalogue("theme_" + id) ? word("theme_" + id) : same(id);
}

Text Facts::place_name(const std::string& code) const {
  return code == record_.manifest().text("/region/code") ? place() : same(code);
}

Text Facts::settled_by(const std::string& service) const {
  const std::string at = "/services/" + service + "/settled_by";
  const Text datum{record_.manifest().text(at + "_zh"), record_.manifest().text(at)};
  return datum.zh.empty() ? same(datum.en) : datum;
}

const VerdictWord& verdict_word(const std::string& w) {
  static std::map<std::string, VerdictWord> known;
  auto& made = known[w];
  if (made.symbol.empty()) {
    const Text both = word("verdict_" + w);
    made.symbol = both.zh.substr(both.zh.rfind(' ') + 1);
    made.name = {both.zh.substr(0, both.zh.rfind(' ')), both.en.substr(0, both.en.rfind(' '))};
  }
  return made;
}

Text attainment_word(const std::string& w) {
  if (w.empty()) return {};
  std::string key = w;
  std::replace(key.begin(), key.end(), ' ', '_');
  return word("attainment_" + key);
}

std::string attainment_class(const std::string& w) {
  std::string key = w.empty() ? "none" : w;
  std::replace(key.begin(), key.end(), ' ', '-');
  return "attain a-" + key;
}

}  // namespace gongxu::report
