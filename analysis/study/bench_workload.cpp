#include "analysis/study/bench_workload.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>

#include "sim/core/draws.hpp"

namespace gongxu::bench {

extern const char* const kRatesCsv;  // written by the build from scenarios/workloads
extern const char* const kPyramidCsv;

namespace {

/// The numbers of a table: comments and the row of names are passed over.
std::vector<std::vector<double>> numbers_in(const char* csv, std::size_t columns) {
  std::vector<std::vector<double>> rows;
  std::istringstream lines(csv);
  bool named = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#' || !std::exchange(named, true)) continue;
    std::replace(line.begin(), line.end(), ',', ' ');
    std::istringstream fields(line);
    auto& row = rows.emplace_back();
    for (double x = 0; fields >> x;) row.push_back(x);
    if (row.size() != columns) throw std::logic_error("a workload table was built in with a broken row: " + line);
  }
  return rows;
}

WorkloadTables read_tables() {
  WorkloadTables t;
  const auto rates = numbers_in(kRatesCsv, 6);
  if (rates.size() != kRateAges) throw std::logic_error("the workload's rates do not cover the ages 0 to 110");
  for (std::size_t a = 0; a < rates.size(); ++a) {
    t.deaths[female][a] = {rates[a][1]};
    t.deaths[male][a] = {rates[a][2]};
    t.births[a] = {rates[a][3]};
    t.moves[kRural][a] = {rates[a][4]};
    t.moves[kUrban][a] = {rates[a][5]};
  }
  double sum = 0;
  for (const auto& row : numbers_in(kPyramidCsv, 3))
    t.pyramid.push_back({static_cast<int>(row[0]), sum += row[1], row[2]});
  for (auto& group : t.pyramid) group.cumulative /= sum;
  return t;
}

ScreenedHazard screened(const ByAge& rates, Tick start, Tick horizon) {
  HazardTable table(0, kRateAges, true);
  table.add_segment(start, rates);
  return ScreenedHazard(std::move(table), start, horizon);
}

}  // namespace

const WorkloadTables& workload_tables() {
  static const WorkloadTables tables = read_tables();
  return tables;
}

Tick workload_start() { return to_tick({2021, 1, 1}); }
Tick workload_horizon() { return to_tick({2036, 1, 1}); }

People draw_population(std::uint32_t people, std::uint32_t seed) {
  const WorkloadTables& tables = workload_tables();
  const Draws draws(seed, kNoReplicate);
  const std::vector<std::uint64_t> zone_keys{key_of("rural", 5), key_of("urban", 5)};
  constexpr std::size_t kAges = kRateAges;
  std::vector<std::uint32_t> serials(2 * 2 * kAges, 0);  // [zone][sex][age]

  struct Drawn {
    Person person;
    PersonId id;
    std::uint32_t serial;
  };
  std::vector<Drawn> drawn(people);
  for (std::uint32_t serial = 0; serial < people; ++serial) {
    const auto block = draws.block(serial, Purpose::birthday);  // day of birth, age group, sex, zone
    const double at = Draws::to_uniform(block[1]);
    auto group = tables.pyramid.begin();
    while (group + 1 != tables.pyramid.end() && at >= group->cumulative) ++group;
    const auto inside = static_cast<Tick>(std::uint64_t{block[0]} * 5 * kTicksPerYear >> 32);
    Person& p = drawn[serial].person;
    p.birth = workload_start() - static_cast<Tick>(group->age_start) * kTicksPerYear - inside;
    p.zone = Draws::to_uniform(block[3]) < kUrbanShare ? kUrban : kRural;
    p.flags = Person::kResident;
    p.set(Person::kMale, Draws::to_uniform(block[2]) < group->male_share);
    const int age = age_at(p.birth, workload_start());
    const auto cell = (p.zone * 2U + p.sex()) * kAges + static_cast<std::size_t>(age);
    drawn[serial].id = resident_id(zone_keys[p.zone], p.sex(), age, serials[cell]);
    drawn[serial].serial = serials[cell]++;
  }
  std::sort(drawn.begin(), drawn.end(), [](const auto& a, const auto& b) {
    return std::pair(a.person.birth, a.id) < std::pair(b.person.birth, b.id);
  });
  People out({.kin = false, .mothers = false});
  out.name_residents(workload_start(), zone_keys);
  for (const Drawn& d : drawn) out.add_resident(d.person, d.serial);
  return out;
}

Model workload_model(bool moves, Tick start, Tick horizon) {
  const WorkloadTables& tables = workload_tables();
  Model m;
  m.start = start;
  m.horizon = horizon;
  m.zones = 2;
  m.zone_ranks = {1, 2};
  m.moves_alone_from = 0;
  for (std::size_t sex = 0; sex < 2; ++sex)
    m.mortality.by_sex_state[sex][0] = screened(tables.deaths[sex], start, horizon);
  for (auto& hazard : m.fertility.by_parity) hazard = screened(tables.births, start, horizon);
  m.fertility.minimum_interval = 0;
  m.fertility.first_year = year_of(start);
  m.fertility.male_share = {kMaleShareAtBirth};
  m.urbanisation.by_zone_sex.resize(2);
  for (std::size_t zone = 0; zone < 2 && moves; ++zone)
    for (auto& hazard : m.urbanisation.by_zone_sex[zone]) hazard = screened(tables.moves[zone], start, horizon);
  m.urbanisation.destinations = {{{kUrban, 1.0}}, {{kRural, 1.0}}};
  return m;
}

}  // namespace gongxu::bench
