/// Tables on a terminal, aligned by display columns (a Chinese character fills two).
#pragma once
#include <string>
#include <vector>

namespace gongxu {

class TextTable {
 public:
  enum class Align { left, right };
  /// @param aligns one a column.
  TextTable(std::vector<std::string> header, std::vector<Align> aligns);
  /// @pre as many cells as columns.
  void row(std::vector<std::string> cells);
  void rule();                  ///< a line between groups of rows
  void note(std::string text);  ///< a line of its own below a row, as wide as it is. @pre two columns or more
  std::string text() const;

 private:
  std::vector<Align> aligns_;
  std::vector<std::vector<std::string>>
      rows_;  // the first is the header; an empty one is a rule, one of a single cell a note
};

/// "621,978": rounded to whole units, thousands apart; "—" for NaN.
std::string grouped(double);
/// Three digits; whole numbers with thousands apart from a hundred on; "—" for NaN.
std::string three_digits(double);
/// "0.71±0.03", "0.00": a probability with its Monte-Carlo error; "—" for NaN.
std::string with_error(double p, double se);

}  // namespace gongxu
