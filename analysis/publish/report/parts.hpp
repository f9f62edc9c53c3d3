/// The parts of the report's page. Each gives HTML in both languages.
#pragma once
#include <functional>
#include <string>

#include "analysis/publish/report/html.hpp"
#include "analysis/publish/report/rows.hpp"

namespace gongxu::report {

std::string headline_part(const Facts&);
std::string matrix_part(const Facts&);
std::string people_part(const Facts&);
std::string services_part(const Facts&);
std::string zones_part(const Facts&);
std::string side_by_side_part(const Facts&);
std::string actions_part(const Facts&);
std::string drivers_part(const Facts&);
std::string trust_part(const Facts&);
std::string method_part(const Facts&);

/// The whole page; `first` is the language that it opens in.
std::string report_page(const Record&, Language first);

/// What depends on the scenario: the first one's content in its place, those of the others in templates.
std::string by_scenario(const Facts&, const std::string& block,
                        const std::function<std::string(const std::string& scenario)>& content);
/// A section with its heading, which the contents name too.
std::string section(const std::string& id, const std::string& content);

// Of several parts.
std::string year_with_mark(const Facts&, int year);  ///< "2020*" where flows are of a part of the year
/// "sufficient ○ 0.08": a cell of its colour, with P(short) where it is known.
Cell verdict_cell(const Row& verdict, bool with_probability);
std::string verdict_name(const std::string& verdict);  ///< word and symbol
/// Why a verdict is conditional; empty where it is not.
Text why_conditional(const Facts&, const Row& verdict);
/// "above 16.7 %": where a verdict turns; "—" where no value is known.
Text turning(const Row& deciding, bool to_short);
/// One service's figures of actions that go beyond the run, from folders beside it: solutions, ways without building.
std::string solved_tables(const Facts&);

// Of a service's section.
std::string fan_of(const Facts&, const std::string& scenario, const std::string& service);
std::string gap_of(const Facts&, const std::string& scenario, const std::string& service);
std::string zones_of(const Facts&, const std::string& scenario, const std::string& service);
std::string waits_of(const Facts&, const std::string& scenario, const std::string& service);
std::string targets_of(const Facts&, const std::string& scenario, const std::string& service);
std::string curves_of(const Facts&, const std::string& scenario, const std::string& service);
std::string influence_of(const Facts&, const std::string& scenario, const std::string& service);
std::string changes_of(const Facts&, const std::string& scenario, const std::string& service);

}  // namespace gongxu::report
