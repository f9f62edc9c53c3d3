/// An ensemble of which only the pattern is real: the program's own distribution of units over ranks
/// (sim/engine/mpi_pool.hpp), with units that take as long, and results that are as large, as measured ones.
///
///   ensemble COSTS PLACE FINISH_SECONDS PART:COUNT...
///
/// Compiled by smpicxx, time is simulated; compiled by mpicxx, ranks are busy for as long, by the clock. COSTS is a
/// table of tools/scale/unit_costs; each unit takes a row of its part there, drawn by its number. Stages PART:COUNT
/// follow one another as in `gongxu run`; FINISH_SECONDS is what rank 0 does alone at the end. Rank 0 prints
/// "stage,ranks,units,seconds", the row "all" last. Exit status 1 if a unit came twice, never, or with a wrong size.
#include <mpi.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <map>
#include <numeric>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/engine/mpi_pool.hpp"

namespace {

struct Cost {
  double work_seconds = 0, collect_seconds = 0;
  std::size_t bytes = 0;
};
using Costs = std::map<std::string, std::vector<Cost>>;  ///< by part

constexpr const char* kNeededByAll = "residents";  ///< the part whose results rank 0 sends to all

struct Stage {
  std::string part;
  int count = 0;
};

/// The rows of one place.
Costs read_costs(const std::string& file, const std::string& place) {
  std::ifstream in(file);
  Costs out;
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    std::string name, part, unit, work, bytes, collect;
    for (std::string* cell : {&name, &part, &unit, &work, &bytes, &collect}) std::getline(cells, *cell, ',');
    if (name == place) out[part].push_back({std::stod(work), std::stod(collect), std::stoul(bytes)});
  }
  if (!out.count("setup")) throw std::runtime_error(file + " has no rows of " + place);
  return out;
}

/// The same row on every rank and in every run. Mixer of splitmix64 (Steele, Lea and Flood 2014).
const Cost& cost_of(const std::vector<Cost>& rows, int unit) {
  std::uint64_t x = static_cast<std::uint64_t>(unit) + 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return rows[(x ^ (x >> 31)) % rows.size()];
}

void spend(double seconds) {
#ifdef SMPI_H
  smpi_execute_flops(seconds * 1e9);  // the platform's hosts do 1 Gf/s
#else
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  while (Clock::now() < end) {
  }
#endif
}

/// @returns false if a unit did not come once, with the bytes that it should have.
bool run_stage(const Stage& stage, const std::vector<Cost>& rows, int rank) {
  std::vector<int> units(static_cast<std::size_t>(stage.count));
  std::iota(units.begin(), units.end(), 0);
  std::vector<int> came(units.size());
  bool whole = true;
  gongxu::run_on_ranks(
      MPI_COMM_WORLD, units,
      [&](int unit) {
        const Cost& cost = cost_of(rows, unit);
        spend(cost.work_seconds);
        return std::string(cost.bytes, static_cast<char>('a' + unit % 26));
      },
      [&](int unit, std::string bytes) {
        const Cost& cost = cost_of(rows, unit);
        spend(cost.collect_seconds);
        ++came.at(static_cast<std::size_t>(unit));
        whole = whole && bytes == std::string(cost.bytes, static_cast<char>('a' + unit % 26));
      });
  if (rank != 0) return true;
  for (const int n : came) whole = whole && n == 1;
  return whole;
}

/// As WorkUnits does it: the units' numbers, then one result after the other. Broadcasts to thousands of ranks take
/// minutes to simulate: the first ones stand for all.
void share(const Stage& stage, const std::vector<Cost>& rows) {
  constexpr int kSample = 5;
  std::string units(sizeof(double) * static_cast<std::size_t>(stage.count), 'u');
  gongxu::broadcast(MPI_COMM_WORLD, units);
  const int sampled = std::min(kSample, stage.count);
  const double began = MPI_Wtime();
  for (int unit = 0; unit < sampled; ++unit) {
    std::string result(cost_of(rows, unit).bytes, 'r');
    gongxu::broadcast(MPI_COMM_WORLD, result);
  }
  spend((MPI_Wtime() - began) * (stage.count - sampled) / sampled);
}

int run(int argc, char** argv) {
  int rank = 0, ranks = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  if (argc < 5) throw std::runtime_error("ensemble COSTS PLACE FINISH_SECONDS PART:COUNT...");
  const Costs costs = read_costs(argv[1], argv[2]);
  const double began = MPI_Wtime();
  const auto tell = [&](const std::string& name, int units, double since) {
    if (rank == 0) std::printf("%s,%d,%d,%.6f\n", name.c_str(), ranks, units, MPI_Wtime() - since);
  };
  spend(costs.at("setup").front().work_seconds);
  bool whole = true;
  int units = 0;
  for (int i = 4; i < argc; ++i) {
    const std::string word = argv[i];
    const auto colon = word.find(':');
    const Stage stage{word.substr(0, colon), std::stoi(word.substr(colon + 1))};
    const double stage_began = MPI_Wtime();
    whole = run_stage(stage, costs.at(stage.part), rank) && whole;
    if (stage.part == kNeededByAll) share(stage, costs.at(stage.part));
    tell(stage.part, stage.count, stage_began);
    units += stage.count;
  }
  if (rank == 0) spend(std::stod(argv[3]));
  tell("all", units, began);
  if (!whole) std::fprintf(stderr, "a unit came twice, never or not whole\n");
  return whole ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  int status = 2;
  try {
    status = run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    MPI_Abort(MPI_COMM_WORLD, status);
  }
  MPI_Finalize();
  return status;
}
