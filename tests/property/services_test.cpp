/// What must hold of services in every run: whoever asks is served, waits or withdraws; parts add up; demand in the
/// tables is that of the people.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <numeric>

#include "tests/property/lived.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

constexpr std::array kQueued{Service::childcare, Service::care_bed, Service::nursing_bed};
constexpr std::array kSchools{Service::kindergarten, Service::primary, Service::junior, Service::senior};

/// f(case, index of the year, zones of the year, the last being the whole place)
template <class F>
void each_year(Service s, F f) {
  const auto& result = lived().run.result;
  for (std::size_t c = 0; c < kSupplyCases.size(); ++c)
    for (std::size_t y = 0; y < result.years(s, c).size(); ++y) {
      INFO(info(s).word << ", case " << c << ", year " << y);
      f(c, y, result.years(s, c)[y]);
    }
}

double sum_of(const std::vector<ServiceYear>& zones, double ServiceYear::*field) {
  double sum = 0;
  for (std::size_t z = 0; z + 1 < zones.size(); ++z) sum += zones[z].*field;
  return sum;
}

/// [units] at the base date by the plan's indicator per 1,000 residents.
double stated_base(Service s) {
  const Indicator* i = lizhou_pack().plan.indicator_of_service(s);
  REQUIRE((i && i->base));
  return *i->base / i->per * static_cast<double>(lizhou_pack().region.total_population());
}

/// Spells of a service that are open just before a date, by zone and in all; `ordinary` and nursing beds are one.
std::vector<double> open_spells(Service s, Tick now) {
  const std::size_t zones = lizhou_pack().region.zones.size();
  std::vector<double> out(zones + 1);
  std::map<std::pair<PersonId, Service>, int> home;
  for (const DemandEvent& e : lived().run.result.demand.spells) {
    if (e.when >= now) break;
    if (e.service != s && !(s == Service::care_bed && e.service == Service::nursing_bed)) continue;
    if (e.change == DemandChange::end)
      home.erase({e.person, e.service});
    else
      home[{e.person, e.service}] = e.zone;
  }
  for (const auto& [key, zone] : home) ++out[static_cast<std::size_t>(zone)], ++out.back();
  return out;
}

}  // namespace

TEST_CASE("whoever waited or asked was served, withdrew or waits, in each queue, zone and year", "[services]") {
  // The queue itself checks every month; here the years' sums are checked against each other.
  for (const Service s : kQueued)
    each_year(s, [&](std::size_t c, std::size_t y, const std::vector<ServiceYear>& zones) {
      if (y == 0 || std::isnan(zones.back().served)) return;
      const auto& before = lived().run.result.years(s, c)[y - 1];
      if (std::isnan(before.back().waiting)) return;
      for (std::size_t z = 0; z < zones.size(); ++z)
        CHECK(before[z].waiting + zones[z].asked == zones[z].served + zones[z].withdrawn + zones[z].waiting);
    });
}

TEST_CASE("who waits at the end of a year has an open spell, and who has one waits or sits", "[services]") {
  for (const Service s : kQueued) {
    std::vector<std::vector<double>> open;
    for (const DemographyYear& year : lived().run.result.demography)
      open.push_back(open_spells(s, year_start(year.year + 1)));
    each_year(s, [&](std::size_t, std::size_t y, const std::vector<ServiceYear>& zones) {
      if (std::isnan(zones.back().waiting)) return;
      for (std::size_t z = 0; z < zones.size(); ++z) CHECK(zones[z].waiting <= open[y][z]);
      const double seated = open[y].back() - zones.back().waiting;
      CHECK(seated <= zones.back().capacity);
    });
  }
}

TEST_CASE("demand of queues is the time of their spells, whatever the supply", "[services]") {
  for (const Service s : kQueued) {
    const auto& spells = lived().run.result.demand.spells;
    std::size_t next = 0;
    long open = 0;
    for (const DemographyYear& year : lived().run.result.demography) {
      const Tick from = std::max(year_start(year.year), lived().in.population->start), end = year_start(year.year + 1);
      Tick now = from;
      double ticks = 0;
      for (; next < spells.size() && spells[next].when < end; ++next) {
        if (spells[next].service != s && !(s == Service::care_bed && spells[next].service == Service::nursing_bed))
          continue;
        ticks += static_cast<double>(open) * (spells[next].when - now);
        now = spells[next].when;
        open += spells[next].change == DemandChange::wish ? 1 : spells[next].change == DemandChange::end ? -1 : 0;
      }
      ticks += static_cast<double>(open) * (end - now);
      for (std::size_t c = 0; c < kSupplyCases.size(); ++c)
        CHECK(lived().run.result.years(s, c)[static_cast<std::size_t>(year.year - 2020)].back().demand ==
              Approx(ticks / (end - from)).epsilon(1e-9));
    }
    CHECK(next == spells.size());
  }
}

TEST_CASE("zones add up to the whole place", "[services]") {
  for (const Service s : kQueued)
    each_year(s, [](std::size_t, std::size_t, const std::vector<ServiceYear>& zones) {
      for (const auto field : {&ServiceYear::demand, &ServiceYear::need})
        CHECK(sum_of(zones, field) == Approx(zones.back().*field).epsilon(1e-12));
      if (std::isnan(zones.back().use)) return;
      for (const auto field :
           {&ServiceYear::use, &ServiceYear::capacity, &ServiceYear::capacity_mean, &ServiceYear::waiting,
            &ServiceYear::asked, &ServiceYear::served, &ServiceYear::withdrawn})
        CHECK(sum_of(zones, field) == Approx(zones.back().*field).epsilon(1e-12));
    });
  for (const Service s : kSchools)
    each_year(s, [](std::size_t, std::size_t, const std::vector<ServiceYear>& zones) {
      for (const auto field : {&ServiceYear::demand, &ServiceYear::need, &ServiceYear::use, &ServiceYear::capacity,
                               &ServiceYear::capacity_mean, &ServiceYear::required_capacity})
        CHECK(sum_of(zones, field) == Approx(zones.back().*field).epsilon(1e-12));
      CHECK(zones.back().use <= std::min(zones.back().demand, zones.back().capacity_mean) + 1e-9);
    });
}

