/// hindcast --census: every place of two censuses.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>

#include "analysis/commands/commands.hpp"
#include "analysis/commands/study.hpp"
#include "analysis/read/census_page.hpp"
#include "analysis/read/hindcast_page.hpp"
#include "sim/core/messages.hpp"

namespace gongxu {
namespace {

constexpr int kMostAgents = 100;  // places whose people are built

void tell(const Census& census, Language lang) {
  for (const Problem& p : census.refused) std::cerr << describe(p, lang) << "\n";
}

/// The dates must rise.
void check_order(const Census& first, const Census& second, const std::string& option) {
  if (!(first.date < second.date))
    refuse(option, "censuses_out_of_order", {to_string(first.date), to_string(second.date)});
}

/// The nation's tables in the current folder; where there are none and none were named, those installed with the
/// program.
std::string national_folder_of(const Arguments& a) {
  namespace fs = std::filesystem;
  const bool named = std::find(a.typed.begin(), a.typed.end(), "national") != a.typed.end();
  if (named || fs::is_directory(a.national)) return a.national;
  const fs::path bin = fs::read_symlink("/proc/self/exe").parent_path();
  const fs::path installed = bin.parent_path() / "share" / "gongxu" / a.national;
  return fs::is_directory(installed) ? installed.string() : a.national;
}

/// Places that the base has and another census lacks.
int lacking(const Census& base, const Census& later, const Census* earlier) {
  return static_cast<int>(std::count_if(base.places.begin(), base.places.end(), [&](const CensusPlace& p) {
    return !later.find(p.id) || (earlier && !earlier->find(p.id));
  }));
}

std::vector<PlaceHindcast> hindcasts_of(const std::vector<ManyPlace>& places) {
  std::vector<PlaceHindcast> out;
  for (const ManyPlace& p : places) out.push_back(p.hindcast);
  return out;
}

/// Rows hold the addresses of their observations: of a copy those of the original, which outlives it.
std::vector<StudyTable> tables_of(const CensusHindcast& study) {
  std::vector<StudyTable> tables{
      {"hindcast", [&](const auto& path) { write_hindcast(hindcasts_of(study.places), path); }},
      {"hindcast_classes", [&](const auto& path) { write_classes(study.classes, path); }},
      {"widening", [&](const auto& path) { write_widening(study.widening, path); }}};
  if (!study.agents.empty())
    tables.push_back({"hindcast_agents", [&](const auto& path) { write_agents_beside(study.agents, path); }});
  return tables;
}

}  // namespace

int hindcast_census_command(const Arguments& a) {
  if (a.later.empty()) refuse("--later", "census_needs_later", {});
  if (!a.paths.empty()) refuse("hindcast", "too_many_words", {"hindcast --census", a.paths.front()});
  check_range("--agents", a.agents, 0, kMostAgents);
  const Census base = read_census(a.census, "--census"), later = read_census(a.later, "--later");
  std::optional<Census> earlier;
  if (!a.earlier.empty()) earlier = read_census(a.earlier, "--earlier");
  tell(base, a.lang);
  tell(later, a.lang);
  if (earlier) tell(*earlier, a.lang);
  check_order(base, later, "--later");
  if (earlier) check_order(*earlier, base, "--earlier");
  const ManyNation nation = read_many_nation(national_folder_of(a), base.date);

  Pack inputs;
  inputs.folder = ".";
  inputs.files = nation.files;
  inputs.files.insert(inputs.files.end(), {base.file, later.file});
  if (earlier) inputs.files.push_back(earlier->file);
  inputs.region.code = "census";
  Study study(a, "hindcast", a.out, inputs);
  if (study.complete()) return answer_complete(a);
  RunOptions options = a.run;
  options.kept = study.kept();
  options.replicates = kAgentLives;
  study.run([&] {
    const ManyRequest request{&base, &later, earlier ? &*earlier : nullptr, &nation, a.run.replicates, a.run.seed};
    CensusHindcast found;
    found.places = hindcast_places(request);
    if (found.places.empty()) refuse("--later", "no_place_in_both", {});
    found.horizon_years = years_between(base.date, later.date);
    found.draws = a.run.replicates;
    found.earlier = earlier.has_value();
    found.left_out = lacking(base, later, request.earlier);
    std::vector<const ManyPlace*> learnt_on;
    for (const ManyPlace& p : found.places)
      if (learns(p.hindcast.code)) learnt_on.push_back(&p);
    found.widening = learn_widening(learnt_on, found.horizon_years);
    found.classes = class_scores(found.places, found.widening, found.horizon_years);
    found.agents = agents_beside(request, a.agents, options, study.progress());
    study.clear_bar();
    if (!study.writes()) return;
    finish_study(a, inputs.region, "hindcast", study.lines(), tables_of(found), census_page(found, a.lang));
  });
  return 0;
}

}  // namespace gongxu
