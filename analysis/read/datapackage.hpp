/// datapackage.json: the tables of a run folder described as a Frictionless data package.
#pragma once
#include <string>
#include <vector>

namespace gongxu {

/// The type of a table's field by its name: "string", "integer", "number" or "boolean".
const char* type_of(const std::string& table, const std::string& field);

/// Writes datapackage.json into `folder`: for each table its path, SHA-256, and the type of each field.
/// @param tables relative to `folder`, written before.
void write_datapackage(const std::string& name, const std::vector<std::string>& tables, const std::string& folder);

}  // namespace gongxu
