/// datapackage.json: the tables of a run folder described as a Frictionless data package.
#pragma once
#include <string>
#include <vector>

namespace gongxu {

/// Writes datapackage.json into `folder`: for each table its path, size, SHA-256, and what the dictionary says of it.
/// @param tables relative to `folder`, written before. @throws std::logic_error if the dictionary lacks a table, or
/// the header of one is another than there.
void write_datapackage(const std::string& name, const std::vector<std::string>& tables, const std::string& folder);

}  // namespace gongxu
