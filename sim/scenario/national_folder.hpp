/// A folder of national tables: its own ones, and those that it takes from another folder.
///
/// Without national.toml all tables are its own and population.csv is of the census of 2020. With it, `residents_on` is
/// the date of population.csv and `others` the folder of the tables that are not here: the nation of another year
/// differs in few.
#pragma once
#include <string>

#include "sim/core/problem.hpp"
#include "sim/core/time.hpp"

namespace gongxu {

struct NationalFolder {
  std::string folder;
  std::string others;              ///< empty: none
  Date residents_on{2020, 11, 1};  ///< of population.csv
  std::string toml;                ///< national.toml if there is one, else empty

  /// Where a table stands: here if it is here or nowhere else.
  std::string file(const std::string& name) const;
};

/// @param named_at the key `national` of region.toml.
NationalFolder read_national_folder(const std::string& folder, const Position& named_at, Problems&);

}  // namespace gongxu
