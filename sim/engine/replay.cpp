// The services' run of a replicate: one actor per service plays the demand of each month.
#include <algorithm>
#include <cmath>
#include <memory>

#include "sim/core/processor_time.hpp"
#include "sim/engine/replicate.hpp"
#include "sim/engine/service_rules.hpp"
#include "sim/services/care_beds/care_beds.hpp"
#include "sim/services/childcare/childcare.hpp"
#include "sim/services/hospital_beds/hospital_beds.hpp"
#include "sim/services/nurses/nurses.hpp"
#include "sim/services/physicians/physicians.hpp"
#include "sim/services/spell_days.hpp"

namespace gongxu {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kDaysPerYear = 365.2425;
using Years = std::vector<std::vector<ServiceYear>>;

/// One of the three supply cases of a service, or several where their units are the same.
template <class Desk>
class Cases {
 public:
  template <class Make>
  Cases(const ServiceSupply& supply, Make make) {
    for (std::size_t c = 0; c < supply.cases.size(); ++c) {
      const auto same =
          std::find(supply.cases.begin(), supply.cases.begin() + static_cast<std::ptrdiff_t>(c), supply.cases[c]);
      const auto first = static_cast<std::size_t>(same - supply.cases.begin());
      desk_of_.push_back(first < c ? desk_of_[first] : desks_.size());
      if (first == c) desks_.push_back(make(c));
    }
  }
  std::vector<Desk>& desks() { return desks_; }
  const Desk& of_case(std::size_t c) const { return desks_[desk_of_[c]]; }

 private:
  std::vector<Desk> desks_;
  std::vector<std::size_t> desk_of_;
};

/// Blanks what rests on units in the years before they are known.
void hide_unknown(Years& years, int first_year, int known_from) {
  for (std::size_t y = 0; y < years.size() && first_year + static_cast<int>(y) < known_from; ++y)
    for (ServiceYear& s : years[y]) {
      s.judged = s.is_short = s.is_surplus = false;
      s.capacity = s.capacity_mean = s.places = s.use = s.waiting = s.served = s.withdrawn = kNaN;
      s.unmet_share = s.idle_share = s.covered_share = s.load = s.wait_days_p50 = s.wait_days_p90 = s.waited_days =
          kNaN;
    }
}

std::vector<double> as_doubles(const std::vector<std::int32_t>& whole) { return {whole.begin(), whole.end()}; }

/// Everything that the services' actors share in a replicate.
class Replay {
 public:
  Replay(const RunInputs& in, const ParameterValues& values, const Draws& draws, const Supply& supply,
         const Demand& demand)
      : in_(in), values_(values), demand_(demand), supply_(supply), zones_(static_cast<int>(in.region->zones.size())) {
    const Tick start = in.population->start;
    const auto units = [&](Service s, std::size_t c) { return supply[index_of(s)].cases[c]; };
    childcare_ = std::make_unique<Cases<PlaceQueue>>(of(Service::childcare), [&](std::size_t c) {
      return childcare::queue(zones_, padded(units(Service::childcare, c)), values, draws, start);
    });
    // Ordinary beds are what the nursing beds leave of all: the two are known together or not at all.
    for (std::size_t c = 0; c < kSupplyCases.size(); ++c)
      care_.emplace_back(zones_, padded(units(Service::care_bed, c)), padded(units(Service::nursing_bed, c)), start);
    for (std::size_t i = 0; i < kServices; ++i)
      if (const ServiceRules rules = rules_of(service_at(i)); !rules.queues)
        books_[i] = std::make_unique<Cases<LoadBook>>(
            supply[i], [&](std::size_t c) { return LoadBook(rules.limits, zones_, supply[i].cases[c]); });
  }

