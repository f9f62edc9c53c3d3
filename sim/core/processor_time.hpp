/// Processor time used, for manifests and benchmarks; never an input of the model.
#pragma once
#include <sys/resource.h>

#include <ctime>

namespace gongxu {

/// User and system time [s] of this process, to the nanosecond.
inline double processor_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// The same [s] of all its children that have ended, to the microsecond.
inline double processor_seconds_of_children() {
  rusage u{};
  getrusage(RUSAGE_CHILDREN, &u);
  return static_cast<double>(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
         1e-6 * static_cast<double>(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

}  // namespace gongxu
