/// The one log of the program, on standard error; standard output belongs to results.
#pragma once
#include <string_view>

namespace gongxu {

void log_info(std::string_view text);  ///< progress; silent when quiet
void log_warn(std::string_view text);  ///< something that the user should know; always printed
void set_quiet(bool quiet);

}  // namespace gongxu
