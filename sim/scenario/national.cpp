#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/core/hazard.hpp"
#include "sim/core/math.hpp"
#include "sim/scenario/rate_tables.hpp"
#include "sim/scenario/text_file.hpp"

namespace gongxu {
namespace {

constexpr int kFirstFertileAge = 15, kFertileAgeEnd = 50;  // [years] end exclusive
constexpr int kLastOrder = 3;                              // third and later
constexpr int kHalfYears = 6;                              // of a child below 3
constexpr double kShareTolerance = 1e-3;                   // 101 printed shares of four digits add up to 1 within this
constexpr double kMostChildren = 20;                       // [children / woman] above: a rate per 1,000, say
constexpr double kMostShift = 20;                          // [years] of the mean age of an order
const TableRule kDeaths{"deaths per person-year", 0, kMaxRate.value};
const TableRule kTfr{"children per woman", 0, kMostChildren};
const TableRule kBirthRate{"births per woman-year", 0, kMaxRate.value};
const TableRule kShift{"years", -kMostShift, kMostShift};
const TableRule kSexRatio{"male per female birth", 0.5, 2};  // outside: males per 100 females, or turned over
const TableRule kPersons{"persons"};
const TableRule kBirths{"births"};
const TableRule kMoveShare{"share of gross moves", 0, 1};
const TableRule kSlope{"log ratio urban to rural", kBelowZero};
const TableRule kWish{"relative wish"};

using Rows = std::vector<CsvRow>;

std::map<int, BySexAge> read_mortality(const TableFile& file, Problems& problems) {
  std::map<int, BySexAge> deaths;
  const auto table = read_rates(file, {"year", "sex", "age"}, {"value"}, kDeaths, problems);
  if (!table) return deaths;
  const std::size_t before = problems.count();
  std::map<int, MaybeBySexAge> by_year;
  for (std::size_t i = 0; i < table->size(); ++i) {
    const CsvRow row = table->row(i, problems);
    const auto year = row.integer("year"), age = row.integer("age");
    const auto sex = sex_of(row);
    const auto value = checked_number(row, "value", kDeaths, problems);
    if (!year || !age || !sex || !value) continue;
    const auto at = by_year.try_emplace(static_cast<int>(*year), no_ages()).first;
    put(at->second, *sex, *age, *value, row, problems);
  }
  Problems unheard;  // holes left by rows with a mistake need no second problem
  Problems& heard = problems.count() == before ? problems : unheard;
  for (const auto& [year, ages] : by_year) deaths[year] = complete_ages(ages, file.path, std::to_string(year), heard);
  check_years(deaths, file.path, "mortality", heard);
  return deaths;
}

std::map<std::string, std::map<int, double>> read_fertility_path(const TableFile& file, Problems& problems) {
  const std::vector<std::string>& variants = fertility_variants();
  std::map<std::string, std::map<int, double>> tfr;
  const auto table = read_rates(file, {"variant", "year"}, {"value"}, kTfr, problems);
  if (!table) return tfr;
  const std::size_t before = problems.count();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const CsvRow row = table->row(i, problems);
    const auto variant = row.word("variant", variants);
    const auto year = row.integer("year");
    const auto value = checked_number(row, "value", kTfr, problems);
    if (!variant || !year || !value) continue;
    if (!tfr[variants[static_cast<std::size_t>(*variant)]].emplace(static_cast<int>(*year), *value).second)
      problems.add(row.at("year"), "row_twice");
  }
  if (problems.count() != before) return tfr;
  for (const std::string& variant : variants) {
    if (!tfr.contains(variant))
      problems.add({file.path}, "missing_variant", {variant});
    else
      check_years(tfr[variant], file.path, variant, problems);
  }
  return tfr;
}

/// The rate of a group at each of its single ages.
std::vector<double> read_fertility_ages(const TableFile& file, Problems& problems) {
  std::vector<double> rates(kFertileAgeEnd - kFirstFertileAge, 0.0);
  const auto table = read_rates(file, {"age_start", "age_end"}, {"value"}, kBirthRate, problems);
  if (!table) return rates;
  std::vector<AgeSpan> spans;
  for (std::size_t i = 0; i < table->size(); ++i) {
    const CsvRow row = table->row(i, problems);
    const auto span = age_span(row, problems);
    const auto value = checked_number(row, "value", kBirthRate, problems);
    if (!span || !value) return rates;
    if (span->start < kFirstFertileAge || span->end < 0 || span->end >= kFertileAgeEnd) {
      problems.add(span->at, "not_fertile_age", {std::to_string(kFirstFertileAge), std::to_string(kFertileAgeEnd - 1)});
      return rates;
    }
    spans.push_back(*span);
    for (int age = span->start; age <= span->end; ++age)
      rates[static_cast<std::size_t>(age - kFirstFertileAge)] = *value;
  }
  std::sort(spans.begin(), spans.end(), [](const AgeSpan& a, const AgeSpan& b) { return a.start < b.start; });
  check_spans(spans, problems);
  const auto gap = [&](int from, int to) {
    problems.add({file.path}, "age_gap", {std::to_string(from), std::to_string(to)});
  };
  if (spans.empty()) return rates;
  if (spans.front().start > kFirstFertileAge) gap(kFirstFertileAge, spans.front().start - 1);
  if (spans.back().end < kFertileAgeEnd - 1) gap(spans.back().end + 1, kFertileAgeEnd - 1);
  return rates;
}

std::vector<OrderSchedule> read_orders(const TableFile& file, Problems& problems) {
  const auto table = read_rates(file, {"order"}, {"value"}, kShift, problems);
  std::map<long, double> shifts;
  if (!table) return {};
  const std::size_t before = problems.count();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const CsvRow row = table->row(i, problems);
    const auto order = row.integer("order");
    const auto value = checked_number(row, "value", kShift, problems);
    if (!order || !value) continue;
    if (*order < 1 || *order > kLastOrder)
      problems.add(row.at("order"), "order_outside", {row.text("order")});
    else if (!shifts.emplace(*order, *value).second)
      problems.add(row.at("order"), "row_twice");
  }
  std::vector<OrderSchedule> orders;
  for (const auto& [order, shift] : shifts) orders.push_back({static_cast<int>(order), Years{shift}});
  for (long order = 1; order <= kLastOrder && problems.count() == before; ++order)
    if (!shifts.contains(order)) problems.add({file.path}, "missing_order", {std::to_string(order)});
  return orders;
}

