#include "analysis/twin/rates.hpp"

#include <algorithm>

#include "sim/behaviours/fertility/path.hpp"
#include "sim/people/order_schedules.hpp"
#include "sim/policies/births.hpp"

namespace gongxu {
namespace {

constexpr Eigen::Index kAges = kOpenAge + 1;
using BySex = std::array<Ages, 2>;

Ages ages(const std::vector<double>& by_age) {
  return Eigen::Map<const Ages>(by_age.data(), static_cast<Eigen::Index>(by_age.size()));
}
BySex ages(const BySexAge& table) { return {ages(table[female]), ages(table[male])}; }

/// Zero below the age at which people move by themselves.
Ages of_age(Ages by_age) {
  by_age.head(kMovesAlone).setZero();
  return by_age;
}

/// [zone][sex] residents of the base date but for students at colleges.
std::vector<BySex> settled(const InitialPopulation& population) {
  std::vector<BySex> out;
  for (const BySexAge& zone : population.residents) out.push_back(ages(zone));
  for (Row r = 0; r < population.people.size(); ++r) {
    const Person& p = population.people[r];
    if (p.has(Person::kStudent)) out[p.zone][p.sex()][std::min(age_at(p.birth, population.start), kOpenAge)] -= 1;
  }
  return out;
}

/// The standard schedule, such that persons who are of age move at `rate` in all.
BySex scaled_schedule(const National& nation, const std::vector<BySex>& persons, double rate) {
  double moves = 0, all = 0;
  BySex shape = ages(nation.migration_shape);
  for (const std::size_t sex : {0, 1}) {
    shape[sex] = of_age(shape[sex]);
    for (const BySex& zone : persons) {
      moves += (zone[sex] * shape[sex]).sum();
      all += of_age(zone[sex]).sum();
    }
  }
  for (Ages& s : shape) s *= moves > 0 ? rate * all / moves : 0.0;
  return shape;
}

BySex net_rates(const RunInputs& in, const ParameterValues& values, int year) {
  BySex net = ages(in.region->net_migration);
  for (Ages& of_sex : net) {
    auto workers = of_sex.segment(20, 25);  // [years] 20 to 44
    workers = (workers < 0).select(workers * values["net_out_20_44_multiplier"], workers);
    of_sex *= values["migration_net_multiplier"] * values.in_year("migration_path", year);
  }
  return net;
}

/// [zone] base residents of a sex as arrivals see them: of those of rural zones a share counts as urban.
std::vector<Ages> drawn_to(const Region& region, const std::vector<BySex>& persons, std::size_t sex, double to_town) {
  std::vector<Ages> out;
  Ages rural = Ages::Zero(kAges), urban = Ages::Zero(kAges);
  for (std::size_t z = 0; z < persons.size(); ++z) (region.zones[z].urban ? urban : rural) += persons[z][sex];
  for (std::size_t z = 0; z < persons.size(); ++z) {
    const Ages& here = persons[z][sex];
    if (region.zones[z].urban)
      out.push_back((urban > 0).select(here * (1 + to_town * rural / urban), here));
    else
      out.push_back((urban > 0).select(here * (1 - to_town), here));
  }
  return out;
}

void add_moves_across(const RunInputs& in, const ParameterValues& values, TwinRates& rates) {
  const Region& region = *in.region;
  const auto persons = settled(*in.population);
  const BySex schedule = scaled_schedule(region.national, persons, values["gross_out_rate"]);
  const TwinNation base = nation_at_base(region.national);
  TwinNation nation = base;
  for (std::size_t y = 0; y < rates.years.size(); ++y) {
    TwinRates::Year& year = rates.years[y];
    const int calendar_year = rates.first_year + static_cast<int>(y);
    const BySex net = net_rates(in, values, calendar_year);
    year.arriving.resize(persons.size());
    for (const std::size_t sex : {0, 1}) {
      const Ages out = of_age(schedule[sex].max(-net[sex]));  // who is lost on balance must at least leave
      year.leaving[sex] = (out * values["out_migration_multiplier"]).min(kMaxRate.value);
      const Ages in_rate = of_age((out + net[sex]) * nation[sex] / base[sex] * values["in_migration_multiplier"]);
      const auto drawn = drawn_to(region, persons, sex, values["arrivals_to_town"]);
      for (std::size_t z = 0; z < persons.size(); ++z) year.arriving[z][sex] = drawn[z] * in_rate;
    }
    if (y + 1 < rates.years.size()) nation = a_year_later(region.national, nation, calendar_year);
  }
}

void add_moves_between(const RunInputs& in, const ParameterValues& values, TwinRates& rates) {
  const auto& zones = in.region->zones;
  const auto n = static_cast<Eigen::Index>(zones.size());
  rates.destinations = Eigen::MatrixXd::Zero(n, n);
  for (Eigen::Index from = 0; from < n; ++from) {
    const Zone& origin = zones[static_cast<std::size_t>(from)];
    for (Eigen::Index to = 0; to < n; ++to) {
      const Zone& zone = zones[static_cast<std::size_t>(to)];
      if (zone.urban != origin.urban) rates.destinations(to, from) = static_cast<double>(zone.population);
    }
    const double all = rates.destinations.col(from).sum();
    if (all > 0) rates.destinations.col(from) /= all;
    const double rate = all <= 0       ? 0
                        : origin.urban ? values["urban_to_rural_rate"]
                                       : values["rural_to_urban_rate"] * values["urbanisation_multiplier"];
    const std::vector<BySex> persons{ages(in.population->residents[static_cast<std::size_t>(from)])};
    BySex moving = scaled_schedule(in.region->national, persons, rate);
    for (Ages& m : moving) m = m.min(kMaxRate.value);
    for (TwinRates::Year& year : rates.years) year.moving.push_back(moving);
  }
}

void add_births(const RunInputs& in, const ParameterValues& values, TwinRates& rates) {
  const National& nation = in.region->national;
  const OrderSchedules schedules(nation, values);
  std::array<std::vector<PerYear>, TwinRates::kParities> hazards;
  for (int parity = 0; parity < TwinRates::kParities; ++parity)
    hazards[static_cast<std::size_t>(parity)] = schedules.hazards(parity, Years{values["minimum_birth_interval"]});
  const int last_year = rates.first_year + static_cast<int>(rates.years.size()) - 1;
  const auto factors = fertility_factors(
      in.tabulated->women, hazards, rates.first_year,
      total_fertility_path(*in.region, values, in.scenario->fertility_variant, rates.first_year, last_year));
  for (std::size_t y = 0; y < rates.years.size(); ++y) {
    for (std::size_t parity = 0; parity < hazards.size(); ++parity) {
      Ages& births = rates.years[y].births[parity] = Ages::Zero(kAges);
      for (std::size_t a = 0; a < hazards[parity].size(); ++a)
        births[kFertileFrom + static_cast<Eigen::Index>(a)] =
            std::min(hazards[parity][a].value * factors[y], kMaxRate.value);
    }
    const auto ratio = nation.sex_ratio_at_birth.find(rates.first_year + static_cast<int>(y));
    const double males = ratio == nation.sex_ratio_at_birth.end() ? 1.05 : ratio->second;
    rates.years[y].male_share = males / (1 + males);
  }
}

void add_dependency(const RunInputs& in, const ParameterValues& values, TwinRates& rates) {
  rates.dependency = DependencyCourse(*in.region, values, in.population->start, in.horizon);
  const RelativeMortality& relative = rates.dependency.relative_mortality();
  for (std::size_t y = 0; y < rates.years.size(); ++y)
    for (const Sex sex : {female, male}) {
      const int year = rates.first_year + static_cast<int>(y);
      TwinRates::Dependent& of = rates.years[y].dependent[sex];
      for (Ages* const way : {&of.onset, &of.worsening, &of.back, &of.better}) *way = Ages::Zero(kAges);
      for (std::size_t state = 0; state < kDependencies; ++state) {
        of.deaths[state] = rates.years[y].deaths[sex];
        for (int age = kDependentFrom; age <= kOpenAge; ++age)
          of.deaths[state][age] = std::min(
              of.deaths[state][age] * relative.at(year, sex, age, static_cast<Dependency>(state)), kMaxRate.value);
      }
      if (rates.dependency.inert()) continue;
      for (int age = kDependentFrom; age <= kOpenAge; ++age) {
        const DependencyCourse::Ways ways = rates.dependency.ways(sex, age, year_start(year));
        of.onset[age] = ways.onset.value;
        of.worsening[age] = ways.worsening.value;
        of.back[age] = ways.back.value;
        of.better[age] = ways.better.value;
      }
    }
}

}  // namespace

TwinNation nation_at_base(const National& nation) { return ages(nation.persons); }

TwinNation a_year_later(const National& nation, const TwinNation& now, int year) {
  const double males = nation.sex_ratio_at_birth.at(year);
  TwinNation next;
  for (const std::size_t sex : {0, 1}) {
    const Ages mortality = ages(nation.deaths_per_person_year.at(year)[sex]);
    const Ages survivors = now[sex] * (-mortality).exp();
    next[sex] = Ages::Zero(kAges);
    next[sex].tail(kAges - 1) = survivors.head(kAges - 1);
    next[sex][kAges - 1] += survivors[kAges - 1];
    next[sex][0] = nation.births.at(year) * (sex == male ? males : 1.0) / (1.0 + males) * std::exp(-mortality[0] / 2);
  }
  return next;
}

TwinRates twin_rates(const RunInputs& in, const ParameterValues& values) {
  TwinRates rates;
  const Tick start = in.population->start;
  rates.first_year = year_of(start);
  rates.years.resize(static_cast<std::size_t>(year_of(in.horizon - 1) - rates.first_year + 1));
  for (std::size_t y = 0; y < rates.years.size(); ++y) {
    rates.years[y].calendar_year = rates.first_year + static_cast<int>(y);
    rates.years[y].deaths = ages(deaths_per_person_year(*in.region, values, rates.years[y].calendar_year));
  }
  add_births(in, values, rates);
  add_moves_across(in, values, rates);
  add_moves_between(in, values, rates);
  add_dependency(in, values, rates);
  return rates;
}

double policy_factor(const Scenario& scenario, int parity, const Window& w) {
  double factor = 1;
  for (const auto& [id, p] : scenario.fertility_policies) {
    if (!acts_on_parity(p, parity)) continue;
    const Tick from = std::clamp(to_tick(p.from), w.start, w.end);
    factor *= 1 + (p.multiplier - 1) * (w.end - from) / (w.end - w.start);
  }
  return factor;
}

}  // namespace gongxu
