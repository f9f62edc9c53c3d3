#include "analysis/study/hindcast/hindcast.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/study/hindcast/cohorts.hpp"

namespace gongxu {
namespace {

Date date_of(const Observation& o) {
  if (o.measure->people == Measure::population_mid_year) return {o.year, 7, 1};
  return o.date.value_or(Date{o.year, 12, 31});
}

/// Whom a measure counts of the residents; nothing if it is no count of them by age.
std::optional<AgeBand> ages_of(Measure m) {
  const Measure counted = m == Measure::population_mid_year ? Measure::population : m;
  for (const AgeBand& band : age_bands())
    if (band.measure == counted) return band;
  return std::nullopt;
}

/// The zones of a place as they would be without a model.
class NaiveZones {
 public:
  explicit NaiveZones(const Ensemble& e) : nation_(e.pack.region.national), base_(e.pack.region.base_date) {
    for (const BySexAge& zone : e.population.residents) {
      Pyramid p{};
      for (std::size_t sex = 0; sex < 2; ++sex)
        for (std::size_t a = 0; a < kPyramidAges; ++a) p[sex][a] = zone[sex][a];
      years_.resize(1);
      years_.front().push_back(p);
    }
  }

  NaiveForecasts of(const Observation& o) {
    NaiveForecasts out = kNoForecasts;
    const auto ages = o.measure->people ? ages_of(*o.measure->people) : std::nullopt;
    if (!ages) return out;
    const double years = years_between(base_, date_of(o));
    const auto whole = static_cast<std::size_t>(years);
    const double rest = years - static_cast<double>(whole);
    out[static_cast<std::size_t>(Naive::no_change)] = persons(o, *ages, 0);
    out[static_cast<std::size_t>(Naive::constant_rates)] =
        (1 - rest) * persons(o, *ages, whole) + (rest > 0 ? rest * persons(o, *ages, whole + 1) : 0.0);
    return out;
  }

 private:
  double persons(const Observation& o, const AgeBand& ages, std::size_t year) {
    while (years_.size() <= year) {
      std::vector<Pyramid> next;
      for (const Pyramid& zone : years_.back())
        next.push_back(next_year(zone, national_rates(nation_, base_.year, 1, 1)));
      years_.push_back(std::move(next));
    }
    double sum = 0;
    for (std::size_t z = 0; z < years_[year].size(); ++z)
      if (o.zones.empty() || std::find(o.zones.begin(), o.zones.end(), z) != o.zones.end())
        sum += o.by_age ? persons_in(years_[year][z], o.sex.value_or(-1), o.age_start, o.age_end)
                        : persons_in(years_[year][z], -1, ages.from, ages.to);
    return sum;
  }

