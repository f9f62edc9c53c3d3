/// A place as the files describe it: zones, people, rates. No model in here, only checked numbers.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/core/problem.hpp"
#include "sim/core/time.hpp"
#include "sim/scenario/national_folder.hpp"
#include "sim/scenario/sources.hpp"

namespace gongxu {

/// The smallest area with its own people and catchment.
struct Zone {
  std::string code;
  Text name;
  bool urban = false;
  long population = 0;  ///< [persons] residents at the base date
  std::string source, status;
  Position at;
};

/// A table over sex (0 female, 1 male) and single years of age from 0; the last age is open.
using BySexAge = std::array<std::vector<double>, 2>;

/// Residents in an age group, [age_start, age_end]; age_end -1 means open.
struct AgeGroup {
  int age_start = 0, age_end = 0;
  std::array<long, 2> persons{};  ///< by sex
};

/// How common dependency is in an age group, and how the deaths of the group fall on its states.
struct DependencyGroup {
  int age_start = 0, age_end = 0;              ///< age_end -1: open
  std::array<double, 3> prevalence{};          ///< none, mild, severe; they add up to 1
  std::array<double, 3> relative_mortality{};  ///< [times all persons of the age]
};

/// What people of an age use of health services, wherever they are treated.
struct HealthUse {
  BySexAge visits;      ///< [outpatient visits / person-year]
  BySexAge admissions;  ///< [admissions / person-year]
  BySexAge stay;        ///< [days / admission], mean
};

/// Schedule of the ages at a birth order: the all-order schedule moved by `shift`, progression apart.
struct OrderSchedule {
  int order = 1;  ///< 1, 2, 3 (3 stands for third and later)
  Years shift{};  ///< against the mean age of all births
};

/// National inputs; every table covers the years first_year to last_year where it has years.
struct National {
  int first_year = 0, last_year = 0;
  std::map<int, BySexAge> deaths_per_person_year;    ///< by calendar year
  std::map<std::string, std::map<int, double>> tfr;  ///< [children / woman] by variant, year
  std::vector<double> births_per_woman_year;         ///< schedule's shape, by age from first_fertile_age
  int first_fertile_age = 15;
  std::map<int, double> sex_ratio_at_birth;  ///< [male / female births] by year
  BySexAge persons;                          ///< residents at the base date, single ages
  std::map<int, double> births;              ///< [births / year]
  BySexAge migration_shape;                  ///< [share of gross moves at each age], sums to 1
  std::vector<OrderSchedule> orders;
  std::vector<std::pair<int, double>> urban_age_slope;  ///< (age_start, log of urban over rural share)
  /// [times the mean wish of a child below 3] by residence (0 rural, 1 urban) and age in half-years
  /// from 0; the last one also holds from the third birthday to the following 1 September.
  struct WishAge {
    double value, low, high;
  };
  std::array<std::vector<WishAge>, 2> childcare_wish;
  std::array<std::vector<DependencyGroup>, 2> dependency;  ///< by sex, in order of age
  HealthUse health_use;
};

/// The variant of the national path of fertility that holds where a scenario names none, and until the data date.
inline constexpr const char* kMediumVariant = "medium";
/// All variants, as files write them.
const std::vector<std::string>& fertility_variants();

/// Moves national residents from one date to another by survival alone; whole years, the nearest. Who was born between
/// comes from `births`; of the oldest the share is taken that the later date has.
void move_residents(National&, Date from, Date to);

struct Region {
  std::string code;
  Text name;
  Date base_date{2020, 11, 1};
  bool estimated = false;  ///< the residents of the base date are an estimate between censuses, not a count
  Date data_date{2020, 12, 31};
  int school_intake_month = 9;  ///< stages of schooling begin on its first day
  long scale = 1;               ///< [residents / simulated person] counts in here and in results are in this unit
  std::vector<Zone> zones;
  std::vector<AgeGroup> population;
  /// Net migration rate [per person-year] by sex and single year of age at the move.
  BySexAge net_migration;
  std::map<std::string, double> facts;  ///< single measured numbers, by id (see region.toml)
  National national;
  std::vector<std::string> defaults_used;  ///< ids of tables and parameters taken from the nation
  NationalFolder national_folder;
  SourceList sources;
  std::vector<std::string> files;  ///< every file read, region.toml and SOURCES.csv included

  long total_population() const;
};

/// Reads region.toml and its tables, national ones included. Problems are added, never thrown.
/// [parameter.ID] tables are left to read_parameters().
/// @param named_at where region.toml is named, for the case that it is missing.
Region read_region(const std::string& region_toml, Problems&, const Position& named_at = {});

/// By zone, what identities know it by: key_of() its code.
std::vector<std::uint64_t> zone_keys(const Region&);

}  // namespace gongxu