  void take_month(const Window& w) {
    const std::size_t first = next_spell_;
    while (next_spell_ < demand_.spells.size() && demand_.spells[next_spell_].when < w.end) ++next_spell_;
    childcare_spells_.clear(), care_spells_.clear();
    for (std::size_t i = first; i < next_spell_; ++i)
      (demand_.spells[i].service == Service::childcare ? childcare_spells_ : care_spells_).push_back(demand_.spells[i]);
    while (next_roll_ + 1 < demand_.rolls.size() && demand_.rolls[next_roll_ + 1].year <= intake_year(w)) ++next_roll_;
  }
  void serve_childcare(const Window& w) {
    for (PlaceQueue& queue : childcare_->desks()) queue.serve(w, childcare_spells_);
  }
  void serve_care(const Window& w) {
    for (CareBeds& beds : care_) beds.serve(w, care_spells_);
  }
  void serve_schools(const Window& w) {
    if (demand_.rolls.empty()) return;
    // The year's row is its autumn roll: entered once, for the month after the intake or the first of the run.
    const bool counts =
        w.start == in_.population->start || to_date(day_of(w.start)).month == in_.region->school_intake_month;
    for (std::size_t s = 0; s < kStages; ++s) {
      const SchoolRoll& roll = demand_.rolls[next_roll_];
      if (counts) enter(stage_at(s), w.start, w.end, as_doubles(roll.taught[s]), as_doubles(roll.official[s]));
      close_year(stage_at(s), w);
    }
  }
  void serve_hospital_beds(const Window& w) {
    if (!demand_.health.empty()) {
      const HealthMonth& month = demand_.health[static_cast<std::size_t>(w.index)];
      std::vector<double> need = month.bed_days_needed, patients(need.size());
      const double days = static_cast<double>(w.end - w.start) / kTicksPerDay;
      for (double& n : need) n *= scope() / days;
      const Day origin = day_of(in_.population->start);
      for (Day day = day_of(w.start); day < day_of(w.end - 1) + 1; ++day) {
        for (std::size_t z = 0; z < patients.size(); ++z) patients[z] = scope() * demand_.beds_taken[z][day - origin];
        enter(Service::hospital_bed, tick_at(day), tick_at(day + 1), patients, need);
      }
    }
    close_year(Service::hospital_bed, w);
  }
  /// @param demanded staff for the month's visits and bed-days, each over the base year's.
  template <class Demanded>
  void serve_staff(const Window& w, Service s, Demanded demanded) {
    if (!demand_.health.empty() && !std::isnan(of(s).base)) {
      const HealthMonth& month = demand_.health[static_cast<std::size_t>(w.index)];
      const double years = years_in(w.end - w.start).value;
      const double days = static_cast<double>(w.end - w.start) / kTicksPerDay;
      std::vector<double> units, need;
      const Day origin = day_of(in_.population->start);
      for (std::size_t z = 0; z < month.visits.size(); ++z) {
        double patient_days = 0;
        for (Day day = day_of(w.start); day < day_of(w.end - 1) + 1; ++day)
          patient_days += demand_.beds_taken[z][day - origin];
        units.push_back(demanded(month.visits[z] / years, patient_days / days * kDaysPerYear));
        need.push_back(demanded(month.visits_needed[z] / years, month.bed_days_needed[z] / years));
      }
      enter(s, w.start, w.end, units, need);
    }
    close_year(s, w);
  }
  double visits_ratio(double visits) const { return demand_.base_visits > 0 ? visits / demand_.base_visits : 0; }
  double bed_days_ratio(double days) const { return demand_.base_bed_days > 0 ? days / demand_.base_bed_days : 0; }
  double base(Service s) const { return of(s).base; }

  /// [service][case][year][zone]
  std::vector<std::vector<Years>> results(const std::vector<DemographyYear>& demography) const {
    std::vector<std::vector<Years>> out(kServices);
    const int first_year = year_of(in_.population->start);
    for (std::size_t i = 0; i < kServices; ++i)
      for (std::size_t c = 0; c < kSupplyCases.size(); ++c) {
        Years years = years_of(service_at(i), c);
        set_need(service_at(i), demography, years);
        set_boarding(service_at(i), first_year, years);
        set_stays(service_at(i), years);
        hide_unknown(years, first_year, supply_[i].known_from[c]);
        out[i].push_back(std::move(years));
      }
    return out;
  }

