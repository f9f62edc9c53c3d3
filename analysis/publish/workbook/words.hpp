/// The words in which a record speaks to its reader.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/publish/record.hpp"

namespace gongxu::workbook {

class Words {
 public:
  Words(const Record&, Language);

  Language language() const { return lang_; }
  std::string say(std::string_view key, const std::vector<std::string>& values = {}) const;
  /// The text of a key that may be missing from the catalogue: then `otherwise`.
  std::string say_or(const std::string& key, std::string_view otherwise) const;
  /// "name_" -> "name_zh" or "name_en".
  std::string own(std::string_view column) const;

  std::string scenario(std::string_view id) const;
  std::string zone(std::string_view code) const;
  std::string service(std::string_view word) const;
  std::string supply_case(std::string_view word) const;
  /// Word and sign: "sufficient ○".
  std::string verdict(std::string_view word) const;
  std::string attainment(std::string_view word) const;
  std::string field(std::string_view word) const;
  std::string measure(std::string_view name) const;
  /// Name of a parameter, or of another factor of a study.
  std::string parameter(std::string_view id) const;
  std::string unit(std::string_view unit) const;
  std::string yes_no(std::string_view boolean) const;
  /// Parts side by side in the language's way; empty ones are passed over.
  std::string list(const std::vector<std::string>&) const;
  std::string sentences(const std::vector<std::string>&) const;

  static std::uint32_t verdict_fill(std::string_view word);

 private:
  Language lang_;
  std::map<std::string, std::string, std::less<>> zones_, scenarios_, parameters_;
};

/// "1,250"; empty of NaN.
std::string counted(double);
/// "1,250 (830–1,870)".
std::string with_range(double p10, double p50, double p90);
/// "0.08 ± 0.02"; without an error where there is none.
std::string plus_minus(double p, double se);

}  // namespace gongxu::workbook
