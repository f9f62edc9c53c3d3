/// Command hindcast: places against what became of them.
#include <fmt/format.h>

#include <filesystem>
#include <iostream>

#include "analysis/commands/commands.hpp"
#include "analysis/commands/study.hpp"
#include "analysis/read/hindcast_page.hpp"
#include "sim/core/messages.hpp"

namespace gongxu {
namespace {

std::vector<ObservedPlace> observed(const std::vector<Pack>& packs) {
  std::vector<ObservedPlace> out;
  for (const Pack& p : packs) out.push_back({&p.region, p.folder, p.region.national.last_year});
  return out;
}

/// The table that was named, or each place's own.
std::vector<std::string> tables_of(const Arguments& a) {
  if (!a.observations.empty()) return {a.observations};
  std::vector<std::string> out;
  for (const std::string& folder : a.paths)
    out.push_back((std::filesystem::path(folder) / "observations.csv").string());
  return out;
}

Observations read_all(const std::vector<std::string>& tables, const std::vector<Pack>& packs, Language lang) {
  Observations all;
  for (const std::string& table : tables) {
    Observations found = read_observations(table, observed(packs));
    all.used.insert(all.used.end(), found.used.begin(), found.used.end());
    all.refused.insert(all.refused.end(), found.refused.begin(), found.refused.end());
  }
  for (const Problem& p : all.refused) std::cerr << describe(p, lang) << "\n";
  std::cerr << say(lang, "observations_used", {std::to_string(all.used.size()), std::to_string(all.refused.size())})
            << "\n";
  return all;
}

/// What decides the study of several places: the files of all of them.
Pack all_inputs(const std::vector<Pack>& packs, const std::vector<std::string>& tables) {
  Pack all;
  all.folder = packs.front().folder;
  for (const Pack& p : packs) {
    all.region.code += (all.region.code.empty() ? "" : "-") + p.region.code;
    all.files.insert(all.files.end(), p.files.begin(), p.files.end());
  }
  all.files.insert(all.files.end(), tables.begin(), tables.end());
  return all;
}

}  // namespace

int hindcast_command(const Arguments& a) {
  if (!a.census.empty()) return hindcast_census_command(a);
  std::vector<Pack> packs;
  for (const std::string& folder : a.paths) packs.push_back(read_pack(folder, Need::optional));
  const auto tables = tables_of(a);
  const Observations observations = read_all(tables, packs, a.lang);
  const Pack inputs = all_inputs(packs, tables);
  warn_of_few_draws(a);
  Study study(a, "hindcast", a.out, inputs);
  if (study.complete()) return answer_complete(a);
  RunOptions options = a.run;
  options.kept = study.kept();
  study.run([&] {
    const auto places = study_hindcast(std::move(packs), observations, options, study.progress());
    study.clear_bar();
    if (!study.writes()) return;
    finish_study(a, inputs.region, "hindcast", study.lines(),
                 {{"hindcast", [&](const auto& path) { write_hindcast(places, path); }},
                  {"hindcast_scores", [&](const auto& path) { write_hindcast_scores(group_scores(places), path); }}},
                 hindcast_page(places, options.replicates, a.lang));
  });
  return 0;
}

}  // namespace gongxu
