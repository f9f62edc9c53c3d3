/// The words in which the page of a run speaks, in the reader's language.
#pragma once
#include <string>
#include <vector>

#include "analysis/read/verdicts.hpp"
#include "sim/core/text.hpp"

namespace gongxu {

/// Supply cases whose units are the same: one row of a table. The first gives its numbers.
using CaseGroup = std::vector<SupplyCase>;

class PageWords {
 public:
  PageWords(const Ensemble& e, Language l) : e_(e), lang_(l) {}

  std::string say(std::string_view key, const std::vector<std::string>& values = {}) const;
  const std::string& in(const Text& text) const { return text.in(lang_); }
  std::string service(Service) const;
  /// Of a zone's code; the whole place has a name too.
  std::string zone(const std::string& code) const;
  std::string field(const std::string& word) const;
  std::string verdict(Verdict) const;        ///< in its colour
  std::string attainment(Attainment) const;  ///< likewise
  const std::string& unit(const Indicator& i) const { return lang_ == Language::zh ? i.unit_zh : i.unit; }
  /// "5 per 1,000": the figure with its unit.
  std::string figure(const Indicator&, double) const;
  std::string case_name(const CaseGroup&) const;
  /// The line that says from which calibration the parameters' draws come; empty: from none.
  std::string posterior() const;

  /// A service's supply cases, those that are one together; the first group has `quantified`.
  std::vector<CaseGroup> case_groups(Service) const;

 private:
  const Ensemble& e_;
  Language lang_;
};

/// "1,250 (830–1,870)": the median and the 80 % interval.
std::string with_interval(const Summary&);
std::string with_error(const Probability&);
/// "+12 %"; "—" for NaN.
std::string signed_percent(double);
/// A value of a parameter: a share as per cent, anything else with three digits.
std::string parameter_value(double, const std::string& unit);

}  // namespace gongxu
