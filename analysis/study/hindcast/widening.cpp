#include "analysis/study/hindcast/widening.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/ids.hpp"
#include "sim/scenario/csv.hpp"

namespace gongxu {
namespace {

constexpr double kSteadyGrowth = 0.005;  // [per year]

int group_of_figure(std::size_t i) { return i == 0 ? kAllAges : static_cast<int>((i - 1) % kGroups); }

/// The quantile that covers kCoverage of new places too.
double margin_of(std::vector<double> excesses) {
  if (excesses.empty()) return 0;
  std::sort(excesses.begin(), excesses.end());
  const auto n = static_cast<double>(excesses.size());
  const auto rank = static_cast<std::size_t>(std::ceil(kCoverage * (n + 1)));
  return std::max(0.0, excesses[std::min(rank, excesses.size()) - 1]);
}

}  // namespace

const char* word_of(Growth g) {
  static constexpr std::array<const char*, kGrowths> kWords{"shrinking", "steady", "growing"};
  return kWords[static_cast<std::size_t>(g)];
}

Growth growth_of(double per_year) {
  if (per_year < -kSteadyGrowth) return Growth::shrinking;
  return per_year > kSteadyGrowth ? Growth::growing : Growth::steady;
}

std::size_t size_class_of(double persons) {
  return static_cast<std::size_t>(std::upper_bound(kSizes.begin(), kSizes.end(), persons) - kSizes.begin()) - 1;
}

bool learns(const std::string& id) { return (mix64(key_of(id.data(), id.size())) & 1U) != 0; }

Widening read_widening(const std::string& file) {
  Problems problems;
  const auto table = CsvTable::read(
      file, {"size_from", "size_to", "growth", "age_start", "age_end", "horizon_years", "places", "log_margin"},
      {"--widen"}, problems);
  std::vector<Margin> margins;
  for (std::size_t i = 0; table && i < table->size(); ++i) {
    const CsvRow row = table->row(i, problems);
    const auto from = row.number("size_from");
    const auto growth =
        row.word("growth", {word_of(Growth::shrinking), word_of(Growth::steady), word_of(Growth::growing)});
    const auto age = row.is_empty("age_start") ? std::optional<long>(-kGroupYears) : row.integer("age_start");
    const auto horizon = row.number_not_negative("horizon_years"), margin = row.number_not_negative("log_margin");
    const auto places = row.integer("places");
    if (!from || !growth || !age || !horizon || !margin || !places) continue;
    const auto size = std::find(kSizes.begin(), kSizes.end(), *from);
    const bool group = *age % kGroupYears == 0 && *age < static_cast<long>(kGroups) * kGroupYears;
    if (size == kSizes.end() || !group || *horizon == 0)
      problems.add(row.at("size_from"), "no_margin", {row.text("size_from"), row.text("age_start")});
    else
      margins.push_back({static_cast<std::size_t>(size - kSizes.begin()), static_cast<Growth>(*growth),
                         *age < 0 ? kAllAges : static_cast<int>(*age / kGroupYears), *horizon,
                         static_cast<int>(*places), *margin});
  }
  problems.throw_if_any();
  return Widening(std::move(margins));
}

double excess(const Scored& s) {
  if (!(s.observed > 0 && s.p10 > 0 && s.p90 > 0)) return -std::numeric_limits<double>::infinity();
  return std::max(std::log(s.p10 / s.observed), std::log(s.observed / s.p90));
}

Widening learn_widening(const std::vector<const ManyPlace*>& places, double horizon_years) {
  std::vector<Margin> out;
  for (std::size_t size = 0; size < kSizes.size(); ++size)
    for (std::size_t growth = 0; growth < kGrowths; ++growth)
      for (int group = kAllAges; group < static_cast<int>(kGroups); ++group) {
        std::vector<double> of_type, of_all;
        int places_of_type = 0;
        for (const ManyPlace* p : places) {
          const bool is_type =
              size_class_of(p->size) == size && growth_of(p->growth_before) == static_cast<Growth>(growth);
          places_of_type += is_type;
          const auto& rows = p->hindcast.scenarios.front().rows;
          for (std::size_t i = 0; i < rows.size(); ++i) {
            if (group_of_figure(i) != group) continue;
            of_all.push_back(excess(rows[i].scored));
            if (is_type) of_type.push_back(of_all.back());
          }
        }
        const bool enough = places_of_type >= kLeastPlaces;
        out.push_back({size, static_cast<Growth>(growth), group, horizon_years,
                       enough ? places_of_type : static_cast<int>(places.size()),
                       margin_of(enough ? of_type : of_all)});
      }
  return Widening(std::move(out));
}

double Widening::log_margin(double size, double growth_per_year, int group, double horizon_years) const {
  const auto it = std::find_if(margins_.begin(), margins_.end(), [&](const Margin& m) {
    return m.size == size_class_of(size) && m.growth == growth_of(growth_per_year) && m.group == group;
  });
  return it == margins_.end() ? 0.0 : it->log_margin * horizon_years / it->horizon_years;
}

Scored Widening::widened(Scored s, double size, double growth_per_year, int group, double horizon_years) const {
  const double factor = std::exp(log_margin(size, growth_per_year, group, horizon_years));
  s.p10 /= factor;
  s.p90 *= factor;
  s.crps = kNoForecast;
  return s;
}

}  // namespace gongxu
