/// What a command answers on standard output: its page, or with --json one object.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "analysis/commands/arguments.hpp"
#include "analysis/read/json_tables.hpp"

namespace gongxu {

void print_json(const Json&);

/// A table of a study: its name without folder and ending, and what writes it to a path.
struct StudyTable {
  std::string name;
  std::function<void(const std::string& path)> write;
};
/// Ends a study: with --out a folder named for it, with its tables and their description; then its page, or its tables.
/// @param lines what decided the results; empty: nothing was run for them.
void finish_study(const Arguments&, const Region&, const std::string& study, const StudyLines& lines,
                  const std::vector<StudyTable>&, const std::string& page);
/// Of a study whose folder was complete before there is no page, only the tables. @returns the exit status.
int answer_complete(const Arguments&);

/// @param command the one that the user gave: run, or merge.
void answer_run(const Arguments&, const std::string& command, const std::string& folder, const std::string& page);
/// @param folder the one that has compare.csv.
void answer_comparison(const Arguments&, const std::string& folder, const std::string& page);

/// The object of a command that the user's mistakes stopped, or of a check that found none.
/// @param command empty if it was not understood.
void print_problems(const std::string& command, const std::vector<Problem>&, Language);

}  // namespace gongxu
