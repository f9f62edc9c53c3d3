/// Names of measures as tables have them, in the reader's language.
#pragma once
#include <string>

#include "sim/core/text.hpp"

namespace gongxu {

/// "kindergarten_load" -> "kindergarten: load"; "births" -> "births".
std::string measure_name(const std::string& measure, Language);

}  // namespace gongxu
