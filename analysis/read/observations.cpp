#include "analysis/read/observations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

#include "sim/scenario/csv.hpp"
#include "sim/scenario/rate_tables.hpp"
#include "sim/scenario/suggest.hpp"

namespace gongxu {
namespace {

bool is_flow(Measure m) {
  constexpr std::array kFlows{
      Measure::births,   Measure::births_order_1, Measure::births_order_2, Measure::births_order_3plus, Measure::deaths,
      Measure::arrivals, Measure::departures,     Measure::moves_in,       Measure::moves_out,          Measure::tfr,
      Measure::e0};
  return std::find(kFlows.begin(), kFlows.end(), m) != kFlows.end();
}

/// Shares and rates do not add up over zones; these measures are of the whole place.
bool of_whole_place(Measure m) {
  return m == Measure::urban_share || m == Measure::share_60plus || m == Measure::tfr || m == Measure::e0 ||
         m == Measure::population_registered || m == Measure::registered_absent;
}

std::vector<ObservedMeasure> make_measures() {
  std::vector<ObservedMeasure> out;
  for (std::size_t i = 0; i < kMeasures; ++i) {
    const auto m = static_cast<Measure>(i);
    ObservedMeasure measure;
    measure.word = info(m).name;
    measure.people = m;
    measure.units = {info(m).unit};
    measure.flow = is_flow(m);
    out.push_back(std::move(measure));
  }
  for (std::size_t i = 0; i < kServices; ++i) {
    const Service s = service_at(i);
    const auto add = [&](const char* figure_word, ServiceFigure figure, std::vector<std::string> units) {
      ObservedMeasure measure;
      measure.word = fmt::format("{}_{}", info(s).word, figure_word);
      measure.service = s;
      measure.figure = figure;
      measure.units = std::move(units);
      measure.flow = true;
      out.push_back(std::move(measure));
    };
    if (is_school(s)) add("enrolment", ServiceFigure::demand, {info(s).demands});
    add("demand", ServiceFigure::demand, {info(s).demands, info(s).unit});
    add("use", ServiceFigure::use, {info(s).demands, info(s).unit});
    add("capacity", ServiceFigure::capacity, {info(s).unit});
  }
  return out;
}

/// One row on its way to an observation; a step that finds a mistake adds a problem and the row is refused.
class RowReader {
 public:
  RowReader(const CsvRow& row, const std::vector<ObservedPlace>& places, Problems& problems)
      : row_(row), places_(places), problems_(problems) {
    o_.at = row.at("place");
  }

  std::optional<Observation> read() {
    read_place();
    read_measure();
    const auto year = row_.integer("year");
    const auto value = row_.number("value");
    if (row_.is_empty("source")) problems_.add(row_.at("source"), "row_without_source");
    if (!row_.is_empty("status")) check_status(row_.text("status"), row_.at("status"), problems_);
    if (!problems_.none() || !year || !value) return std::nullopt;
    o_.year = static_cast<int>(*year);
    o_.value = *value;
    if (*value < 0) problems_.add(row_.at("value"), "negative_value", {o_.measure->word, row_.text("value")});
    o_.source = row_.text("source");
    o_.status = row_.text("status");
    read_unit();
    read_error();
    read_zone();
    read_ages();
    read_date();
    if (problems_.none()) check_horizon();
    return problems_.none() ? std::optional(std::move(o_)) : std::nullopt;
  }

 private:
  const Region& region() const { return *places_[o_.place].region; }

  void read_place() {
    const std::string& name = row_.text("place");
    std::vector<std::string> known;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const Region& r = *places_[i].region;
      const std::string folder = std::filesystem::path(places_[i].folder + "/").parent_path().filename().string();
      for (const std::string& word : {r.code, folder, r.name.zh, r.name.en}) {
        if (word == name && !name.empty()) {
          o_.place = i;
          return;
        }
        known.push_back(word);
      }
    }
    problems_.add(row_.at("place"), "observation_of_unknown_place", {name, nearest(name, known)});
  }

  void read_measure() {
    std::vector<std::string> known;
    for (const ObservedMeasure& m : observed_measures()) {
      if (m.word == row_.text("measure")) o_.measure = &m;
      known.push_back(m.word);
    }
    if (!o_.measure)
      problems_.add(row_.at("measure"), "observation_of_unknown_measure",
                    {row_.text("measure"), nearest(row_.text("measure"), known)});
  }

  void read_unit() {
    const std::string& unit = row_.text("unit");
    const auto& units = o_.measure->units;
    if (!unit.empty() && std::find(units.begin(), units.end(), unit) == units.end())
      problems_.add(row_.at("unit"), "wrong_unit", {unit, units.front()});
  }

  void read_error() {
    if (row_.is_empty("se")) return;
    o_.se = row_.number_not_negative("se").value_or(o_.se);
  }

