/// The files of web/ that go into the page, as they are; CMakeLists.txt makes them part of the program.
#pragma once
#include <string_view>

namespace gongxu::report::web_files {

std::string_view css();
std::string_view script();   ///< web/scripts.txt names its parts
std::string_view echarts();  ///< Apache ECharts, with its licence comment

}  // namespace gongxu::report::web_files
