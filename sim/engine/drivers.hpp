/// The two drivers behind drive(); see driver.hpp.
#pragma once
#include "sim/engine/driver.hpp"

namespace gongxu {

int phases_of(const std::vector<Task>&);
void drive_plain(const std::vector<Task>&, const std::vector<Window>&);
void drive_simgrid(const std::vector<std::string>& hosts, const std::vector<Task>&, const std::vector<Window>&);

}  // namespace gongxu
