/// Lizhou's baseline against a small table that people can read. A change that moves a median by more
/// than its column's tolerance must say so: GONGXU_NEW_GOLDEN=1 rewrites the table, and its diff is reviewed.
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

const std::string kFile = GONGXU_SOURCE_DIR "/tests/golden/lizhou_baseline.csv";
const std::vector<std::string> kColumns{"population", "births", "population_0_2", "childcare_demand",
                                        "quantified_capacity"};
/// Relative. Stocks move little; births, infants and demand of eight replicates more; places not at all.
const std::map<std::string, double> kTolerance{{"population", 0.002},
                                               {"births", 0.01},
                                               {"population_0_2", 0.01},
                                               {"childcare_demand", 0.02},
                                               {"quantified_capacity", 0.0}};

using Table = std::map<int, std::vector<double>>;  // by year, in the order of kColumns

bool within(double value, double golden, double tolerance) {
  return std::fabs(value - golden) <= tolerance * std::fabs(golden);
}

Table simulate() {
  RunOptions options;
  options.scenarios = {"baseline"};
  options.replicates = 8;
  options.until = 2035;
  const auto e = run_ensemble(lizhou_pack(), options, [](const std::string&, int, int) {});
  Table table;
  for (const int year : {2025, 2030, 2035}) {
    const auto y = static_cast<std::size_t>(year - e->first_year);
    std::vector<std::vector<double>> values(kColumns.size());
    for (const ReplicateResult& r : e->scenarios[0].replicates) {
      const MeasureRow& people = r.demography[y].zones.back();
      const ServiceYear& childcare = r.childcare[static_cast<std::size_t>(SupplyCase::quantified)][y].back();
      values[0].push_back(value_of(people, Measure::population));
      values[1].push_back(value_of(people, Measure::births));
      values[2].push_back(value_of(people, Measure::population_0_2));
      values[3].push_back(childcare.demand);
      values[4].push_back(childcare.capacity);
    }
    for (auto& v : values) table[year].push_back(quantile(v, 0.5));
  }
  return table;
}

void write(const Table& table) {
  std::ofstream out(kFile);
  out << "# Lizhou, baseline: medians over replicates 0 to 7 of seed 1. The row `tolerance` is relative, per column.\n"
         "# Rewritten deliberately by GONGXU_NEW_GOLDEN=1 build/release/tests/golden_tests; say in CHANGELOG.md why.\n"
         "year";
  for (const auto& c : kColumns) out << ',' << c;
  out << "\ntolerance";
  for (const auto& c : kColumns) out << ',' << kTolerance.at(c);
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
Golden read() {
  std::ifstream in(kFile);
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

TEST_CASE("Lizhou's baseline keeps its golden medians within the tolerance of each column", "[golden]") {
  const Table now = simulate();
  const char* rewrite = std::getenv("GONGXU_NEW_GOLDEN");
  if (rewrite && std::string(rewrite) == "1") {
    write(now);
    WARN("tests/golden/lizhou_baseline.csv was rewritten");
  }
  const Golden golden = read();
  REQUIRE(golden.columns == kColumns);
  REQUIRE(golden.tolerance.size() == kColumns.size());
  REQUIRE(golden.table.size() == now.size());
  for (const auto& [year, row] : golden.table) {
    REQUIRE(row.size() == kColumns.size());
    for (std::size_t c = 0; c < row.size(); ++c) {
      INFO(year << " " << kColumns[c] << ": now " << now.at(year)[c] << ", golden " << row[c] << ", tolerance "
                << golden.tolerance[c]);
      // Values are printed to a tenth: half of it is given on top.
      CHECK(within(now.at(year)[c], row[c], golden.tolerance[c] + 0.05 / row[c]));
    }
  }
}

TEST_CASE("a tolerance holds on both sides and no further", "[golden]") {
  for (const auto& [column, tolerance] : kTolerance) {
    INFO(column);
    CHECK(within(1000 * (1 + 0.99 * tolerance), 1000, tolerance));
    CHECK(within(1000 * (1 - 0.99 * tolerance), 1000, tolerance));
    CHECK_FALSE(within(1000 * (1 + 1.01 * tolerance) + 1e-9, 1000, tolerance));
    CHECK_FALSE(within(1000 * (1 - 1.01 * tolerance) - 1e-9, 1000, tolerance));
  }
}
