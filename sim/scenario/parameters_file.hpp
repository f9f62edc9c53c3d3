/// Reading parameters: the national list, a region's and a scenario's replacements, their limits.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "sim/scenario/parameters.hpp"
#include "sim/scenario/sources.hpp"
#include "sim/scenario/toml_document.hpp"

namespace gongxu {

/// The largest factor or multiplier that is taken for meant; it also keeps every hazard below kMaxRate.
inline constexpr double kMostFactor = 10;

/// A parameter that the model reads, and the values that make sense for it.
struct ParameterRule {
  std::string_view id;
  double least, most;
  bool yearly = false;  ///< may be a path of yearly factors
};
std::span<const ParameterRule> parameter_rules();
std::vector<std::string> parameter_ids();

/// Reads the [parameter.ID] tables of the national list, then those of region.toml (whose other keys
/// belong to read_region). Every id of the model must be there and no other.
/// A parameter whose `at.file` is the national file is a default.
ParameterSet read_parameters(const std::string& national_toml, const std::string& region_toml, Problems&);
ParameterSet read_parameters(const std::string& national_toml, Problems&);  ///< the national list alone

/// Replaces the fields of `p` that the table gives. `value` alone fixes the parameter at it.
void replace_fields(Parameter& p, const TomlTable&, const SourceList&, Problems&);

/// Adds a problem for every number outside its parameter's limits, and for an uptake that falls, of
/// the parameters that were set last in `file`.
void check_parameters(const ParameterSet&, const std::string& file, Problems&);

}  // namespace gongxu
