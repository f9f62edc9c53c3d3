#include "analysis/read/datapackage.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <string_view>

#include "sim/core/sha256.hpp"

namespace gongxu {
namespace {

using Json = nlohmann::ordered_json;

/// Fields are numbers unless named here.
constexpr std::string_view kIntegers[] = {"year",   "n",    "replicate", "age",    "years_later",
                                          "places", "draw", "age_start", "age_end"};
constexpr std::string_view kBooleans[] = {"distinguishable", "confirmed", "found", "enough", "least_regret",
                                          "most_satisfied",  "passed",    "named", "told",   "held_out",
                                          "inside_80"};
constexpr std::string_view kTexts[] = {"intervals",    "by",
                                       "class",        "growth",
                                       "place",        "date",
                                       "check",        "scenario",
                                       "supply_case",  "zone",
                                       "measure",      "unit",
                                       "service",      "indicator",
                                       "bound",        "binding",
                                       "attainment",   "verdict",
                                       "sex",          "parameter",
                                       "parameter_zh", "parameter_en",
                                       "source",       "basis",
                                       "settled_by",   "correlated_with",
                                       "id",           "severity",
                                       "finding_zh",   "finding_en",
                                       "figures",      "method",
                                       "factor",       "group",
                                       "output",       "index",
                                       "failure",      "kind",
                                       "from",         "origin",
                                       "control",      "law",
                                       "distribution", "scenario_a",
                                       "scenario_b"};

}  // namespace

const char* type_of(const std::string& table, const std::string& field) {
  if ((table == "hindcast" || table == "widened") && field == "age") return "string";  // an age group
  const auto in = [&](const auto& list) {
    return std::find(std::begin(list), std::end(list), field) != std::end(list);
  };
  if (field.ends_with("_extrapolated") || in(kBooleans)) return "boolean";
  return in(kIntegers) ? "integer" : in(kTexts) ? "string" : "number";
}

namespace {

Json fields_of(const std::string& path) {
  std::ifstream in(path);
  std::string header, field;
  std::getline(in, header);
  Json fields = Json::array();
  for (std::istringstream cells(header); std::getline(cells, field, ',');)
    fields.push_back({{"name", field}, {"type", type_of(std::filesystem::path(path).stem().string(), field)}});
  return fields;
}

}  // namespace

void write_datapackage(const std::string& name, const std::vector<std::string>& tables, const std::string& folder) {
  Json resources = Json::array();
  for (const std::string& table : tables) {
    const std::string path = folder + "/" + table;
    resources.push_back({{"name", std::filesystem::path(table).stem().string()},
                         {"path", table},
                         {"profile", "tabular-data-resource"},
                         {"format", "csv"},
                         {"encoding", "utf-8"},
                         {"hash", "sha256:" + sha256_hex_of_file(path)},
                         {"bytes", std::filesystem::file_size(path)},
                         {"schema", {{"fields", fields_of(path)}, {"missingValues", {""}}}}});
  }
  const Json package{{"profile", "tabular-data-package"}, {"name", name}, {"format", 1}, {"resources", resources}};
  std::ofstream out(folder + "/datapackage.json");
  out << package.dump(2) << '\n';
  out.close();
  if (!out) throw std::runtime_error("cannot write " + folder + "/datapackage.json: is the disk full?");
}

}  // namespace gongxu
