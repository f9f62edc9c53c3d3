#include "tests/support/same.hpp"

#include <algorithm>
#include <cmath>

namespace gongxu::test {
namespace {

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool same(const DemandEvent& a, const DemandEvent& b) {
  return a.when == b.when && a.since == b.since && a.person == b.person && a.change == b.change && a.zone == b.zone &&
         a.reason == b.reason && a.service == b.service;
}

bool same(const TraceEvent& a, const TraceEvent& b) {
  return a.when == b.when && a.person == b.person && a.event == b.event && a.zone_from == b.zone_from &&
         a.zone_to == b.zone_to && a.detail == b.detail;
}

bool same(const SchoolRoll& a, const SchoolRoll& b) {
  return a.year == b.year && a.taught == b.taught && a.enrolled == b.enrolled && a.official == b.official &&
         a.boarding == b.boarding;
}

bool same(const HealthMonth& a, const HealthMonth& b) {
  return a.start == b.start && a.end == b.end && a.visits == b.visits && a.visits_needed == b.visits_needed &&
         a.admissions == b.admissions && a.admissions_needed == b.admissions_needed &&
         a.bed_days_needed == b.bed_days_needed;
}

bool same(const ServiceYear& a, const ServiceYear& b) {
  for (const auto field :
       {&ServiceYear::capacity, &ServiceYear::capacity_mean, &ServiceYear::need, &ServiceYear::demand,
        &ServiceYear::use, &ServiceYear::waiting, &ServiceYear::asked, &ServiceYear::served, &ServiceYear::withdrawn,
        &ServiceYear::unmet_share, &ServiceYear::idle_share, &ServiceYear::covered_share, &ServiceYear::wait_days_p50,
        &ServiceYear::wait_days_p90, &ServiceYear::spell_days, &ServiceYear::waited_days, &ServiceYear::load,
        &ServiceYear::required_capacity, &ServiceYear::capacity_zero_unmet})
    if (!same(a.*field, b.*field)) return false;
  return a.judged == b.judged && a.is_short == b.is_short && a.is_surplus == b.is_surplus;
}

/// The first place where two lists differ.
template <class List>
std::string first_difference(const std::string& what, const List& a, const List& b) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    if (!same(a[i], b[i])) return what + " " + std::to_string(i) + " of " + std::to_string(a.size());
  if (a.size() != b.size()) return std::to_string(a.size()) + " and " + std::to_string(b.size()) + " of " + what;
  return {};
}

template <class List, class Keep>
List kept(const List& all, Keep keep) {
  List out;
  std::copy_if(all.begin(), all.end(), std::back_inserter(out), keep);
  return out;
}

}  // namespace

std::string difference(const std::vector<TraceEvent>& a, const std::vector<TraceEvent>& b, Tick until) {
  const auto early = [until](const TraceEvent& e) { return e.when < until; };
  return first_difference("events", kept(a, early), kept(b, early));
}

std::string difference(const Demand& a, const Demand& b, Tick until) {
  const auto spells = [until](const DemandEvent& e) { return e.when < until; };
  if (auto d = first_difference("spells", kept(a.spells, spells), kept(b.spells, spells)); !d.empty()) return d;
  const auto rolls = [until](const SchoolRoll& r) { return to_tick({r.year, 9, 1}) < until; };
  if (auto d = first_difference("rolls", kept(a.rolls, rolls), kept(b.rolls, rolls)); !d.empty()) return d;
  const auto months = [until](const HealthMonth& m) { return m.end <= until; };
  if (auto d = first_difference("months of health care", kept(a.health, months), kept(b.health, months)); !d.empty())
    return d;
  if (a.beds_taken.size() != b.beds_taken.size()) return "zones of beds";
  for (std::size_t z = 0; z < a.beds_taken.size() && !a.health.empty(); ++z) {
    const auto &x = a.beds_taken[z], &y = b.beds_taken[z];
    const std::size_t days =
        until == kNever ? std::max(x.size(), y.size()) : day_of(until) - day_of(a.health.front().start);
    if (x.size() < days || y.size() < days) return "days of beds in zone " + std::to_string(z);
    for (std::size_t d = 0; d < days; ++d)
      if (x[d] != y[d]) return "beds of day " + std::to_string(d) + " in zone " + std::to_string(z);
  }
  if (until == kNever && a.stay_days != b.stay_days) return "days of stays by year";
  if (a.base_visits != b.base_visits || a.base_bed_days != b.base_bed_days) return "activity of the base year";
  return {};
}

std::string difference(const std::vector<DemographyYear>& a, const std::vector<DemographyYear>& b) {
  if (a.size() != b.size()) return "years of demography";
  for (std::size_t y = 0; y < a.size(); ++y) {
    const std::string where = "demography of " + std::to_string(a[y].year);
    if (a[y].year != b[y].year || a[y].zones.size() != b[y].zones.size()) return where;
    if (a[y].pyramid != b[y].pyramid) return where + ": the pyramid";
    for (std::size_t z = 0; z < a[y].zones.size(); ++z)
      for (std::size_t m = 0; m < kMeasures; ++m)
        if (!same(a[y].zones[z][m], b[y].zones[z][m]))
          return where + ": " + info(static_cast<Measure>(m)).name + " of zone " + std::to_string(z);
  }
  return {};
}

std::string difference(const std::vector<std::vector<std::vector<std::vector<ServiceYear>>>>& a,
                       const std::vector<std::vector<std::vector<std::vector<ServiceYear>>>>& b) {
  if (a.size() != b.size()) return "number of services";
  for (std::size_t s = 0; s < a.size(); ++s) {
    if (a[s].size() != b[s].size()) return "supply cases";
    for (std::size_t c = 0; c < a[s].size(); ++c) {
      if (a[s][c].size() != b[s][c].size()) return "years of services";
      for (std::size_t y = 0; y < a[s][c].size(); ++y)
        if (auto d = first_difference(std::string(info(service_at(s)).word) + ", case " + std::to_string(c) +
                                          ", year " + std::to_string(y) + ", zones",
                                      a[s][c][y], b[s][c][y]);
            !d.empty())
          return d;
    }
  }
  return {};
}

std::string difference(const ReplicateResult& a, const ReplicateResult& b) {
  if (auto d = difference(a.demography, b.demography); !d.empty()) return d;
  if (auto d = difference(a.demand, b.demand); !d.empty()) return d;
  if (auto d = difference(a.services, b.services); !d.empty()) return d;
  if (a.events != b.events) return "number of events";
  if (a.event_hash != b.event_hash) return "digest of events";
  return {};
}

}  // namespace gongxu::test
