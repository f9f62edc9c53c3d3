#include "analysis/study/calibrate/posterior.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>

#include "analysis/study/calibrate/posterior_tables.hpp"
#include "sim/core/sha256.hpp"
#include "sim/output/statistics.hpp"
#include "sim/scenario/csv.hpp"

namespace gongxu {
namespace {

std::optional<CsvTable> table_of(const std::string& folder, const char* name, const std::vector<std::string>& columns,
                                 Posterior& out, Problems& problems) {
  const std::string path = folder + "/tables/" + name + ".csv";
  if (!std::filesystem::exists(path)) throw InputError(Problem{{folder, 0, 0}, "not_a_posterior", {folder, path}});
  out.files.push_back(path);
  return CsvTable::read(path, columns, {folder, 0, 0}, problems);
}

void read_laws(const CsvTable& table, Posterior& out, Problems& problems) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i, problems);
    Parameter p;
    p.id = row.text("parameter");
    p.group = row.text("group");
    const auto law = row.word("distribution", distribution_words());
    const auto value = row.number("value"), low = row.number("low"), high = row.number("high"), rho = row.number("rho");
    if (!law || !value || !low || !high || !rho) continue;
    p.distribution = static_cast<Distribution>(*law);
    p.value = *value, p.low = *low, p.high = *high, p.rho = *rho;
    if (row.text("named") == "true") out.named.insert(p.id);
    out.laws.try_emplace(p.id, p);
  }
}

void read_draws(const CsvTable& table, int first_year, Posterior& out, Problems& problems) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i, problems);
    out.place = row.text("place");
    out.scenario = row.text("scenario");
    const auto draw = row.integer("draw");
    const auto value = row.number("value");
    const auto year = row.is_empty("year") ? std::optional<long>(0) : row.integer("year");
    if (!draw || !value || !year) continue;
    if (*draw != static_cast<long>(out.draws.size()) && *draw + 1 != static_cast<long>(out.draws.size())) {
      problems.add(row.at("draw"), "posterior_out_of_order", {row.text("draw")});
      return;
    }
    if (*draw == static_cast<long>(out.draws.size())) out.draws.emplace_back().first_year = first_year;
    ParameterValues& values = out.draws.back();
    const std::string& id = row.text("parameter");
    if (*year == 0) {
      values.value[id] = *value;
      continue;
    }
    auto& path = values.path[id];
    if (path.empty()) path.push_back(1);
    if (*year != first_year + static_cast<long>(path.size()))
      problems.add(row.at("year"), "posterior_out_of_order", {row.text("year")});
    path.push_back(*value);
  }
}

/// "births 2021-2023 (SOURCE)" of all that was fitted.
void read_fit(const CsvTable& table, Posterior& out, Problems& problems) {
  std::map<std::pair<std::string, std::string>, std::pair<long, long>> years;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i, problems);
    const auto year = row.integer("year");
    if (!year || row.text("held_out") == "true") continue;
    auto& span = years.try_emplace({row.text("measure"), row.text("source")}, *year, *year).first->second;
    span = {std::min(span.first, *year), std::max(span.second, *year)};
  }
  for (const auto& [of, span] : years) {
    const std::string until = span.second > span.first ? fmt::format("-{}", span.second) : "";
    out.against.push_back(fmt::format("{} {}{} ({})", of.first, span.first, until, of.second));
  }
}

/// @throws InputError if the draws do not belong to the place as it now is.
void check_belongs(const Posterior& p, const Pack& pack, const std::string& folder) {
  const Position at{folder, 0, 0};
  if (p.place != pack.region.code)
    throw InputError(Problem{at, "posterior_of_another_place", {p.place, pack.region.code}});
  const auto scenario = pack.scenarios.find(p.scenario);
  if (scenario == pack.scenarios.end()) throw InputError(Problem{at, "posterior_of_another_scenario", {p.scenario}});
  Problems problems;
  for (const auto& [id, law] : p.laws) {
    const auto here = scenario->second.parameters.find(id);
    if (here == scenario->second.parameters.end())
      problems.add(at, "posterior_of_unknown_parameter", {id});
    else if (p.named.contains(id) && !same_law(law, here->second))
      problems.add(here->second.at, "posterior_of_another_law", {id, folder});
  }
  for (const ParameterValues& row : p.draws)
    if (row.value.size() + row.path.size() != p.laws.size())
      problems.add(at, "posterior_incomplete", {std::to_string(p.laws.size())});
  problems.throw_if_any();
}

}  // namespace

bool same_law(const Parameter& a, const Parameter& b) {
  constexpr double kAsPrinted = 1e-8;  // tables have ten digits
  const auto same = [](double x, double y) {
    return std::abs(x - y) <= kAsPrinted * std::max(std::abs(x), std::abs(y));
  };
  const bool has_mode = a.distribution == Distribution::triangular || a.distribution == Distribution::fixed;
  return a.distribution == b.distribution && a.group == b.group && same(a.low, b.low) && same(a.high, b.high) &&
         same(a.rho, b.rho) && (!has_mode || same(a.value, b.value));
}

std::shared_ptr<const Posterior> read_posterior(const std::string& folder, const Pack& pack) {
  auto out = std::make_shared<Posterior>();
  out->folder = folder;
  Problems problems;
  const auto draws = table_of(folder, "posterior", kPosteriorColumns, *out, problems);
  const auto laws = table_of(folder, "calibration", kCalibrationColumns, *out, problems);
  const auto fit = table_of(folder, "fit", kFitColumns, *out, problems);
  if (draws && laws && fit) {
    read_laws(*laws, *out, problems);
    read_draws(*draws, pack.region.base_date.year, *out, problems);
    read_fit(*fit, *out, problems);
  }
  problems.throw_if_any();
  check_belongs(*out, pack, folder);
  out->digest = sha256_hex_of_file(out->files.front());
  return out;
}

std::vector<ParameterValues> rows_for(const Posterior& p, const ParameterSet& parameters) {
  auto out = p.draws;
  for (const auto& [id, law] : p.laws) {
    const auto here = parameters.find(id);
    if (here != parameters.end() && same_law(law, here->second)) continue;
    for (ParameterValues& row : out) row.value.erase(id), row.path.erase(id);
  }
  return out;
}

ParameterValues median_row(const std::vector<ParameterValues>& rows) {
  ParameterValues out = rows.front();
  const auto median = [&](const auto& value_of) {
    std::vector<double> values;
    for (const ParameterValues& row : rows) values.push_back(value_of(row));
    return quantile(std::move(values), 0.5);
  };
  for (auto& [id, value] : out.value) value = median([&id = id](const ParameterValues& r) { return r.value.at(id); });
  for (auto& [id, path] : out.path)
    for (std::size_t y = 0; y < path.size(); ++y)
      path[y] = median([&id = id, y](const ParameterValues& r) { return r.path.at(id)[y]; });
  return out;
}

}  // namespace gongxu
