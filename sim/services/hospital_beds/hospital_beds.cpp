#include "sim/services/hospital_beds/hospital_beds.hpp"

#include <cmath>

namespace gongxu::hospital_beds {

double scope(double base_beds, double base_bed_days, double base_occupancy) {
  constexpr double kDays = 365.2425;
  if (std::isnan(base_occupancy) || base_bed_days <= 0) return 1;
  return base_occupancy * base_beds * kDays / base_bed_days;
}

}  // namespace gongxu::hospital_beds
