#include "sim/core/time.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace gongxu {

std::string to_string(Date d) { return fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day); }

bool parse_date(const std::string& text, Date& out) {
  Date d;
  int used = 0;
  if (text.size() != 10 || std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &d.year, &d.month, &d.day, &used) != 3 ||
      used != 10 || !is_valid(d))
    return false;
  out = d;
  return true;
}

}  // namespace gongxu
