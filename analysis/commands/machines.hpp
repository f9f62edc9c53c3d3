/// A study on many machines: as parts that are merged, or over the ranks of mpirun.
#pragma once
#include <string>
#include <vector>

#include "analysis/commands/arguments.hpp"

namespace gongxu {

inline constexpr int kMostParts = 1000;

/// "1/3" as the first of three. @throws InputError
StudyPart part_of(const std::string& word);
/// The line that a part has in its study.txt beside those of the study: "shard 1/3". Empty for the whole.
std::string line_of(StudyPart);

/// @throws InputError for options that do not fit parts, ranks or the number of units.
void check_machines(const Arguments&);

/// The run whose parts a merge was given: the options are those of the parts.
/// @throws InputError if the parts are of other programs or do not make up one whole.
Arguments arguments_of_merge(const Arguments&);
/// @throws InputError that names the first line in which a part's study differs from this one.
void check_parts(const std::vector<std::string>& folders, const StudyLines&);

/// What is said when a part is complete; empty for a whole.
std::string part_page(const Arguments&, const std::string& out);

/// @throws InputError on a rank whose study differs from that of the first. All ranks call it together.
void check_same_on_all_ranks(const StudyLines&);

}  // namespace gongxu
