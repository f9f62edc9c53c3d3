/// Poisson counts from addressed draws.
#pragma once
#include <cstdint>

#include "sim/core/draws.hpp"

namespace gongxu {

/// A Poisson variate, exact: inversion below a mean of 10, above it W. Hörmann's transformed rejection
/// (PTRS, "The transformed rejection method for generating Poisson random variables", 1993). Which draws it
/// looks at depends on `who` and `purpose` alone, attempt by attempt; a slightly larger mean then mostly
/// gives the same count or a slightly larger one. @pre 0 <= mean < 1e9.
std::uint32_t poisson(double mean, const Draws&, PersonId who, Purpose purpose);

/// ln n!, relative error below 1e-12.
double log_factorial(std::uint32_t n);

}  // namespace gongxu
