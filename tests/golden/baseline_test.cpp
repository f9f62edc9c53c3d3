/// The baseline of each place against a small table that people can read. A change that moves a median by more
/// than its column's tolerance must say so: GONGXU_NEW_GOLDEN=1 rewrites the tables, and their diff is reviewed.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "analysis/study/ensemble.hpp"
#include "sim/output/statistics.hpp"
#include "tests/support/lizhou.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

struct Place {
  const char* folder;
  int replicates;
};
const std::vector<Place> kPlaces{{"lizhou", 8}, {"wanzhou", 3}, {"minqin", 8}, {"qijiang", 4}};

const std::vector<Measure> kPeople{Measure::population, Measure::births, Measure::population_0_2,
                                   Measure::population_60plus, Measure::dependent_severe};
/// Relative. Stocks move little; births, infants, the dependent and demand of a few replicates more.
double tolerance(const std::string& column) {
  if (column == "population" || column == "population_60plus") return 0.002;
  if (column.ends_with("_demand") && !column.starts_with("childcare") && !column.ends_with("bed_demand")) return 0.005;
  if (column == "births" || column == "population_0_2") return 0.01;
  return 0.02;
}
/// The people, then the demand of every service.
std::vector<std::string> columns() {
  std::vector<std::string> names;
  for (const Measure m : kPeople) names.emplace_back(info(m).name);
  for (const ServiceInfo& s : kServiceInfo) names.push_back(std::string(s.word) + "_demand");
  return names;
}
std::string file_of(const Place& p) {
  return std::string(GONGXU_SOURCE_DIR "/tests/golden/") + p.folder + "_baseline.csv";
}

using Table = std::map<int, std::vector<double>>;  // by year, in the order of kColumns

bool within(double value, double golden, double tolerance) {
  return std::fabs(value - golden) <= tolerance * std::fabs(golden);
}

Table simulate(const Place& place) {
  RunOptions options;
  options.scenarios = {"baseline"};
  options.replicates = place.replicates;
  options.until = 2035;
  const auto pack = read_pack(std::string(GONGXU_SOURCE_DIR "/scenarios/") + place.folder);
  const auto e = run_ensemble(pack, options, [](const std::string&, int, int) {});
  Table table;
  for (const int year : {2025, 2030, 2035}) {
    const auto y = static_cast<std::size_t>(year - e->first_year);
    std::vector<std::vector<double>> values(columns().size());
    for (const ReplicateResult& r : e->scenarios[0].replicates) {
      std::size_t column = 0;
      for (const Measure m : kPeople) values[column++].push_back(value_of(r.demography[y].zones.back(), m));
      for (std::size_t s = 0; s < kServices; ++s)
        values[column++].push_back(r.years(service_at(s), 0)[y].back().demand);
    }
    for (auto& v : values) table[year].push_back(quantile(v, 0.5));
  }
  return table;
}

void write(const Place& place, const Table& table) {
  std::ofstream out(file_of(place));
  out << "# " << place.folder << ", baseline: medians over the first " << place.replicates
      << " replicates of seed 1. The row `tolerance` is relative, per column.\n"
         "# Rewritten deliberately by GONGXU_NEW_GOLDEN=1 build/release/tests/golden_tests; say in CHANGELOG.md why.\n"
         "year";
  for (const auto& c : columns()) out << ',' << c;
  out << "\ntolerance";
  for (const auto& c : columns()) out << ',' << tolerance(c);
  for (const auto& [year, row] : table) {
    out << '\n' << year;
    for (const double v : row) out << ',' << std::round(v * 10) / 10;
  }
  out << '\n';
}

struct Golden {
  std::vector<std::string> columns;
  std::vector<double> tolerance;
  Table table;
};
Golden read(const Place& place) {
  std::ifstream in(file_of(place));
  REQUIRE(in);
  Golden golden;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream cells(line);
    std::string first, cell;
    std::getline(cells, first, ',');
    std::vector<double> row;
    while (std::getline(cells, cell, ','))
      first == "year" ? golden.columns.push_back(cell) : row.push_back(std::stod(cell));
    if (first == "tolerance")
      golden.tolerance = row;
    else if (first != "year")
      golden.table[std::stoi(first)] = row;
  }
  return golden;
}

}  // namespace

TEST_CASE("the baseline of each place keeps its golden medians within the tolerance of each column", "[golden]") {
  for (const Place& place : kPlaces) {
    const Table now = simulate(place);
    const char* rewrite = std::getenv("GONGXU_NEW_GOLDEN");
    if (rewrite && std::string(rewrite) == "1") {
      write(place, now);
      WARN(file_of(place) << " was rewritten");
    }
    const Golden golden = read(place);
    REQUIRE(golden.columns == columns());
    REQUIRE(golden.tolerance.size() == columns().size());
    REQUIRE(golden.table.size() == now.size());
    for (const auto& [year, row] : golden.table) {
      REQUIRE(row.size() == columns().size());
      for (std::size_t c = 0; c < row.size(); ++c) {
        INFO(place.folder << " " << year << " " << columns()[c] << ": now " << now.at(year)[c] << ", golden " << row[c]
                          << ", tolerance " << golden.tolerance[c]);
        // Values are printed to a tenth: half of it is given on top.
        CHECK(within(now.at(year)[c], row[c], golden.tolerance[c] + 0.05 / row[c]));
      }
    }
  }
}

TEST_CASE("a tolerance holds on both sides and no further", "[golden]") {
  for (const std::string& column : columns()) {
    INFO(column);
    const double most = tolerance(column);
    CHECK(within(1000 * (1 + 0.99 * most), 1000, most));
    CHECK(within(1000 * (1 - 0.99 * most), 1000, most));
    CHECK_FALSE(within(1000 * (1 + 1.01 * most), 1000, most));
    CHECK_FALSE(within(1000 * (1 - 1.01 * most), 1000, most));
  }
}