BySexAge read_migration_shape(const TableFile& file, Problems& problems) {
  const std::size_t before = problems.count();
  BySexAge shape = read_single_ages(file, kMoveShare, problems);
  for (std::size_t sex = 0; sex < shape.size() && problems.count() == before; ++sex) {
    double sum = 0;
    for (const double share : shape[sex]) sum += share;
    if (std::abs(sum - 1) > kShareTolerance)
      problems.add({file.path}, "shares_do_not_add_up", {sex == 0 ? "female" : "male", fmt::format("{:.6g}", sum)});
  }
  return shape;
}

std::vector<std::pair<int, double>> read_slope(const TableFile& file, Problems& problems) {
  std::map<int, double> slope;
  const auto table = read_rates(file, {"age_start"}, {"value"}, kSlope, problems);
  if (!table) return {};
  for (std::size_t i = 0; i < table->size(); ++i) {
    const CsvRow row = table->row(i, problems);
    const auto age = row.integer("age_start");
    const auto value = checked_number(row, "value", kSlope, problems);
    if (!age || !value) continue;
    if (*age < 0 || *age > kOldestAge)
      problems.add(row.at("age_start"), "age_outside", {row.text("age_start"), std::to_string(kOldestAge)});
    else if (!slope.emplace(static_cast<int>(*age), *value).second)
      problems.add(row.at("age_start"), "row_twice");
  }
  if (!slope.empty() && slope.begin()->first != 0)
    problems.add({file.path}, "age_gap", {"0", std::to_string(slope.begin()->first - 1)});
  return {slope.begin(), slope.end()};
}

using WishProfile = std::vector<National::WishAge>;

/// Wish must not fall with age: a demand spell ends at eligibility, not at a change of mind.
void check_wish(const WishProfile& profile, const Rows& rows, Problems& problems) {
  struct Column {
    const char* name;
    double National::WishAge::*field;
  };
  for (const Column& column : {Column{"value", &National::WishAge::value}, Column{"low", &National::WishAge::low},
                               Column{"high", &National::WishAge::high}})
    for (std::size_t i = 1; i < profile.size(); ++i)
      if (profile[i].*column.field < profile[i - 1].*column.field)
        problems.add(rows[i].at(column.name), "wish_falls", {column.name, rows[i].text("half_year")});
}

std::array<WishProfile, 2> read_wish(const TableFile& file, Problems& problems) {
  std::array<WishProfile, 2> wish;
  const std::vector<std::string> residences{"rural", "urban"};
  const auto table = read_rates(file, {"residence", "half_year"}, {"value", "low", "high"}, kWish, problems);
  if (!table) return wish;
  const std::size_t before = problems.count();
  std::array<std::map<long, std::pair<National::WishAge, CsvRow>>, 2> found;
  for (std::size_t i = 0; i < table->size(); ++i) {
    const CsvRow row = table->row(i, problems);
    const auto residence = row.word("residence", residences);
    const auto half_year = row.integer("half_year");
    const auto value = checked_number(row, "value", kWish, problems);
    const auto low = checked_number(row, "low", kWish, problems), high = checked_number(row, "high", kWish, problems);
    if (!residence || !half_year || !value || !low || !high) continue;
    if (*half_year < 0 || *half_year >= kHalfYears)
      problems.add(row.at("half_year"), "half_year_outside", {row.text("half_year"), std::to_string(kHalfYears - 1)});
    else if (!found[static_cast<std::size_t>(*residence)]
                  .try_emplace(*half_year, National::WishAge{*value, *low, *high}, row)
                  .second)
      problems.add(row.at("half_year"), "row_twice");
  }
  for (std::size_t r = 0; r < found.size(); ++r) {
    Rows rows;
    for (const auto& [half_year, entry] : found[r]) {
      wish[r].push_back(entry.first);
      rows.push_back(entry.second);
    }
    if (problems.count() == before && rows.size() != kHalfYears)
      problems.add({file.path}, "missing_half_year", {residences[r], std::to_string(kHalfYears - 1)});
    check_wish(wish[r], rows, problems);
  }
  return wish;
}

