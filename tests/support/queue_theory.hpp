/// Closed formulas of queueing theory, told apart from everything the program does: places c, load a = arrivals a unit
/// of time x mean stay [erlang], time in mean stays.
#pragma once
#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace gongxu::test {

/// Share of arrivals that find all places taken, where they are lost (M/G/c/c: whatever the stays' law).
inline double erlang_b(int places, double load) {
  double b = 1;
  for (int c = 1; c <= places; ++c) b = load * b / (c + load * b);
  return b;
}

/// Share of arrivals that wait, where stays begin with service and nobody gives up (M/M/c). @pre load < places.
inline double erlang_c(int places, double load) {
  const double b = erlang_b(places, load);
  return places * b / (places - load * (1 - b));
}

/// P(N = 0), P(N = 1), ... of the number present in M/G/infinity: Poisson, whatever the stays' law.
inline std::vector<double> infinite_servers(double load) {
  std::vector<double> p{std::exp(-load)};
  while (static_cast<double>(p.size()) < load || p.back() > 1e-18)
    p.push_back(p.back() * load / static_cast<double>(p.size()));
  return p;
}
/// P(N >= n) of the same.
inline double at_least(double load, int n) {
  const auto p = infinite_servers(load);
  double below = 0;
  for (std::size_t k = 0; k < std::min(static_cast<std::size_t>(std::max(n, 0)), p.size()); ++k) below += p[k];
  return 1 - below;
}
/// The mean of min(N, places) of the same.
inline double covered(double load, int places) {
  double sum = 0;
  for (int n = 1; n <= places; ++n) sum += at_least(load, n);
  return sum;
}

/// M/M/c+M (Erlang A): who waits gives up at the rate `impatience`, one being the rate at which stays end. At 1 a stay
/// runs on while one waits, and the number present is that of M/G/infinity. Balance of births and deaths; first come,
/// first served.
struct ErlangA {
  double waits = 0;           ///< share of arrivals that find all places taken
  double busy = 0;            ///< mean number served
  double waiting = 0;         ///< mean number waiting
  double withdrawn = 0;       ///< share of arrivals that give up
  double wait_of_served = 0;  ///< [mean stays] of all who are served

  ErlangA(int places, double load, double impatience) {
    std::vector<double> p{1};
    double sum = 1;
    for (int n = 1; n <= places || p.back() > 1e-18 * sum; ++n) {
      p.push_back(p.back() * load / (std::min(n, places) + std::max(0, n - places) * impatience));
      sum += p.back();
    }
    double served = 0;
    for (std::size_t n = 0; n < p.size(); ++n) {
      const double share = p[n] / sum;
      const int ahead = static_cast<int>(n) - places;  // of those who wait
      busy += share * std::min(static_cast<int>(n), places);
      if (ahead < 0) {
        served += share;
        continue;
      }
      waits += share;
      waiting += share * ahead;
      // One by one those ahead are seated or give up, while the newcomer may give up: the chances telescope.
      double wait = 0;
      for (int j = 0; j <= ahead; ++j) wait += 1 / (places + (j + 1) * impatience);
      const double seated = places / (places + (ahead + 1) * impatience);
      served += share * seated;
      wait_of_served += share * seated * wait;
    }
    wait_of_served /= served;
    withdrawn = impatience * waiting / load;
  }
};

}  // namespace gongxu::test
