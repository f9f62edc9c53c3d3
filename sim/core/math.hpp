/// Our own elementary functions: the same bits on every compiler and processor.
///
/// libm's log and exp differ in the last bit between machines with and without fused multiply-add.
/// These use only +, -, *, / in a fixed order and are compiled with -ffp-contract=off.
#pragma once

namespace gongxu::math {

/// Natural logarithm, relative error below 4e-16. @pre x is finite, normal and > 0.
double log(double x);
/// e to the x, relative error below 1e-15; 0 below -708. @pre x <= 709.
double exp(double x);
/// Quantile of the standard normal distribution, absolute error below 1e-8 for p in
/// [1e-12, 1 - 1e-12] (Acklam's rational approximation with one Halley step). @pre 0 < p < 1.
double normal_quantile(double p);
/// Distribution function of the standard normal, relative error of the smaller tail below 4e-13
/// for |x| < 6, 1e-9 beyond (series near 0, continued fraction in the tails).
double normal_cdf(double x);

}  // namespace gongxu::math
