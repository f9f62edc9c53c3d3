/// Which colour the words of verdicts, targets and findings have on a terminal.
#pragma once
#include <string_view>

#include "sim/core/terminal.hpp"

namespace gongxu {

/// Of a word of the columns `verdict`, `attainment` or `severity`; none for one that asks for no notice: what is
/// conditional or a note, and the empty word.
Tone tone_of(std::string_view word);

}  // namespace gongxu
