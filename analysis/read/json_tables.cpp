#include "analysis/read/json_tables.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>

#include "analysis/read/table_schema.hpp"
#include "analysis/read/verdicts.hpp"
#include "sim/scenario/csv.hpp"

namespace gongxu {
namespace {

std::string text_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

Json number_of(const std::string& cell) {
  char* end = nullptr;
  const double value = std::strtod(cell.c_str(), &end);
  if (*end != '\0') throw std::logic_error("no number: " + cell);
  if (!std::isfinite(value)) return nullptr;
  constexpr double kExact = 1e15;  // whole numbers below that have no ".0" in the table either
  if (value == std::trunc(value) && std::abs(value) < kExact) return static_cast<std::int64_t>(value);
  return value;
}

Json value_of(const std::string& cell, std::string_view type) {
  if (cell.empty()) return nullptr;
  if (type == "string") return cell;
  if (type != "boolean") return number_of(cell);
  if (cell != "true" && cell != "false") throw std::logic_error("no truth value: " + cell);
  return cell == "true";
}

Json json_of_file(const std::string& path) { return Json::parse(text_of_file(path)); }

}  // namespace

Json rows_of(const std::string& path, const RowsWanted& wanted) {
  Problems problems;
  const auto records = split_csv(path, text_of_file(path), problems);
  problems.throw_if_any();
  const std::string table = std::filesystem::path(path).stem().string();
  struct Column {
    std::string name;
    std::string_view type;
    const std::set<std::string>* cells;  ///< null: any
  };
  std::vector<Column> columns;
  for (const CsvCell& cell : records.at(0)) {
    const auto only = wanted.find(cell.text);
    columns.push_back({cell.text, type_of(table, cell.text), only == wanted.end() ? nullptr : &only->second});
  }
  Json rows = Json::array();
  for (auto record = records.begin() + 1; record != records.end(); ++record) {
    Json row = Json::object();
    bool is_wanted = true;
    for (std::size_t c = 0; c < columns.size() && is_wanted; ++c) {
      const std::string& cell = record->at(c).text;
      is_wanted = !columns[c].cells || columns[c].cells->contains(cell);
      try {
        row.emplace(columns[c].name, value_of(cell, columns[c].type));
      } catch (const std::logic_error& e) {
        throw std::logic_error(table + "." + columns[c].name + ": " + e.what());
      }
    }
    if (is_wanted) rows.push_back(std::move(row));
  }
  return rows;
}

Json tables_of_folder(const std::string& folder) {
  const Json package = json_of_file(folder + "/datapackage.json");
  Json out = Json::object();
  for (const Json& resource : package.at("resources"))
    out[resource.at("name")] = rows_of(folder + "/" + resource.at("path").get<std::string>());
  return out;
}

Json run_of_folder(const std::string& folder) {
  const Json run = json_of_file(folder + "/run.json");
  const std::string target = std::to_string(run.at("target_year").get<int>()),
                    last = std::to_string(run.at("years").at(1).get<int>()), tables = folder + "/tables/";
  const Json checks = rows_of(tables + "checks.csv");
  return {{"warnings", run.at("warnings")},
          {"target_year", run.at("target_year")},
          {"verdicts", rows_of(tables + "verdicts.csv", {{"zone", {kWholePlace}}, {"year", {target, last}}})},
          {"deciding", rows_of(tables + "deciding.csv", {{"year", {target}}})},
          {"checks_passed",
           std::all_of(checks.begin(), checks.end(), [](const Json& row) { return row.at("passed").get<bool>(); })}};
}

}  // namespace gongxu
