#include "analysis/study/hindcast/many_places.hpp"

#include <algorithm>
#include <cmath>

#include "sim/people/initial_population.hpp"
#include "sim/scenario/parameters_file.hpp"
#include "sim/scenario/rate_tables.hpp"

namespace gongxu {
namespace {

constexpr double kMostNet = 0.5;                                   // [per person-year] beyond: a slip of one census
constexpr double kKept = 0.5;                                      // of the distance of the level of births from 1
constexpr std::size_t kWomenFromGroup = 3, kWomenToGroup = 9;      // 15-49
constexpr std::size_t kMothersFromGroup = 4, kMothersToGroup = 7;  // 20-39, of Hamilton-Perry's child-woman ratio
constexpr std::size_t kYoungestMover = 2;  // the group 10-14, the first that lived before the interval

/// What a draw makes of the rates in a year.
struct YearFactors {
  double births = 1, deaths = 1, net = 0;
  double gross = 0, out = 1, in = 1;  ///< gross: [per person-year] of all who move alone
};

/// What all places and draws share: the nation's cohorts against those of the base date, by years after it.
using NationGrowth = std::vector<Pyramid>;

int whole_years(const ManyRequest& r) {
  return static_cast<int>(std::lround(years_between(r.base->date, r.later->date)));
}

/// By whole years after the base; the census of 1 November: its years are mostly those of the calendar year after.
std::vector<YearFactors> factors_of(const ManyRequest& r, const ParameterValues& values) {
  std::vector<YearFactors> out;
  for (int i = 0; i < whole_years(r); ++i) {
    const int year = r.base->date.year + i + 1;
    out.push_back(
        {values["relative_fertility"] * values["birth_path_multiplier"] * values.in_year("birth_path", year),
         values["relative_mortality"] * values["mortality_multiplier"] * values.in_year("mortality_path", year),
         values["migration_net_multiplier"] * values.in_year("migration_path", year), values["gross_out_rate"],
         values["out_migration_multiplier"], values["in_migration_multiplier"]});
  }
  return out;
}

ByGroup in_groups(const Pyramid& p) {
  ByGroup out{};
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (std::size_t g = 0; g < kGroups; ++g)
      out[sex][g] = persons_in(p, static_cast<int>(sex), group_start(g), group_end(g));
  return out;
}

Pyramid pyramid_of(const BySexAge& persons) {
  Pyramid out{};
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (std::size_t a = 0; a < kPyramidAges; ++a) out[sex][a] = persons[sex][a];
  return out;
}

NationGrowth nation_growth(const ManyRequest& r) {
  const Pyramid base = pyramid_of(r.nation->national.persons);
  NationGrowth out;
  Pyramid now = base;
  for (int i = 0; i < whole_years(r); ++i) {
    Pyramid& ratio = out.emplace_back();
    for (std::size_t sex = 0; sex < 2; ++sex)
      for (std::size_t a = 0; a < kPyramidAges; ++a) ratio[sex][a] = base[sex][a] > 0 ? now[sex][a] / base[sex][a] : 0;
    now = next_year(now, national_rates(r.nation->national, r.base->date.year + i + 1, 1, 1));
  }
  return out;
}

/// Who moves alone leaves by the schedule at a gross rate of one.
Pyramid schedule_of(const ManyRequest& r, const Pyramid& base) {
  const BySexAge& shape = r.nation->national.migration_shape;
  Pyramid out{};
  double moves = 0, persons = 0;
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (std::size_t a = kMovesAlone; a < kPyramidAges; ++a) {
      out[sex][a] = shape[sex][a];
      moves += base[sex][a] * shape[sex][a];
      persons += base[sex][a];
    }
  for (auto& ages : out)
    for (double& rate : ages) rate *= moves > 0 ? persons / moves : 0;
  return out;
}

ByGroup project(const ManyRequest& r, const PlaceInputs& place, const Pyramid& schedule, const NationGrowth& nation,
                const std::vector<YearFactors>& factors) {
  Pyramid p = place.base, leaving{}, arrivals{};
  for (std::size_t i = 0; i < factors.size(); ++i) {
    const YearFactors& f = factors[i];
    for (std::size_t sex = 0; sex < 2; ++sex)
      for (std::size_t a = 0; a < kPyramidAges; ++a) {
        const double net = place.net[sex][a] * f.net;
        if (a < kMovesAlone) {
          leaving[sex][a] = -net;
          continue;
        }
        const double out = std::max(f.gross * schedule[sex][a], -net);
        leaving[sex][a] = out * f.out;
        arrivals[sex][a] = place.base[sex][a] * (out + net) * nation[i][sex][a] * f.in;
      }
    CohortRates rates = national_rates(r.nation->national, r.base->date.year + static_cast<int>(i) + 1,
                                       place.births_level * f.births, f.deaths);
    rates.leaving = &leaving;
    rates.arrivals = &arrivals;
    p = next_year(p, rates);
  }
  return in_groups(p);
}

ByGroup constant_rates(const ManyRequest& r, const PlaceInputs& place) {
  Pyramid p = place.base;
  for (int i = 0; i < whole_years(r); ++i)
    p = next_year(p, national_rates(r.nation->national, r.base->date.year, 1, 1));
  return in_groups(p);
}

/// Children below five for women of 15-49.
double child_woman_ratio(const ByGroup& p) {
  double women = 0;
  for (std::size_t g = kWomenFromGroup; g <= kWomenToGroup; ++g) women += p[female][g];
  return women > 0 ? (p[0][0] + p[1][0]) / women : 0;
}

/// A cohort's share that lives on in the nation to the end of the interval, by its group at the end. Where the interval
/// begins before the tables the rates of their first year stand for those before.
ByGroup national_survival(const ManyRequest& r, int years) {
  BySexAge alive;
  ByGroup begun{}, left{};
  for (std::size_t sex = 0; sex < 2; ++sex) {
    alive[sex] = r.nation->national.persons[sex];
    for (std::size_t a = 0; a < alive[sex].size(); ++a) {
      double share = 1;
      const int end = static_cast<int>(a) + years;
      for (int i = 0; i < years; ++i) {
        const auto rates = national_rates(r.nation->national, r.earlier->date.year + i + 1, 1, 1);
        share *= std::exp(-(*rates.deaths)[sex][std::min(a + static_cast<std::size_t>(i), alive[sex].size() - 1)]);
      }
      const auto g = std::min(static_cast<std::size_t>(end / kGroupYears), kGroups - 1);
      begun[sex][g] += alive[sex][a];
      left[sex][g] += alive[sex][a] * share;
    }
    for (std::size_t g = 0; g < kGroups; ++g) left[sex][g] = begun[sex][g] > 0 ? left[sex][g] / begun[sex][g] : 1;
  }
  return left;
}

/// Net moves by age at the move from two censuses: by the cohort's group at the base, half the interval younger.
Pyramid net_of(const ManyRequest& r, const CensusPlace& base, const CensusPlace& earlier, const ByGroup& survival) {
  const int years = static_cast<int>(std::lround(years_between(r.earlier->date, r.base->date)));
  const auto shift = static_cast<std::size_t>(years / kGroupYears);
  Pyramid net{};
  for (std::size_t sex = 0; sex < 2; ++sex) {
    ByGroup expected{};
    for (std::size_t g = 0; g < kGroups; ++g)
      expected[sex][std::min(g + shift, kGroups - 1)] += earlier.persons[sex][g];
    const auto rate_of = [&](std::size_t g) {
      const double stayed = expected[sex][g] * survival[sex][g];
      if (stayed <= 0 || base.persons[sex][g] <= 0) return 0.0;
      return std::clamp(std::log(base.persons[sex][g] / stayed) / years, -kMostNet, kMostNet);
    };
    for (std::size_t a = 0; a < kPyramidAges; ++a) {
      const std::size_t at_end = (a + static_cast<std::size_t>(years) / 2) / kGroupYears;
      net[sex][a] = rate_of(std::clamp(at_end, std::max(shift, kYoungestMover), kGroups - 1));
    }
  }
  return net;
}

double share_of(const ByGroup& p, std::size_t cell) { return p[cell / kGroups][cell % kGroups]; }

double total_of(const ByGroup& p) {
  double sum = 0;
  for (const auto& of_sex : p)
    for (const double n : of_sex) sum += n;
  return sum;
}

/// The total in the first place, then the cells.
double figure(const ByGroup& p, std::size_t i) { return i == 0 ? total_of(p) : share_of(p, i - 1); }
constexpr std::size_t kFigures = 1 + 2 * kGroups;

/// What the naive methods give, those that can be computed.
std::array<std::optional<ByGroup>, kNaive> naive_of(const ManyRequest& r, const CensusPlace& base,
                                                    const PlaceInputs& inputs, const CensusPlace* earlier) {
  std::array<std::optional<ByGroup>, kNaive> out;
  const double after = years_between(r.base->date, r.later->date);
  out[static_cast<std::size_t>(Naive::no_change)] = base.persons;
  out[static_cast<std::size_t>(Naive::constant_rates)] = constant_rates(r, inputs);
  if (!earlier) return out;
  const double before = years_between(r.earlier->date, r.base->date);
  out[static_cast<std::size_t>(Naive::linear_trend)] = linear_trend(earlier->persons, base.persons, before, after);
  out[static_cast<std::size_t>(Naive::hamilton_perry)] = hamilton_perry(earlier->persons, base.persons, before, after);
  return out;
}

ManyPlace hindcast_place(const ManyRequest& r, const CensusPlace& base, const CensusPlace& later,
                         const NationGrowth& nation, const std::vector<std::vector<YearFactors>>& draws) {
  const CensusPlace* earlier = r.earlier ? r.earlier->find(base.id) : nullptr;
  const PlaceInputs inputs = inputs_of_place(r, base);
  const auto naive = naive_of(r, base, inputs, earlier);
  const Pyramid schedule = schedule_of(r, inputs.base);
  std::vector<ByGroup> lives;
  for (const auto& factors : draws) lives.push_back(project(r, inputs, schedule, nation, factors));

  ManyPlace out;
  out.province = base.province;
  out.size = base.total();
  if (earlier)
    out.growth = out.growth_before =
        std::log(base.total() / earlier->total()) / years_between(r.earlier->date, r.base->date);
  else
    out.growth = std::log(later.total() / base.total()) / years_between(r.base->date, r.later->date);
  out.hindcast.code = base.id;
  out.hindcast.name = {base.id, base.id};
  out.hindcast.base_date = r.base->date;
  out.hindcast.observations = census_observations(*r.later, later);
  ScenarioHindcast scenario;
  scenario.id = "cohorts";
  for (std::size_t i = 0; i < kFigures; ++i) {
    std::vector<double> members;
    for (const ByGroup& life : lives) members.push_back(figure(life, i));
    NaiveForecasts forecasts = kNoForecasts;
    for (std::size_t k = 0; k < kNaive; ++k)
      if (naive[k]) forecasts[k] = figure(*naive[k], i);
    HindcastRow row;
    row.observation = &out.hindcast.observations[i];
    row.computed = true;
    row.scored = scored(row.observation->value, std::move(members), forecasts);
    scenario.rows.push_back(std::move(row));
  }
  out.hindcast.scenarios.push_back(std::move(scenario));
  return out;
}

}  // namespace

ManyNation read_many_nation(const std::string& folder, Date base) {
  Problems problems;
  ManyNation out;
  const Position at{"--national"};
  const NationalFolder nation = read_national_folder(folder, at, problems);
  const std::string sources_csv = folder + "/../SOURCES.csv";
  const SourceList sources = read_sources(sources_csv, at, problems);
  out.national = read_national_tables(nation, at, sources, out.files, problems);
  out.files.push_back(nation.file("parameters.toml"));
  out.parameters = read_parameters(out.files.back(), problems);
  problems.throw_if_any();
  move_residents(out.national, nation.residents_on, base);
  return out;
}

PlaceInputs inputs_of_place(const ManyRequest& r, const CensusPlace& base) {
  const National& nation = r.nation->national;
  PlaceInputs out;
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (std::size_t g = 0; g < kGroups; ++g) {
      AgeGroup group{group_start(g), group_end(g), {}};
      group.persons[sex] = std::lround(base.persons[sex][g]);
      const Pyramid part = single_ages({group}, nation.persons);
      for (std::size_t a = 0; a < kPyramidAges; ++a) out.base[sex][a] += part[sex][a];
    }
  out.births_level =
      1 + kKept * (child_woman_ratio(base.persons) / child_woman_ratio(in_groups(pyramid_of(nation.persons))) - 1);
  if (const CensusPlace* earlier = r.earlier ? r.earlier->find(base.id) : nullptr) {
    const int years = static_cast<int>(std::lround(years_between(r.earlier->date, r.base->date)));
    out.net = net_of(r, base, *earlier, national_survival(r, years));
  }
  return out;
}

ByGroup at_centre(const ManyRequest& r, const PlaceInputs& place) {
  const int first = r.base->date.year;
  const auto centre = draw_parameters(r.nation->parameters, Draws(r.seed, 0), true, first, first + whole_years(r));
  return project(r, place, schedule_of(r, place.base), nation_growth(r), factors_of(r, centre));
}

std::vector<Observation> census_observations(const Census& later, const CensusPlace& place) {
  static const ObservedMeasure* population =
      &*std::find_if(observed_measures().begin(), observed_measures().end(),
                     [](const ObservedMeasure& m) { return m.people == Measure::population; });
  std::vector<Observation> out;
  for (std::size_t i = 0; i < kFigures; ++i) {
    Observation o;
    o.measure = population;
    o.year = later.date.year;
    o.date = later.date;
    o.value = figure(place.persons, i);
    o.source = place.source;
    if (i > 0) {
      o.by_age = true;
      o.sex = static_cast<int>((i - 1) / kGroups);
      o.age_start = group_start((i - 1) % kGroups);
      o.age_end = group_end((i - 1) % kGroups);
    }
    out.push_back(std::move(o));
  }
  return out;
}

std::vector<ManyPlace> hindcast_places(const ManyRequest& r) {
  const int first = r.base->date.year;
  std::vector<std::vector<YearFactors>> draws;
  for (int i = 0; i < r.draws; ++i)
    draws.push_back(factors_of(r, draw_parameters(r.nation->parameters, Draws(r.seed, static_cast<std::uint32_t>(i)),
                                                  false, first, first + whole_years(r))));
  const NationGrowth nation = nation_growth(r);
  std::vector<ManyPlace> out;
  for (const CensusPlace& base : r.base->places) {
    const CensusPlace* later = r.later->find(base.id);
    if (later && (!r.earlier || r.earlier->find(base.id)))
      out.push_back(hindcast_place(r, base, *later, nation, draws));
  }
  return out;
}

std::optional<ByGroup> hamilton_perry(const ByGroup& earlier, const ByGroup& base, double years_before,
                                      double years_after) {
  const auto years = static_cast<std::size_t>(std::lround(years_after));
  const std::size_t shift = years / kGroupYears;
  if (std::lround(years_before) != std::lround(years_after) || years % kGroupYears != 0 || shift == 0 ||
      shift >= kGroups)
    return std::nullopt;
  ByGroup out{};
  double mothers_base = 0, mothers_later = 0;
  for (std::size_t sex = 0; sex < 2; ++sex) {
    for (std::size_t g = shift; g + 1 < kGroups; ++g)
      out[sex][g] = earlier[sex][g - shift] > 0 ? base[sex][g] / earlier[sex][g - shift] * base[sex][g - shift] : 0;
    double from_earlier = 0, from_base = 0;  // of the open group: all who had grown into it
    for (std::size_t g = kGroups - 1 - shift; g < kGroups; ++g)
      from_earlier += earlier[sex][g], from_base += base[sex][g];
    out[sex][kGroups - 1] = from_earlier > 0 ? base[sex][kGroups - 1] / from_earlier * from_base : 0;
  }
  for (std::size_t g = kMothersFromGroup; g <= kMothersToGroup; ++g)
    mothers_base += base[female][g], mothers_later += out[female][g];
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (std::size_t g = 0; g < shift; ++g)
      out[sex][g] = mothers_base > 0 ? base[sex][g] / mothers_base * mothers_later : 0;
  return out;
}

ByGroup linear_trend(const ByGroup& earlier, const ByGroup& base, double years_before, double years_after) {
  ByGroup out{};
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (std::size_t g = 0; g < kGroups; ++g)
      out[sex][g] = std::max(0.0, base[sex][g] + (base[sex][g] - earlier[sex][g]) * years_after / years_before);
  return out;
}

}  // namespace gongxu
