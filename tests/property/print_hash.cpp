/// Prints the digest of all events of Lizhou's baseline, replicate 0, until 2025. Builds by several
/// compilers, or for several processors, must print the same line.
#include <cstdio>

#include "tests/support/lizhou.hpp"

int main() {
  using namespace gongxu;
  const auto result = run_people(test::run_inputs(2025), 0);
  std::printf("lizhou baseline replicate 0 until 2025: events %llu hash %016llx\n",
              static_cast<unsigned long long>(result.events), static_cast<unsigned long long>(result.event_hash));
}
