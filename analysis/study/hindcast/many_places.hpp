/// The hindcast of every place of two censuses: cohorts with drawn parameters, in one zone, by whole years.
///
/// Nothing is known of a place but its age tables, up to the base. Used of them are
/// - the level of births: children below 5 for women of 15-49 against the nation's, half of the distance from 1 kept;
/// - with an earlier census net migration by cohort, ln(base / (earlier x national survival)) / years, placed half the
/// interval
///   younger; children below 10 as the youngest cohort that was there before. Without: as many come as go.
/// Moves are those of agents (behaviours/migration): who leaves is a rate, who comes a number a year, the base
/// residents of that age times leaving and net, in step with the nation's cohorts. Deaths, births and the parameters'
/// ranges are the nation's, as in every run; years outside its tables take the nearest.
#pragma once
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "analysis/study/hindcast/census.hpp"
#include "analysis/study/hindcast/cohorts.hpp"
#include "analysis/study/hindcast/hindcast.hpp"
#include "sim/scenario/parameters.hpp"

namespace gongxu {

/// The nation that the places share.
struct ManyNation {
  National national;  ///< residents moved to the base date
  ParameterSet parameters;
  std::vector<std::string> files;
};
/// @param folder of the national tables. @throws InputError as a pack does.
ManyNation read_many_nation(const std::string& folder, Date base);

struct ManyRequest {
  const Census* base = nullptr;
  const Census* later = nullptr;
  const Census* earlier = nullptr;  ///< none: neither net migration, linear trend nor Hamilton-Perry
  const ManyNation* nation = nullptr;
  int draws = 200;
  std::uint32_t seed = 1;
};

/// What the base date tells of a place.
struct PlaceInputs {
  Pyramid base{};
  Pyramid net{};  ///< [per person-year]
  double births_level = 1;
};
PlaceInputs inputs_of_place(const ManyRequest&, const CensusPlace& base);

/// Residents at the later date, by five-year group, for every parameter at its centre: what agents are set beside.
ByGroup at_centre(const ManyRequest&, const PlaceInputs&);

/// What a census counted of a place, as observations: the total, then sexes by group. Their place is 0.
std::vector<Observation> census_observations(const Census&, const CensusPlace&);

/// A place as one row of scores knows it.
struct ManyPlace {
  PlaceHindcast hindcast;  ///< scenario "cohorts": the total, then sexes by group
  std::string province;
  double size = 0;    ///< [persons] at the base date
  double growth = 0;  ///< [per year] of the earlier interval, or without it of the one that is scored
  /// [per year] of the earlier interval; NaN without it: then it was not known at the base.
  double growth_before = std::numeric_limits<double>::quiet_NaN();
};
/// Every place that the base and the later census have (and the earlier, where there is one).
std::vector<ManyPlace> hindcast_places(const ManyRequest&);

/// Hamilton-Perry: cohort change ratios and child-woman ratio of the earlier interval; nothing unless both intervals
/// are the same multiple of five years.
std::optional<ByGroup> hamilton_perry(const ByGroup& earlier, const ByGroup& base, double years_before,
                                      double years_after);
/// The change of the earlier interval goes on, never below zero.
ByGroup linear_trend(const ByGroup& earlier, const ByGroup& base, double years_before, double years_after);

}  // namespace gongxu
