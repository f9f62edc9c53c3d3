#include "sim/core/log.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <memory>

#include "sim/core/terminal.hpp"

namespace gongxu {
namespace {

spdlog::logger& logger() {
  // Not registered by name in spdlog, so that no other code can change it.
  static const std::shared_ptr<spdlog::logger> log = [] {
    const auto mode = takes_colour(STDERR_FILENO) ? spdlog::color_mode::always : spdlog::color_mode::never;
    auto made = std::make_shared<spdlog::logger>("gongxu", std::make_shared<spdlog::sinks::stderr_color_sink_mt>(mode));
    made->set_pattern("%^%l%$ %v");
    return made;
  }();
  return *log;
}

}  // namespace

void log_info(std::string_view text) { logger().info("{}", text); }
void log_warn(std::string_view text) { logger().warn("{}", text); }

}  // namespace gongxu