  const National& nation_;
  Date base_;
  std::vector<std::vector<Pyramid>> years_;  ///< [whole years after the base date][zone]
};

ScenarioHindcast hindcast_scenario(const Ensemble& e, const Scenario& scenario,
                                   const std::vector<Observation>& observations, const Progress& progress) {
  ScenarioHindcast out{scenario.id, scenario.name, scenario.reason, {}};
  const auto values =
      observed_in_lives(e, scenario, fmt::format("{}/{}", e.pack.region.code, scenario.id), observations, progress);
  NaiveZones naive(e);
  for (std::size_t i = 0; i < observations.size(); ++i) {
    HindcastRow row;
    row.observation = &observations[i];
    row.computed = std::any_of(values[i].begin(), values[i].end(), [](double v) { return !std::isnan(v); });
    if (row.computed) row.scored = scored(observations[i].value, values[i], naive.of(observations[i]));
    out.rows.push_back(std::move(row));
  }
  return out;
}

}  // namespace

std::vector<std::vector<double>> observed_in_lives(const Ensemble& e, const Scenario& scenario,
                                                   const std::string& stage,
                                                   const std::vector<Observation>& observations,
                                                   const Progress& progress) {
  const bool services = has_plan(e.pack) && std::any_of(observations.begin(), observations.end(),
                                                        [](const Observation& o) { return !o.measure->people; });
  // Units as quantified do not depend on the planning population, and no other supply case is observed.
  const auto residents = static_cast<double>(e.pack.region.total_population());
  const Tabulated tabulated = tabulate(e, scenario);
  const RunInputs in = inputs_of(e, scenario, tabulated);
  std::vector<std::vector<double>> values(observations.size(),
                                          std::vector<double>(static_cast<std::size_t>(e.options.replicates)));
  int done = 0;
  e.work->run(
      stage + (services ? "/services" : ""), e.options.replicates,
      [&](int unit) {
        const auto replicate = static_cast<std::uint32_t>(unit);
        ReplicateResult result = run_people(in, replicate);
        if (services) replay_services(in, replicate, residents, result);
        std::vector<double> found;
        for (const Observation& o : observations) found.push_back(value_of(o, result));
        return pack_numbers(found);
      },
      [&](int unit, const Bytes& bytes) {
        const std::vector<double> found = unpack_numbers(bytes);
        for (std::size_t i = 0; i < found.size(); ++i) values[i][static_cast<std::size_t>(unit)] = found[i];
        progress(scenario.id, ++done, e.options.replicates);
      });
  return values;
}

std::vector<PlaceHindcast> study_hindcast(std::vector<Pack> packs, const Observations& observations,
                                          const RunOptions& options, const Progress& progress) {
  std::vector<PlaceHindcast> out(packs.size());
  for (std::size_t i = 0; i < packs.size(); ++i) {
    PlaceHindcast& place = out[i];
    RunOptions of_place = options;
    of_place.until = packs[i].region.base_date.year;
    for (const Observation& o : observations.used)
      if (o.place == i) {
        place.observations.push_back(o);
        of_place.until = std::max(of_place.until, o.year);
      }
    if (place.observations.empty()) throw InputError(Problem{{packs[i].folder}, "nothing_observed", {}});
    if (of_place.scenarios.empty() && has_plan(packs[i])) of_place.scenarios = {"baseline"};
    place.code = packs[i].region.code;
    place.name = packs[i].region.name;
    place.base_date = packs[i].region.base_date;
    const auto e = prepare_ensemble(std::move(packs[i]), of_place);
    const Progress in_place = [&](const std::string& scenario, int done, int total) {
      progress(place.code + " " + scenario, done, total);
    };
    for (const std::string& id : e->options.scenarios)
      place.scenarios.push_back(hindcast_scenario(*e, e->pack.scenarios.at(id), place.observations, in_place));
  }
  return out;
}

std::string score_group(const Observation& o) {
  if (o.measure->people != Measure::population) return o.measure->word;
  return o.by_age ? "population_by_age" : o.zones.empty() ? "population" : "population_by_zone";
}

std::vector<GroupScores> group_scores(const std::vector<PlaceHindcast>& places) {
  std::vector<GroupScores> out;
  std::vector<std::string> scenarios, groups;
  const auto add = [](std::vector<std::string>& to, const std::string& word) {
    if (std::find(to.begin(), to.end(), word) == to.end()) to.push_back(word);
  };
  for (const PlaceHindcast& p : places)
    for (const ScenarioHindcast& s : p.scenarios) {
      add(scenarios, s.id);
      for (const HindcastRow& row : s.rows) add(groups, score_group(*row.observation));
    }
  for (const std::string& scenario : scenarios)
    for (const std::string& group : groups) {
      std::vector<Scored> together;
      int of_places = 0;
      for (const PlaceHindcast& p : places)
        for (const ScenarioHindcast& s : p.scenarios) {
          if (s.id != scenario) continue;
          std::vector<Scored> of_place;
          for (const HindcastRow& row : s.rows)
            if (row.computed && score_group(*row.observation) == group) of_place.push_back(row.scored);
          if (of_place.empty()) continue;
          ++of_places;
          together.insert(together.end(), of_place.begin(), of_place.end());
          out.push_back({scenario, p.code, group, scores_of(of_place)});
        }
      if (of_places > 1) out.push_back({scenario, "all", group, scores_of(together)});
    }
  return out;
}

}  // namespace gongxu
