#include "analysis/read/measure_names.hpp"

#include <cstring>

#include "sim/core/messages.hpp"

namespace gongxu {

std::string measure_name(const std::string& measure, Language lang) {
  for (const char* part : {"_demand", "_load", "_capacity", "_short", "_use", "_enrolment"})
    if (measure.ends_with(part))
      return say(lang, std::string("compare") + part,
                 {say(lang, "service_" + measure.substr(0, measure.size() - std::strlen(part)))});
  return say(lang, "measure_" + measure);
}

}  // namespace gongxu