 private:
  /// Demand and need by zone over [from, to), with one entry more for people from outside, in every supply case.
  void enter(Service s, Tick from, Tick to, const std::vector<double>& demand, const std::vector<double>& need) {
    for (LoadBook& book : books_[index_of(s)]->desks()) book.enter(from, to, demand, need);
  }
  void close_year(Service s, const Window& w) {
    if (!w.ends_year) return;
    for (LoadBook& book : books_[index_of(s)]->desks()) book.close_year(w.end);
  }
  const ServiceSupply& of(Service s) const { return supply_[index_of(s)]; }
  /// No units at all, where none are known: the queue then keeps the demand.
  std::vector<CapacityStep> padded(std::vector<CapacityStep> units) const {
    if (units.empty()) units.push_back({in_.population->start, std::vector<int>(static_cast<std::size_t>(zones_), 0)});
    return units;
  }
  int intake_year(const Window& w) const {
    const Date d = to_date(day_of(w.start));
    return d.month >= in_.region->school_intake_month ? d.year : d.year - 1;
  }
  /// Patients are counted as they are where discharges are known, else scaled to the beds that are counted.
  double scope() const {
    const bool counted = in_.region->facts.contains("discharges_2020") || std::isnan(base(Service::hospital_bed));
    return hospital_beds::scope(base(Service::hospital_bed), demand_.base_bed_days,
                                counted ? kNaN : values_["hospital_base_occupancy"]);
  }
  Years years_of(Service s, std::size_t c) const {
    if (s == Service::childcare) return childcare::judged(childcare_->of_case(c).years());
    if (s == Service::care_bed) return care_[c].all_years();
    if (s == Service::nursing_bed) return care_[c].nursing_years();
    return books_[index_of(s)]->of_case(c).years();
  }
  /// Need of those who wait in queues, from the residents: the mean of the year's two ends.
  void set_need(Service s, const std::vector<DemographyYear>& demography, Years& years) const {
    const auto share = [&](const MeasureRow& row) {
      const auto at = [&](Measure m) { return row[static_cast<std::size_t>(m)]; };
      if (s == Service::childcare) return values_["childcare_need_share"] * at(Measure::population_0_2);
      return at(Measure::dependent_severe) + (s == Service::care_bed ? at(Measure::dependent_mild) : 0);
    };
    if (s != Service::childcare && s != Service::care_bed && s != Service::nursing_bed) return;
    for (std::size_t y = 0; y < years.size(); ++y)
      for (std::size_t z = 0; z < years[y].size(); ++z) {
        const double end = share(demography[y].zones[z]);
        years[y][z].need = y == 0 ? end : (end + share(demography[y - 1].zones[z])) / 2;
      }
  }

  void set_boarding(Service s, int first_year, Years& years) const {
    if (!is_school(s)) return;
    for (const SchoolRoll& roll : demand_.rolls) {
      const auto y = static_cast<std::size_t>(roll.year - first_year);
      if (y < years.size()) years[y].back().boarding = roll.boarding[stage_of(s)];
    }
  }

  /// Of hospital beds: the days of stays, scaled as patients are.
  void set_stays(Service s, Years& years) const {
    if (s != Service::hospital_bed || demand_.stay_days.empty()) return;
    for (std::size_t y = 0; y < years.size(); ++y) {
      double all = 0;
      for (std::size_t z = 0; z < demand_.stay_days.size(); ++z) {
        const double days = scope() * demand_.stay_days[z][y];
        if (z + 1 < years[y].size()) years[y][z].spell_days = days;
        all += days;
      }
      years[y].back().spell_days = all;
    }
  }

