/// Intervals as wide as past errors ask for: a margin by type of place, age group and horizon.
///
/// For places i of one type with interval [l_i, u_i] and observation y_i the margin m is the 80 % quantile, with the
/// correction for few places, of E_i = max(ln(l_i / y_i), ln(y_i / u_i)), never below 0; the interval becomes
/// [l / exp(m), u exp(m)]. (Conformalised quantile regression: Romano, Patterson and Candes 2019, on the log scale.)
/// Of new places of the same type it covers 80 % on average, whatever made the errors, as long as their errors are
/// like those of the places it was learnt on. For another horizon the margin goes in proportion to the years.
#pragma once
#include <string>
#include <vector>

#include "analysis/study/hindcast/many_places.hpp"

namespace gongxu {

enum class Growth { shrinking, steady, growing };  ///< below, within, above half a percent a year
inline constexpr std::size_t kGrowths = 3;
const char* word_of(Growth);
Growth growth_of(double per_year);  ///< NaN, not known: steady

/// [persons] where the next class of size begins; the last is open.
inline constexpr std::array<double, 4> kSizes{0, 250'000, 500'000, 1'000'000};
std::size_t size_class_of(double persons);

inline constexpr int kAllAges = -1;  ///< instead of an age group

struct Margin {
  std::size_t size = 0;  ///< class
  Growth growth = Growth::steady;
  int group = kAllAges;  ///< kGroups has the ages
  double horizon_years = 0;
  int places = 0;  ///< that it was learnt on; those of all types where the type has fewer than kLeastPlaces
  double log_margin = 0;
};
inline constexpr int kLeastPlaces = 20;

class Widening {
 public:
  Widening() = default;
  explicit Widening(std::vector<Margin> margins) : margins_(std::move(margins)) {}

  /// The margin of a type and age group at a horizon; 0 where none was learnt.
  double log_margin(double size, double growth_per_year, int group, double horizon_years) const;
  /// The forecast with its interval widened; its CRPS is left out, for no members stand behind the margin.
  Scored widened(Scored, double size, double growth_per_year, int group, double horizon_years) const;
  const std::vector<Margin>& margins() const { return margins_; }

 private:
  std::vector<Margin> margins_;
};

/// @param places those to learn on. @param horizon_years from base to observation.
Widening learn_widening(const std::vector<const ManyPlace*>& places, double horizon_years);

/// Reads a table as widening.csv is written. @throws InputError if it is none.
Widening read_widening(const std::string& file);

/// True for about one half of all places, told by their ids alone.
bool learns(const std::string& id);

/// E_i of the page's head; -infinity where it has no logarithm.
double excess(const Scored&);

}  // namespace gongxu
