/// Pieces of HTML in both languages. Whatever comes from data or the catalogue goes through escaped().
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/text.hpp"

namespace gongxu::report {

/// A text of the catalogue, its blanks filled in each language.
Text word(std::string_view key, const std::vector<Text>& values = {});
/// The same in both languages: a number, a name that has one form.
inline Text same(const std::string& s) { return {s, s}; }
Text joined(const std::vector<Text>&);  ///< with each language's comma
Text operator+(const Text&, const Text&);

/// & < > " ' made harmless, in text and in attributes.
std::string escaped(std::string_view);
/// Both languages, of which the page shows one; without spans where they are the same.
std::string spans(const Text&);
/// A script's text that cannot end its element early.
std::string safe_script(std::string_view);

struct Cell {
  std::string html;
  std::string classes;  ///< empty: none
};

struct Column {
  Text name;
  bool number = false;
  std::string classes{};
};

/// A table with a heading of each column; the first cell of a row is its heading.
class HtmlTable {
 public:
  explicit HtmlTable(std::vector<Column> columns) : columns_(std::move(columns)) {}
  HtmlTable& caption(const Text&);
  HtmlTable& classes(const std::string&);
  HtmlTable& attributes(const std::string&);  ///< of what the table stands in, as they are written
  /// @pre as many cells as columns.
  void row(const std::vector<Cell>&);
  bool empty() const { return rows_.empty(); }
  std::string html() const;

 private:
  std::vector<Column> columns_;
  std::string caption_, classes_, attributes_, rows_;
};

std::string paragraph(const Text&, std::string_view classes = {});
/// @param tables what is folded away under a heading of its own.
std::string details(const Text& heading, const std::string& tables);
/// A chart's place with its summary and the numbers under it. @param chart attributes of the chart's element.
/// @param wide it takes a row of its own where charts() stand two in a row.
std::string figure(const std::string& chart, const Text& summary, const std::string& tables, bool wide = false);
std::string charts(const std::string& figures);

}  // namespace gongxu::report
