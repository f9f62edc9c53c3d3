/// The rules of the audit; audit() calls them. Each adds what it finds.
#pragma once
#include "sim/plan/audit.hpp"

namespace gongxu {

/// Gathers findings and writes their texts.
class Findings {
 public:
  struct Statement {
    std::string name;  ///< as the column `figures` has it
    double value;
    std::string source;
  };
  /// @param values the blanks of the catalogue's text; a number is the same in both languages.
  void add(const char* rule, Severity, const std::string& subject, const std::vector<Text>& values,
           const std::vector<Statement>&);
  std::vector<Finding> all;
};
/// Blanks that are the same in both languages.
inline Text same_text(const std::string& s) { return {s, s}; }
Text number_text(double);

// targets (audit_targets.cpp)
void find_targets_below_base(const Pack&, Findings&);
void find_sums_below_pace(const Pack&, Findings&);
void find_uneven_paths(const Pack&, Findings&);
void find_implausible_paces(const Pack&, Findings&);
void find_missing_ends(const Pack&, Findings&);

// numbers printed more than once (audit_figures.cpp)
void find_printed_twice(const Pack&, Findings&);
void find_copies(const Pack&, Findings&);
void find_broken_relations(const Pack&, Findings&);
void find_impossible_units(const Pack&, Findings&);

// people and capacity (audit_capacity.cpp)
void find_implied_people(const Pack&, Findings&);
void find_projects_short(const Pack&, Findings&);
void find_conversions_needed(const Pack&, Findings&);
void find_caps_that_shrink(const Pack&, Findings&);
void find_use_beyond_capacity(const Pack&, Findings&);

}  // namespace gongxu
