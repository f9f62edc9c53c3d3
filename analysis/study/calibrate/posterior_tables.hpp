/// The columns of a calibration's tables, as they are written and as they are read back.
#pragma once
#include <string>
#include <vector>

namespace gongxu {

/// A value of a draw; `year` of a yearly factor alone.
inline const std::vector<std::string> kPosteriorColumns{"place", "scenario", "draw", "parameter", "year", "value"};

/// What became of a parameter, with the distribution that it had a priori.
inline const std::vector<std::string> kCalibrationColumns{
    "parameter", "year",          "named",         "unit",          "distribution", "value",
    "low",       "high",          "rho",           "group",         "prior_p10",    "prior_p50",
    "prior_p90", "posterior_p10", "posterior_p50", "posterior_p90", "shrinkage",    "told"};

/// An observation and what the posterior makes of it.
inline const std::vector<std::string> kFitColumns{
    "place",         "zone",         "year",         "measure",      "sex",           "age_start",
    "age_end",       "unit",         "observed",     "se",           "law",           "held_out",
    "before_p50",    "expected_p10", "expected_p50", "expected_p90", "predicted_p10", "predicted_p50",
    "predicted_p90", "residual",     "inside_80",    "source"};

}  // namespace gongxu
