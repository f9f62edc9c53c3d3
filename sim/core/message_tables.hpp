/// The parts of the catalogue; messages.cpp joins them.
#pragma once
#include <span>

#include "sim/core/messages.hpp"

namespace gongxu {

std::span<const ProblemMessage> file_problem_messages();    ///< files, tables, keys, types
std::span<const ProblemMessage> region_problem_messages();  ///< places, rates, parameters, scenarios
std::span<const ProblemMessage> plan_problem_messages();    ///< indicators, projects

std::span<const ProblemMessage> command_problem_messages();      ///< the command line, run folders
std::span<const ProblemMessage> observation_problem_messages();  ///< observations later than a base date
std::span<const ProblemMessage> calibration_problem_messages();  ///< calibrate, runs that take its draws
std::span<const ProblemMessage> machine_problem_messages();      ///< parts of a study, ranks of mpirun
std::span<const ProblemMessage> publish_problem_messages();      ///< finished folders, report
std::span<const PlainMessage> publish_messages();                ///< what report prints
std::span<const PlainMessage> workbook_messages();               ///< the workbook: the plan and its forecast
std::span<const PlainMessage> workbook_table_messages();         ///< the workbook: what stands behind them
std::span<const PlainMessage> report_messages();                 ///< results in the HTML report
std::span<const PlainMessage> report_method_messages();          ///< its rules, actions, checks and method
std::span<const PlainMessage> report_word_messages();            ///< its columns, units and short words
std::span<const PlainMessage> report_chart_messages();           ///< its charts
std::span<const PlainMessage> machine_messages();                ///< what parts print
std::span<const PlainMessage> output_messages();                 ///< what commands print
std::span<const PlainMessage> solve_messages();                  ///< what solve finds
std::span<const PlainMessage> study_messages();                  ///< what studies of assumptions print
std::span<const PlainMessage> truth_messages();                  ///< how the model is held against others
std::span<const PlainMessage> calibration_messages();            ///< what calibrate finds
std::span<const PlainMessage> hindcast_messages();               ///< what hindcasts print
std::span<const PlainMessage> audit_messages();                  ///< what the audit finds

}  // namespace gongxu
