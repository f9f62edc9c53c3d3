#include "sim/behaviours/migration/migration.hpp"

#include <algorithm>

#include "sim/core/math.hpp"

namespace gongxu {
namespace {

/// [sex][age] national residents by survival of cohorts and births, at the base date and each whole year
/// after it; the table of a calendar year is the one at its 1 November.
std::vector<BySexAge> national_survivors(const National& nation, int base_year, int last_year) {
  std::vector<BySexAge> out{nation.persons};
  for (int year = base_year; year < last_year; ++year) {
    const auto& deaths = nation.deaths_per_person_year.at(year);
    const double males = nation.sex_ratio_at_birth.at(year);
    BySexAge next;
    for (std::size_t sex = 0; sex < 2; ++sex) {
      next[sex].assign(kOpenAge + 1, 0.0);
      next[sex][0] =
          nation.births.at(year) * (sex == male ? males : 1.0) / (1.0 + males) * math::exp(-deaths[sex][0] / 2);
      for (std::size_t a = 0; a <= kOpenAge; ++a)
        next[sex][std::min<std::size_t>(a + 1, kOpenAge)] += out.back()[sex][a] * math::exp(-deaths[sex][a]);
    }
    out.push_back(std::move(next));
  }
  return out;
}

/// Out-rates at base level: the standard schedule, from kMovesAlone, scaled so that the base
/// residents of these ages leave at the gross rate.
BySexAge out_rates(const National& nation, const std::vector<BySexAge>& residents, double gross) {
  BySexAge out;
  double moves = 0, persons = 0;
  for (std::size_t sex = 0; sex < 2; ++sex) {
    out[sex].assign(kOpenAge + 1, 0.0);
    for (std::size_t a = kMovesAlone; a <= kOpenAge; ++a) {
      out[sex][a] = nation.migration_shape[sex][a];
      for (const BySexAge& zone : residents) {
        moves += zone[sex][a] * out[sex][a];
        persons += zone[sex][a];
      }
    }
  }
  for (auto& ages : out)
    for (double& rate : ages) rate *= moves > 0 ? gross * persons / moves : 0.0;
  return out;
}

/// [zone][sex][age]: residents of the base date but for students, who renew themselves.
std::vector<BySexAge> settled_residents(const InitialPopulation& population) {
  std::vector<BySexAge> out = population.residents;
  for (Row r = 0; r < population.people.size(); ++r) {
    const Person& p = population.people[r];
    if (p.has(Person::kStudent))
      --out[p.zone][p.sex()][static_cast<std::size_t>(std::min(age_at(p.birth, population.start), kOpenAge))];
  }
  return out;
}

/// The net rates that go on in a year.
BySexAge net_rates(const Region& region, const ParameterValues& values, int year) {
  constexpr std::size_t kWorkersFrom = 20, kWorkersUntil = 45;
  const double goes_on = values["migration_net_multiplier"], path = values.in_year("migration_path", year);
  const double of_lost_workers = values["net_out_20_44_multiplier"];
  BySexAge net = region.net_migration;
  for (auto& ages : net)
    for (std::size_t a = 0; a < ages.size(); ++a) {
      const bool lost_workers = ages[a] < 0 && a >= kWorkersFrom && a < kWorkersUntil;
      ages[a] = goes_on * ages[a] * (lost_workers ? of_lost_workers : 1.0) * path;
    }
  return net;
}

/// Who is lost on balance must at least leave: nobody comes where the net loss is larger than the schedule.
BySexAge leaving(const BySexAge& schedule, const BySexAge& net) {
  BySexAge out = schedule;
  for (std::size_t sex = 0; sex < 2; ++sex)
    for (std::size_t a = kMovesAlone; a <= kOpenAge; ++a) out[sex][a] = std::max(out[sex][a], -net[sex][a]);
  return out;
}

/// The hazard of leaving from `start` on, with the out-rates of each year from the first.
HazardTable hazard_of_leaving(const std::vector<BySexAge>& by_year, std::size_t sex, double multiplier, Tick start) {
  HazardTable table(kMovesAlone, kOpenAge + 1 - kMovesAlone, true);
  for (std::size_t y = 0; y < by_year.size(); ++y) {
    const auto& ages = by_year[y][sex];
    if (y > 0 && ages == by_year[y - 1][sex]) continue;  // most places lose less than the schedule: one segment
    std::vector<PerYear> row;
    for (std::size_t a = kMovesAlone; a <= kOpenAge; ++a)
      row.push_back({std::min(ages[a] * multiplier, kMaxRate.value)});
    table.add_segment(y == 0 ? start : year_start(year_of(start) + static_cast<int>(y)), row);
  }
  return table;
}

/// Base residents of one sex and age by zone, as arrivals see them: `to_town` of those in rural zones
/// counted among the urban ones instead.
std::vector<double> settle(const Region& region, const std::vector<BySexAge>& residents, std::size_t sex,
                           std::size_t age, double to_town) {
  std::vector<double> persons;
  double rural = 0, urban = 0;
  for (std::size_t z = 0; z < region.zones.size(); ++z) {
    persons.push_back(residents[z][sex][age]);
    (region.zones[z].urban ? urban : rural) += persons.back();
  }
  if (urban <= 0) return persons;
  for (std::size_t z = 0; z < region.zones.size(); ++z)
    persons[z] *= region.zones[z].urban ? 1.0 + to_town * rural / urban : 1.0 - to_town;
  return persons;
}

}  // namespace

Migration::Migration(const Region& region, const ParameterValues& values, const InitialPopulation& population,
                     Tick start, Tick horizon)
    : first_year_(year_of(start)), returning_share_(values["returning_share"]) {
  const National& nation = region.national;
  const auto residents = settled_residents(population);
  const BySexAge schedule = out_rates(nation, residents, values["gross_out_rate"]);
  const int last_year = year_of(horizon - 1);
  std::vector<BySexAge> net, out;  // by year from the first
  for (int year = first_year_; year <= last_year; ++year) {
    net.push_back(net_rates(region, values, year));
    out.push_back(leaving(schedule, net.back()));
  }
  for (std::size_t sex = 0; sex < 2; ++sex)
    out_[sex] = ScreenedHazard(hazard_of_leaving(out, sex, values["out_migration_multiplier"], start), start, horizon);

  const auto nation_by_year = national_survivors(nation, first_year_, last_year);
  const std::size_t zones = region.zones.size();
  in_.resize(zones);
  zone_keys_ = zone_keys(region);
  for (int year = first_year_; year <= last_year; ++year) {
    const auto y = static_cast<std::size_t>(year - first_year_);
    const BySexAge& now = nation_by_year[y];
    auto& sizes = cohort_size_.emplace_back();
    for (std::size_t a = 0; a <= kOpenAge; ++a)
      sizes.push_back((now[female][a] + now[male][a]) / (nation.persons[female][a] + nation.persons[male][a]));
    std::vector<Stream> streams(zones);
    for (std::size_t sex = 0; sex < 2; ++sex)
      for (std::size_t a = 0; a <= kOpenAge; ++a) {
        const double rate = a < kMovesAlone ? 0.0
                                            : (out[y][sex][a] + net[y][sex][a]) * now[sex][a] / nation.persons[sex][a] *
                                                  values["in_migration_multiplier"];
        const auto persons = settle(region, residents, sex, a, values["arrivals_to_town"]);
        for (std::size_t z = 0; z < zones; ++z)
          streams[z].cumulative.push_back(streams[z].per_year += persons[z] * rate);
      }
    for (std::size_t z = 0; z < zones; ++z) in_[z].push_back(std::move(streams[z]));
  }
  women_by_age_.resize(kOpenAge + 1);
  for (Row r = 0; r < population.people.size(); ++r) {
    const Person& p = population.people[r];
    if (p.sex() == female && !p.has(Person::kStudent))
      women_by_age_[static_cast<std::size_t>(std::min(age_at(p.birth, start), kOpenAge))].push_back(r);
  }
}

const Migration::Stream& Migration::stream(int zone, int year) const {
  return in_[static_cast<std::size_t>(zone)][static_cast<std::size_t>(year - first_year_)];
}

double Migration::expected_arrivals(int zone, int year) const { return stream(zone, year).per_year; }

std::vector<Arrival> Migration::arrivals(int zone, Tick from, Tick to, const Draws& draws) const {
  std::vector<Arrival> out;
  const Date month = to_date(day_of(from));
  const Stream& s = stream(zone, month.year);
  if (s.per_year <= 0) return out;
  const double expected = s.per_year * years_in(to - from).value;
  const std::uint64_t stream_key =
      static_cast<std::uint64_t>(month.year) * 12 + static_cast<std::uint64_t>(month.month);
  double spent = 0;
  for (std::uint32_t serial = 0;; ++serial) {
    Arrival a;
    a.id = migrant_id(zone_keys_[static_cast<std::size_t>(zone)], stream_key, serial);
    const auto block = draws.block(a.id, Purpose::arrival_gap);  // gap, age, donor, day of birth
    spent += -math::log(Draws::to_uniform(block[0]));
    if (spent >= expected) break;
    const std::uint32_t date_bits = draws.block(a.id, Purpose::arrival_gap, 1)[0];
    a.when = from + static_cast<Tick>(static_cast<std::uint64_t>(date_bits) * (to - from) >> 32);
    const double at = Draws::to_uniform(block[1]) * s.per_year;
    const auto cell = static_cast<std::size_t>(
        std::min<std::ptrdiff_t>(std::upper_bound(s.cumulative.begin(), s.cumulative.end(), at) - s.cumulative.begin(),
                                 static_cast<std::ptrdiff_t>(s.cumulative.size()) - 1));
    const std::size_t age = cell % (kOpenAge + 1);
    a.sex = cell / (kOpenAge + 1) == male ? male : female;
    a.birth = a.when - static_cast<Tick>(age) * kTicksPerYear -
              static_cast<Tick>(static_cast<std::uint64_t>(block[3]) * kTicksPerYear >> 32);
    a.zone = zone;
    a.returns = draws.uniform(a.id, Purpose::returning) < returning_share_;
    const auto& donors = women_by_age_[age];
    if (a.sex == female && !donors.empty())
      a.donor = donors[static_cast<std::size_t>(static_cast<std::uint64_t>(block[2]) * donors.size() >> 32)];
    out.push_back(a);
  }
  std::sort(out.begin(), out.end(),
            [](const Arrival& a, const Arrival& b) { return a.when != b.when ? a.when < b.when : a.id < b.id; });
  return out;
}

double Migration::share_brought(int year, int mother_age, int child_age) const {
  const auto& size = cohort_size_[static_cast<std::size_t>(year - first_year_)];
  const double mothers = size[static_cast<std::size_t>(std::min(mother_age, kOpenAge))];
  return std::min(1.0, size[static_cast<std::size_t>(child_age)] / mothers);
}

Family Migration::family(const Arrival& a, const InitialPopulation& population, const Draws& draws) const {
  Family out;
  if (a.donor == kNoRow || population.people[a.donor].parity == 0) return out;
  const Person& donor = population.people[a.donor];
  const Tick later = a.when - population.start;
  const int age = age_at(a.birth, a.when);
  out.parity = donor.parity;
  out.last_birth = population.last_birth[a.donor] + later;
  std::vector<Row> along;  // the youngest first, as they are linked
  for (Row c = population.people.youngest_child(a.donor); c != kNoRow; c = population.people.older_sibling(c)) {
    if (population.people[c].has(Person::kWard)) continue;
    const int child_age = age_at(population.people[c].birth, population.start);
    if (child_age >= kMovesAlone) break;
    const double u = draws.uniform(a.id, Purpose::brought_along, static_cast<std::uint32_t>(child_age));
    if (u < share_brought(year_of(a.when), age, child_age))
      along.push_back(c);
    else
      --out.parity;
  }
  for (std::size_t i = along.size(); i-- > 0;) {
    const Person& like = population.people[along[i]];
    out.children.push_back({child_id(a.id, out.parity - static_cast<int>(i)), like.birth + later, like.sex()});
  }
  return out;
}

}  // namespace gongxu
