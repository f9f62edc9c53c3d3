/// Tables on disk as JSON: what --json prints, taken from what was written.
#pragma once
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>

namespace gongxu {

using Json = nlohmann::ordered_json;

/// Which rows are wanted: by column, the cells that it may have.
using RowsWanted = std::map<std::string, std::set<std::string>>;

/// The rows of a table, an object each, by the types of its columns: numbers and truth values as such; an empty cell
/// and a number that is not finite are null.
/// @throws std::logic_error for a cell that is not of its column's type; std::runtime_error if the file is not there.
Json rows_of(const std::string& path, const RowsWanted& = {});

/// Every table of a folder's datapackage.json, by its name.
Json tables_of_folder(const std::string& folder);

/// A run's folder: warnings, target year, verdicts of the whole place in the target and the last year, what decides in
/// the target year, and whether all its checks passed.
Json run_of_folder(const std::string& folder);

}  // namespace gongxu
