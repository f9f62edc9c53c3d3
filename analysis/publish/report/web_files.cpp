#include "analysis/publish/report/web_files.hpp"

// One after another in the program, in this order.
extern "C" const char gongxu_report_css[], gongxu_report_js[], gongxu_echarts_js[], gongxu_report_end[];

namespace gongxu::report::web_files {

std::string_view css() { return {gongxu_report_css, gongxu_report_js}; }
std::string_view script() { return {gongxu_report_js, gongxu_echarts_js}; }
std::string_view echarts() { return {gongxu_echarts_js, gongxu_report_end}; }

}  // namespace gongxu::report::web_files