/// The years that every table covers.
void set_years(National& n, const std::string& folder, Problems& problems) {
  std::vector<std::pair<int, int>> ranges;
  const auto add = [&](const auto& by_year) {
    if (!by_year.empty()) ranges.emplace_back(by_year.begin()->first, by_year.rbegin()->first);
  };
  add(n.deaths_per_person_year);
  add(n.sex_ratio_at_birth);
  add(n.births);
  for (const auto& [variant, path] : n.tfr) add(path);
  if (ranges.empty()) return;
  n.first_year = ranges.front().first;
  n.last_year = ranges.front().second;
  for (const auto& [first, last] : ranges) {
    n.first_year = std::max(n.first_year, first);
    n.last_year = std::min(n.last_year, last);
  }
  if (n.first_year > n.last_year) problems.add({folder}, "no_common_years");
}

}  // namespace

const std::vector<std::string>& fertility_variants() {
  static const std::vector<std::string> words{kMediumVariant, "low", "high"};
  return words;
}

National read_national_tables(const NationalFolder& folder, const Position& named_at, const SourceList& sources,
                              std::vector<std::string>& files, Problems& problems) {
  const auto file = [&](const char* name) {
    files.push_back(folder.file(name));
    return TableFile{files.back(), named_at, sources};
  };
  National n;
  n.deaths_per_person_year = read_mortality(file("mortality.csv"), problems);
  n.tfr = read_fertility_path(file("fertility_path.csv"), problems);
  n.births_per_woman_year = read_fertility_ages(file("fertility_ages.csv"), problems);
  n.first_fertile_age = kFirstFertileAge;
  n.orders = read_orders(file("order_ages.csv"), problems);
  n.sex_ratio_at_birth = read_years(file("sex_ratio_at_birth.csv"), kSexRatio, problems);
  n.persons = read_single_ages(file("population.csv"), kPersons, problems);
  n.births = read_years(file("births.csv"), kBirths, problems);
  n.migration_shape = read_migration_shape(file("migration_ages.csv"), problems);
  n.urban_age_slope = read_slope(file("urban_age_slope.csv"), problems);
  n.childcare_wish = read_wish(file("childcare_wish.csv"), problems);
  n.dependency = read_dependency(file("dependency.csv"), problems);
  n.health_use = read_health_use(file("health_use.csv"), problems);
  set_years(n, folder.folder, problems);
  return n;
}

void move_residents(National& nation, Date from, Date to) {
  const double between = static_cast<double>(to_tick(to)) - static_cast<double>(to_tick(from));
  const int years = static_cast<int>(std::lround(between / kTicksPerYear));
  for (int i = 0; i < std::abs(years); ++i) {
    const int year = years < 0 ? from.year - i : from.year + i + 1;  // that lies between the two tables
    const auto deaths = nation.deaths_per_person_year.find(year);
    const auto births = nation.births.find(year);
    const auto males = nation.sex_ratio_at_birth.find(year);
    if (deaths == nation.deaths_per_person_year.end()) return;
    for (std::size_t sex = 0; sex < 2; ++sex) {
      const auto& mu = deaths->second[sex];
      std::vector<double>& now = nation.persons[sex];
      std::vector<double> other(now.size());
      const std::size_t last = now.size() - 1;
      if (years < 0) {
        for (std::size_t a = 0; a + 1 < last; ++a) other[a] = now[a + 1] / math::exp(-mu[a]);
        const double ratio = now[last - 1] > 0 ? now[last] / now[last - 1] : 0;
        other[last - 1] = now[last] / (math::exp(-mu[last - 1]) + ratio * math::exp(-mu[last]));
        other[last] = ratio * other[last - 1];
      } else {
        for (std::size_t a = 0; a <= last; ++a) other[std::min(a + 1, last)] += now[a] * math::exp(-mu[a]);
        if (births != nation.births.end() && males != nation.sex_ratio_at_birth.end())
          other[0] = births->second * (sex == 1 ? males->second : 1.0) / (1.0 + males->second) * math::exp(-mu[0] / 2);
      }
      now = std::move(other);
    }
  }
}

}  // namespace gongxu
