#include "analysis/publish/report/studies.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/publish/report/html.hpp"

namespace gongxu::report {
namespace {

constexpr std::size_t kStrongest = 12;

std::string leading_of(const std::string& method) {
  return method == "morris" ? "mu_star" : method == "sobol" ? "total" : "prcc";
}

}  // namespace

std::vector<SensitivityOf> sensitivity_studies(const Facts& facts) {
  std::vector<SensitivityOf> out;
  std::map<std::string, std::size_t> found;                      // by method, output and year
  std::map<std::string, std::map<std::string, std::size_t>> at;  // by factor within
  for (const Row& row : rows_of(facts.record(), "sensitivity")) {
    const std::string method = row.text("method"), output = row.text("output"), year = row.text("year");
    const std::string key = method + " " + output + " " + year, factor = row.text("factor");
    const auto [it, is_new] = found.try_emplace(key, out.size());
    if (is_new) out.push_back({method, output, leading_of(method), static_cast<int>(row.number("year")), {}});
    SensitivityOf& study = out[it->second];
    const auto [place, new_factor] = at[key].try_emplace(factor, study.factors.size());
    if (new_factor)
      study.factors.push_back({facts.factor_name(factor), facts.theme_name(row.text("group")), {}, false});
    FactorIndices& f = study.factors[place->second];
    f.indices[row.text("index")] = row;
    if (row.text("index") == study.leading) f.distinguishable = row.flag("distinguishable");
  }
  for (SensitivityOf& study : out) {
    const auto size = [&](const FactorIndices& f) {
      const auto it = f.indices.find(study.leading);
      const double v = it == f.indices.end() ? std::nan("") : std::abs(it->second.number("value"));
      return std::isnan(v) ? -1 : v;
    };
    std::stable_sort(study.factors.begin(), study.factors.end(),
                     [&](const FactorIndices& a, const FactorIndices& b) { return size(a) > size(b); });
    study.factors.resize(std::min(study.factors.size(), kStrongest));
  }
  return out;
}

std::vector<Row> twin_measures(const Facts& facts) {
  std::vector<Row> out;
  for (const Row& row : rows_of(facts.record(), "twin_measures")) {
    const std::string year = row.text("year");
    const bool headline =
        year.empty() || year == std::to_string(facts.target_year()) || year == std::to_string(facts.last_year());
    if (headline && row.text("zone") == kAll && !std::isnan(row.number("z"))) out.push_back(row);
  }
  return out;
}

TwinCells twin_cells(const Facts& facts) {
  constexpr double kLeastPeople = 5, kEnd = 4, kStep = 0.5;
  TwinCells out;
  out.bins.push_back({std::nan(""), -kEnd, 0});
  for (double from = -kEnd; from < kEnd; from += kStep) out.bins.push_back({from, from + kStep, 0});
  out.bins.push_back({kEnd, std::nan(""), 0});
  const std::string scenario = facts.scenarios().front().id;
  for (const Row& row : rows_of(facts.record(), "twin")) {
    const double z = row.number("z");
    if (std::isnan(z) || !(row.number("twin") >= kLeastPeople) || row.text("scenario") != scenario) continue;
    const double bin = std::floor((std::clamp(z, -kEnd - kStep, kEnd) + kEnd + kStep) / kStep);
    ++out.bins[static_cast<std::size_t>(bin)].count;
    ++out.counted;
    if (std::abs(z) > 2) ++out.beyond_two;
    out.worst = std::max(out.worst, std::abs(z));
  }
  return out;
}

std::vector<Row> hindcast_rows(const Facts& facts) {
  std::vector<Row> all, own;
  std::string scenario;
  const std::string code = facts.record().manifest().text("/region/code");
  for (const Row& row : rows_of(facts.record(), "hindcast")) {
    if (scenario.empty()) scenario = row.text("scenario");
    if (row.text("scenario") != scenario) continue;
    if (const std::string zone = row.text("zone"); !zone.empty() && zone != kAll) continue;
    all.push_back(row);
    if (row.text("place") == code) own.push_back(row);
  }
  return own.empty() ? all : own;
}

}  // namespace gongxu::report
