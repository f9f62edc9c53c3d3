/// The data dictionary: every table that the program writes, and what its columns hold.
///
/// It stands in dictionary.csv beside this file and is part of the program: a row without a column describes a table,
/// a row of the table `*` a column wherever it stands. An empty cell of a table's own row is taken from `*`.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/text.hpp"

namespace gongxu {

struct ColumnInfo {
  std::string name;
  std::string type;                ///< string, integer, number, boolean
  std::string unit;                ///< in English; "as column unit": the row says; empty: of texts, numbers of things
  bool key = false;                ///< it is one of those that tell rows apart
  bool never_empty = false;        ///< of a key
  std::vector<std::string> words;  ///< all that it may hold, besides nothing; empty: anything of its type
  Text about;
};

struct TableInfo {
  std::string name;
  Text title;                       ///< a few words
  Text about;                       ///< a sentence: what one row is
  std::vector<ColumnInfo> columns;  ///< in the table's own order
  std::vector<std::string> key;     ///< the columns that tell rows apart
  bool key_is_never_empty = false;  ///< none of them, in any row

  const ColumnInfo* find(std::string_view column) const;  ///< null if it has none of this name
};

class Dictionary {
 public:
  /// @param csv as dictionary.csv. @throws std::logic_error that says which row is wrong.
  explicit Dictionary(const std::string& csv);
  std::span<const TableInfo> tables() const { return tables_; }
  /// @throws std::logic_error that names the table if there is none.
  const TableInfo& table(std::string_view name) const;
  /// @throws std::logic_error that names both if there is none.
  const ColumnInfo& column(std::string_view table, std::string_view column) const;

 private:
  std::vector<TableInfo> tables_;
};

/// The program's own.
const Dictionary& dictionary();
std::span<const TableInfo> all_tables();
const TableInfo& table_info(std::string_view table);
const ColumnInfo& column_info(std::string_view table, std::string_view column);
const std::string& type_of(std::string_view table, std::string_view column);

}  // namespace gongxu