TEST_CASE("seats are demanded by the year's autumn roll, where pupils are taught", "[services]") {
  const auto& rolls = lived().run.result.demand.rolls;
  for (std::size_t stage = 0; stage < kStages; ++stage)
    each_year(stage_at(stage), [&](std::size_t, std::size_t y, const std::vector<ServiceYear>& zones) {
      const SchoolRoll& roll = rolls[y];
      double all = 0;
      for (std::size_t z = 0; z + 1 < zones.size(); ++z) {
        CHECK(zones[z].demand == roll.taught[stage][z]);
        CHECK(zones[z].need == roll.official[stage][z]);
        all += roll.enrolled[stage][z];
      }
      CHECK(zones.back().demand == all);
    });
}

TEST_CASE("rolls teach as many as are enrolled", "[services]") {
  for (const SchoolRoll& roll : lived().run.result.demand.rolls)
    for (std::size_t s = 0; s < kStages; ++s) {
      const auto sum = [](const std::vector<std::int32_t>& v) { return std::accumulate(v.begin(), v.end(), 0L); };
      CHECK(sum(roll.taught[s]) == sum(roll.enrolled[s]));
      CHECK(sum(roll.official[s]) > 0);
    }
}

TEST_CASE("patients of zones and from outside are the whole place's demand for hospital beds", "[services]") {
  // Lizhou's beds are those that its indicator counts: patients are scaled to them, by one factor for all years.
  const Demand& demand = lived().run.result.demand;
  double scope = 0;
  each_year(Service::hospital_bed, [&](std::size_t, std::size_t y, const std::vector<ServiceYear>& zones) {
    const Day start = day_of(lived().in.population->start);
    const Day from = std::max(day_of(year_start(2020 + static_cast<int>(y))), start) - start;
    const Day end = day_of(year_start(2021 + static_cast<int>(y))) - start;
    double all = 0;
    for (std::size_t z = 0; z < demand.beds_taken.size(); ++z) {
      double patients = 0;
      for (Day d = from; d < end; ++d) patients += static_cast<double>(demand.beds_taken[z][d]) / (end - from);
      if (scope == 0) scope = zones[z].demand / patients;
      if (z + 1 < zones.size()) CHECK(zones[z].demand == Approx(scope * patients).epsilon(1e-9));
      all += patients;
    }
    CHECK(zones.back().demand == Approx(scope * all).epsilon(1e-9));
    CHECK(zones.back().demand > sum_of(zones, &ServiceYear::demand));
  });
  CHECK(scope * demand.base_bed_days / 365.2425 ==
        Approx(lived().values["hospital_base_occupancy"] * stated_base(Service::hospital_bed)).epsilon(1e-3));
}

TEST_CASE("staff are demanded in proportion to what is asked of them", "[services]") {
  const Demand& demand = lived().run.result.demand;
  for (const DemographyYear& year : lived().run.result.demography) {
    const auto y = static_cast<std::size_t>(year.year - 2020);
    double visits = 0, years = 0;
    for (const HealthMonth& m : demand.health)
      if (year_of(m.start) == year.year) {
        visits += std::accumulate(m.visits.begin(), m.visits.end(), 0.0);
        years += years_in(m.end - m.start).value;
      }
    const ServiceYear& physicians = lived().run.result.years(Service::physician, 0)[y].back();
    CHECK(physicians.demand ==
          Approx(stated_base(Service::physician) * visits / years / demand.base_visits).epsilon(1e-3));
    CHECK(physicians.load == Approx(physicians.demand / physicians.capacity_mean).epsilon(1e-9));
    CHECK(lived().run.result.years(Service::nurse, 0)[y].back().demand > 0);
  }
}

TEST_CASE("shares lie in [0, 1] and say the same of one year", "[services]") {
  for (const Service s : kQueued)
    each_year(s, [](std::size_t, std::size_t, const std::vector<ServiceYear>& zones) {
      for (const ServiceYear& y : zones) {
        if (std::isnan(y.use)) continue;
        CHECK(y.use <= y.demand + 1e-9);
        for (const double share : {y.unmet_share, y.idle_share, y.covered_share})
          if (!std::isnan(share)) CHECK((share >= -1e-12 && share <= 1 + 1e-12));
        if (y.demand > 0) CHECK(y.unmet_share == Approx(1 - y.use / y.demand).margin(1e-9));
      }
      const ServiceYear& all = zones.back();
      if (!std::isnan(all.use) && all.capacity_mean > 0)
        CHECK(all.idle_share == Approx(1 - all.use / all.capacity_mean).margin(1e-9));
    });
}

TEST_CASE("nursing beds are some of the care beds", "[services]") {
  for (std::size_t c = 0; c < kSupplyCases.size(); ++c)
    for (std::size_t y = 0; y < lived().run.result.demography.size(); ++y) {
      const ServiceYear &all = lived().run.result.years(Service::care_bed, c)[y].back(),
                        &nursing = lived().run.result.years(Service::nursing_bed, c)[y].back();
      CHECK(nursing.demand < all.demand);
      if (std::isnan(all.capacity) || std::isnan(nursing.capacity)) continue;
      CHECK(nursing.capacity <= all.capacity);
      CHECK(nursing.use <= all.use + 1e-9);
    }
}