  const RunInputs& in_;
  const ParameterValues& values_;
  const Demand& demand_;
  const Supply& supply_;
  int zones_;
  std::unique_ptr<Cases<PlaceQueue>> childcare_;
  std::vector<CareBeds> care_;  ///< by case
  std::array<std::unique_ptr<Cases<LoadBook>>, kServices> books_;
  std::size_t next_spell_ = 0, next_roll_ = 0;
  std::vector<DemandEvent> childcare_spells_, care_spells_;  ///< of the month
};

/// The time of the spells that queues were asked for, told without the queues; of care beds that of both kinds.
void set_spell_days(const RunInputs& in, const Demand& demand, ServiceYears& services) {
  const auto add = [&](Service spells, Service to) {
    const auto days =
        spell_days(demand.spells, spells, static_cast<int>(in.region->zones.size()), in.population->start, in.horizon);
    for (Years& years : services[index_of(to)])
      for (std::size_t y = 0; y < years.size(); ++y)
        for (std::size_t z = 0; z < years[y].size(); ++z) {
          double& sum = years[y][z].spell_days;
          sum = (std::isnan(sum) ? 0 : sum) + days[y][z];
        }
  };
  add(Service::childcare, Service::childcare);
  add(Service::care_bed, Service::care_bed);
  add(Service::nursing_bed, Service::care_bed);
  add(Service::nursing_bed, Service::nursing_bed);
}

}  // namespace

Supply supply_of(const RunInputs& in, const ParameterValues& values, double planning_population, const Demand& demand) {
  return supply_of(
      {in.plan, in.region, in.population, planning_population, demand.rolls.empty() ? nullptr : &demand.rolls.front()},
      values);
}

void replay_services(const RunInputs& in, std::uint32_t replicate, double planning_population,
                     ReplicateResult& result) {
  const double began = processor_seconds();
  const Supply supply = supply_of(in, values_of(in, replicate), planning_population, result.demand);
  result.services = replay_supply(in, replicate, supply, result);
  set_spell_days(in, result.demand, result.services);
  result.processor_seconds += processor_seconds() - began;
}

ServiceYears replay_supply(const RunInputs& in, std::uint32_t replicate, const Supply& supply,
                           const ReplicateResult& lived, const std::vector<Service>& only) {
  const ParameterValues values = values_of(in, replicate);
  const Draws draws(in.seed, replicate);
  Replay replay(in, values, draws, supply, lived.demand);

  // The plan hands the month's demand to the services, which play it against each supply case.
  enum Phase { plan, serve };
  std::vector<std::string> hosts;
  for (const Zone& z : in.region->zones) hosts.push_back(z.code);
  const double weight = values["nurse_bed_weight"];
  const auto physicians = [&](double visits, double) {
    return physicians::demanded(replay.base(Service::physician), visits, lived.demand.base_visits);
  };
  const auto nurses = [&](double visits, double bed_days) {
    return nurses::demanded(replay.base(Service::nurse), replay.bed_days_ratio(bed_days), replay.visits_ratio(visits),
                            weight);
  };
  std::vector<Task> tasks{{"plan", hosts[0], plan, [&](const Window& w) { replay.take_month(w); }}};
  const auto serves = [&](const char* name, std::initializer_list<Service> whom, std::function<void(const Window&)> f) {
    const bool wanted =
        only.empty() || std::find_first_of(whom.begin(), whom.end(), only.begin(), only.end()) != whom.end();
    if (wanted) tasks.push_back({name, hosts[0], serve, std::move(f)});
  };
  serves("childcare", {Service::childcare}, [&](const Window& w) { replay.serve_childcare(w); });
  serves("schools", {Service::kindergarten, Service::primary, Service::junior, Service::senior},
         [&](const Window& w) { replay.serve_schools(w); });
  serves("care_beds", {Service::care_bed, Service::nursing_bed}, [&](const Window& w) { replay.serve_care(w); });
  serves("hospital_beds", {Service::hospital_bed}, [&](const Window& w) { replay.serve_hospital_beds(w); });
  serves("physicians", {Service::physician},
         [&](const Window& w) { replay.serve_staff(w, Service::physician, physicians); });
  serves("nurses", {Service::nurse}, [&](const Window& w) { replay.serve_staff(w, Service::nurse, nurses); });
  drive(in.driver, hosts, tasks, monthly_windows(in.population->start, in.horizon));
  return replay.results(lived.demography);
}

}  // namespace gongxu
