#include "analysis/read/datapackage.hpp"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "analysis/read/table_schema.hpp"
#include "sim/core/sha256.hpp"

namespace gongxu {
namespace {

using Json = nlohmann::ordered_json;

/// A table's header must be that of the dictionary, in its order: else one of the two is our mistake.
void check_header(const TableInfo& table, const std::string& path) {
  std::ifstream in(path);
  std::string header, name;
  std::getline(in, header);
  std::size_t at = 0;
  for (std::istringstream names(header); std::getline(names, name, ','); ++at) {
    column_info(table.name, name);
    if (at >= table.columns.size() || table.columns[at].name != name)
      throw std::logic_error("column " + name + " of table " + table.name + " stands elsewhere in the dictionary");
  }
  if (at < table.columns.size())
    throw std::logic_error("table " + table.name + " has no column " + table.columns[at].name +
                           ", which is in the dictionary");
}

Json field_of(const ColumnInfo& column) {
  Json field{{"name", column.name},
             {"type", column.type},
             {"description", column.about.en},
             {"description_zh", column.about.zh}};
  if (!column.unit.empty()) field["unit"] = column.unit;
  Json constraints = Json::object();
  if (column.never_empty) constraints["required"] = true;
  if (!column.words.empty()) constraints["enum"] = column.words;
  if (!constraints.empty()) field["constraints"] = constraints;
  return field;
}

/// A primary key may hold no empty cell; another key may.
Json schema_of(const TableInfo& table) {
  Json schema{{"fields", Json::array()}, {"missingValues", {""}}};
  for (const ColumnInfo& column : table.columns) schema["fields"].push_back(field_of(column));
  if (table.key_is_never_empty)
    schema["primaryKey"] = table.key;
  else
    schema["uniqueKeys"] = Json::array({table.key});
  return schema;
}

Json resource_of(const std::string& file, const std::string& folder) {
  const std::string path = folder + "/" + file;
  const TableInfo& table = table_info(std::filesystem::path(file).stem().string());
  check_header(table, path);
  return {{"name", table.name},
          {"path", file},
          {"profile", "tabular-data-resource"},
          {"title", table.title.en},
          {"title_zh", table.title.zh},
          {"description", table.about.en},
          {"description_zh", table.about.zh},
          {"format", "csv"},
          {"encoding", "utf-8"},
          {"hash", "sha256:" + sha256_hex_of_file(path)},
          {"bytes", std::filesystem::file_size(path)},
          {"schema", schema_of(table)}};
}

}  // namespace

void write_datapackage(const std::string& name, const std::vector<std::string>& tables, const std::string& folder) {
  Json resources = Json::array();
  for (const std::string& table : tables) resources.push_back(resource_of(table, folder));
  const Json package{{"profile", "tabular-data-package"}, {"name", name}, {"format", 1}, {"resources", resources}};
  std::ofstream out(folder + "/datapackage.json");
  out << package.dump(2) << '\n';
  out.close();
  if (!out) throw std::runtime_error("cannot write " + folder + "/datapackage.json: is the disk full?");
}

}  // namespace gongxu