  void read_zone() {
    const std::string& zone = row_.text("zone");
    if (zone.empty() || zone == "all") return;
    o_.zone = zone;
    std::vector<std::string> known{"urban", "rural"};
    for (std::size_t z = 0; z < region().zones.size(); ++z) {
      const Zone& there = region().zones[z];
      known.push_back(there.code);
      if (there.code == zone || (there.urban ? "urban" : "rural") == zone) o_.zones.push_back(z);
    }
    if (o_.zones.empty())
      problems_.add(row_.at("zone"), "observation_of_unknown_zone", {zone, nearest(zone, known)});
    else if (o_.measure->people && of_whole_place(*o_.measure->people))
      problems_.add(row_.at("zone"), "observation_not_by_zone", {o_.measure->word});
  }

  void read_ages() {
    const std::size_t before = problems_.count();
    if (!row_.is_empty("sex") && row_.text("sex") != "both") o_.sex = sex_of(row_);
    if (!row_.is_empty("age_start") || !row_.is_empty("age_end")) {
      const auto span = age_span(row_, problems_);
      if (!span) return;
      o_.age_start = span->start;
      o_.age_end = span->end;
      o_.by_age = true;
    }
    o_.by_age = o_.by_age || o_.sex.has_value();
    if (o_.by_age && o_.measure->people != Measure::population)
      problems_.add(row_.at(o_.sex ? "sex" : "age_start"), "observation_not_by_age", {o_.measure->word});
    else if (problems_.count() == before && std::max(o_.age_start, o_.age_end) >= kPyramidAges)
      problems_.add(row_.at("age_start"), "age_outside", {row_.text("age_end"), std::to_string(kPyramidAges - 1)});
  }

  void read_date() {
    const std::string& text = row_.text("date");
    if (text.empty()) return;
    Date date;
    if (!parse_date(text, date) || date.year != o_.year)
      problems_.add(row_.at("date"), "observation_date_impossible", {text, std::to_string(o_.year)});
    else if (o_.measure->flow || o_.measure->people == Measure::population_mid_year)
      problems_.add(row_.at("date"), "observation_has_no_date", {o_.measure->word});
    else
      o_.date = date;
  }

  /// What a run gives: whole years after the base date, and the 31 December of the base year.
  void check_horizon() {
    const Date base = region().base_date;
    const int last = places_[o_.place].last_year;
    const bool partial = base.month > 1 || base.day > 1;
    const bool mid_year = o_.measure->people == Measure::population_mid_year;
    int first = base.year;
    if (o_.measure->flow && partial) first = base.year + 1;
    if (mid_year && base.month >= 7) first = base.year + 1;
    const bool before_first_end = o_.date && o_.year == base.year && *o_.date < Date{o_.year, 12, 31};
    if (o_.year >= first && o_.year <= last && !before_first_end) return;
    problems_.add(row_.at("year"), "observation_outside_horizon",
                  {o_.measure->word, o_.date ? to_string(*o_.date) : std::to_string(o_.year), std::to_string(first),
                   std::to_string(last), to_string(base)});
  }

  const CsvRow& row_;
  const std::vector<ObservedPlace>& places_;
  Problems& problems_;
  Observation o_;
};

/// Rows that say the same thing twice would be counted twice.
bool same_question(const Observation& a, const Observation& b) {
  return a.place == b.place && a.year == b.year && a.date == b.date && a.zones == b.zones && a.measure == b.measure &&
         a.sex == b.sex && a.by_age == b.by_age && a.age_start == b.age_start && a.age_end == b.age_end;
}

}  // namespace

const std::vector<ObservedMeasure>& observed_measures() {
  static const std::vector<ObservedMeasure> measures = make_measures();
  return measures;
}

Observations read_observations(const std::string& file, const std::vector<ObservedPlace>& places) {
  Problems of_table;
  const auto table = CsvTable::read(file, {"place", "year", "measure", "value", "source"}, {"--observations"}, of_table,
                                    {"date", "zone", "sex", "age_start", "age_end", "unit", "se", "status"});
  Observations out;
  if (!table) of_table.throw_if_any();
  out.refused = of_table.all();
  for (std::size_t i = 0; table && i < table->size(); ++i) {
    Problems of_row;
    const CsvRow row = table->row(i, of_row);
    auto o = RowReader(row, places, of_row).read();
    if (o && std::any_of(out.used.begin(), out.used.end(), [&](const auto& other) { return same_question(*o, other); }))
      of_row.add(o->at, "row_twice");
    if (of_row.none())
      out.used.push_back(std::move(*o));
    else
      out.refused.push_back(of_row.all().front());
  }
  return out;
}

double value_of(const Observation& o, const ReplicateResult& r) {
  if (o.measure->people) return people_value(o, r.demography);
  if (r.services.empty() || r.demography.empty()) return std::nan("");
  const int first = r.demography.front().year;
  const auto& years = r.years(o.measure->service, 0);
  const auto y = static_cast<std::size_t>(o.year - first);
  if (o.year < first || y >= years.size()) return std::nan("");
  const std::vector<std::size_t> whole{years[y].size() - 1};
  double sum = 0;
  for (const std::size_t z : o.zones.empty() ? whole : o.zones) {
    const ServiceYear& s = years[y][z];
    sum += o.measure->figure == ServiceFigure::demand ? s.demand
           : o.measure->figure == ServiceFigure::use  ? s.use
                                                      : s.capacity;
  }
  return sum;
}

}  // namespace gongxu
