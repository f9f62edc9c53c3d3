/// The one log of the program, on standard error; standard output belongs to results.
#pragma once
#include <string_view>

namespace gongxu {

void log_info(std::string_view text);  ///< what was done, or need not be
void log_warn(std::string_view text);  ///< what the user should know before trusting the results

}  // namespace gongxu
