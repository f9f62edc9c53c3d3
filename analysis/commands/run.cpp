/// Commands that run the ensemble: run, compare.
#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "analysis/commands/commands.hpp"
#include "analysis/commands/machines.hpp"
#include "analysis/commands/study.hpp"
#include "analysis/publish/publish.hpp"
#include "analysis/read/audit_page.hpp"
#include "analysis/read/checks.hpp"
#include "analysis/read/compare.hpp"
#include "analysis/read/datapackage.hpp"
#include "analysis/read/manifest.hpp"
#include "analysis/read/tables.hpp"
#include "analysis/read/trace_file.hpp"
#include "analysis/read/twin_page.hpp"
#include "analysis/read/variance.hpp"
#include "analysis/read/verdict_page.hpp"
#include "analysis/read/widened.hpp"
#include "sim/core/log.hpp"
#include "sim/core/messages.hpp"
#include "sim/core/processor_time.hpp"
#include "sim/core/terminal.hpp"
#include "sim/engine/ranks.hpp"
#include "sim/output/run_folder.hpp"

namespace gongxu {
namespace {

std::string now_utc() {
  const std::time_t t = std::time(nullptr);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&t));
  return text;
}

/// The services that are the same on trend as quantified.
std::string without_trend(const Ensemble& e, Language lang) {
  std::string names;
  for (std::size_t i = 0; i < kServices; ++i)
    if (same_supply(e, service_at(i), SupplyCase::trend, SupplyCase::quantified))
      names +=
          (names.empty() ? "" : say(lang, "list_comma")) + say(lang, std::string("service_") + kServiceInfo[i].word);
  return names;
}

}  // namespace

std::string warn_of_few_draws(const Arguments& a) {
  if (a.run.replicates >= kFewDraws || a.run.precision > 0) return "";
  const double most_error = 0.5 / std::sqrt(a.run.replicates);  // of a probability of one half
  const std::string warning = say(a.lang, "warning_few_draws",
                                  {std::to_string(a.run.replicates), std::to_string(kFewDraws),
                                   fmt::format("{:.2f}", most_error), std::to_string(kLeastDraws)});
  log_warn(warning);
  return warning;
}

namespace {

/// Replicates of each scenario that are compared with their twins: a tenth of a run at most, enough to see an error.
constexpr int kComparedWithTwin = 20;

std::vector<std::string> warnings_of(const Ensemble& e, const Arguments& a) {
  std::vector<std::string> warnings;
  if (a.run.until < e.last_year) {
    warnings.push_back(say(a.lang, "until_raised", {std::to_string(e.last_year)}));
    log_warn(warnings.back());
  }
  warnings.push_back(
      say(a.lang, "warning_partial_year", {std::to_string(e.first_year), to_string(e.pack.region.base_date)}));
  if (e.pack.region.scale > 1) warnings.push_back(say(a.lang, "page_scale", {std::to_string(e.pack.region.scale)}));
  if (const std::string same = without_trend(e, a.lang); !same.empty())
    warnings.push_back(say(a.lang, "warning_trend", {same}));
  return warnings;
}

struct RunChecks {
  std::vector<TwinDistance> twins;
  std::vector<CheckRow> rows;
};

/// Holds a run against its twins and the services' own balances; what fails is a warning of the record.
RunChecks check_run(const Ensemble& e, const std::vector<ScenarioTwins>& twins, Language lang, RunRecord& record) {
  RunChecks out;
  out.twins = twin_distances(e, twins);
  out.rows = check_services(e);
  for (CheckRow& row : check_twins(e, out.twins)) out.rows.push_back(std::move(row));
  if (all_passed(out.rows)) return out;
  record.warnings.push_back(checks_line(out.rows, lang));
  log_warn(record.warnings.back());
  return out;
}

/// All of a run that is done in units.
struct Lives {
  std::unique_ptr<Ensemble> ensemble, centre;  ///< centre: with fixed parameters, where variance is split
  std::vector<ScenarioTwins> twins;
  double elsewhere = 0;  ///< [s] of processor time of other ranks
};

Lives live(const Arguments& a, const Pack& pack, RunOptions options, Study& study) {
  Lives out;
  options.kept = study.kept();
  out.ensemble = run_ensemble(pack, options, study.progress());
  if (a.split > 0) {
    options.fixed_parameters = true, options.replicates = a.split, options.precision = 0;
    out.centre = run_ensemble(pack, options, study.progress());
  }
  out.twins = project_twins(*out.ensemble, kComparedWithTwin, study.progress());
  study.clear_bar();
  out.elsewhere = sum_over_ranks(is_first_rank() ? 0 : processor_seconds());
  return out;
}

/// Runs the ensemble and completes the folder. @returns the page.
std::string run_into(const std::string& out, const Arguments& a, const Pack& pack, const RunOptions& options,
                     Study& study) {
  RunRecord record;
  if (const std::string few = warn_of_few_draws(a); !few.empty()) record.warnings.push_back(few);
  record.command_line = a.line;
  record.started = now_utc();
  const auto began = std::chrono::steady_clock::now();
  const Lives lives = live(a, pack, options, study);
  if (!study.writes()) return part_page(a, out);
  const Ensemble* const e = lives.ensemble.get();
  record.units_resumed = study.kept()->resumed();
  for (std::string& warning : warnings_of(*e, a)) record.warnings.push_back(std::move(warning));
  const Verdicts verdicts = judge(*e);
  std::vector<VarianceRow> variance;
  if (a.split > 0) variance = split_variance(*e, *lives.centre);
  if (!a.trace.empty()) {
    const long rows = write_trace(*e, a.trace);
    log_info(say(a.lang, "trace_written", {a.trace, std::to_string(rows)}));
  }
  const RunChecks checks = check_run(*e, lives.twins, a.lang, record);
  RunFolder folder(out, a.force);
  auto tables = write_tables(*e, verdicts, folder.temporary());
  const auto add = [&](const char* table, const auto& write) {
    tables.emplace_back(table);
    write(folder.temporary() + "/" + table);
  };
  add("tables/audit.csv", [&](const auto& path) { write_audit(audit(e->pack), path); });
  if (!checks.twins.empty()) {
    add("tables/twin.csv", [&](const auto& path) { write_twin_cells(*e, checks.twins, path); });
    add("tables/twin_measures.csv", [&](const auto& path) { write_twin_measures(*e, checks.twins, path); });
  }
  add("tables/checks.csv", [&](const auto& path) { write_checks(checks.rows, path); });
  if (a.split > 0) add("tables/variance.csv", [&](const auto& path) { write_variance(variance, path); });
  if (!a.widen.empty()) {
    add("tables/widened.csv", [&](const auto& path) { write_widened(*e, read_widening(a.widen), path); });
    record.warnings.push_back(say(a.lang, "widened_by", {a.widen}));
  }
  write_datapackage("gongxu-" + e->pack.region.code, tables, folder.temporary());
  std::vector<std::string> files;
  for (const std::string& table : tables) files.push_back(folder.temporary() + "/" + table);
  write_database(files, folder.temporary() + "/results.sqlite");
  tables.insert(tables.end(), {"datapackage.json", "results.sqlite"});
  write_study(study.lines(), folder.temporary());
  record.ended = now_utc();
  record.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  record.processor_seconds = processor_seconds() + processor_seconds_of_children() + lives.elsewhere;
  write_manifest(*e, record, tables, folder.temporary());
  folder.finish();
  const Tone tone = all_passed(checks.rows) ? Tone::good : Tone::bad;
  const std::string told = twin_lines(*e, checks.twins, a.lang) + coloured(tone, checks_line(checks.rows, a.lang));
  return verdict_page(*e, verdicts, told, a.lang, out) +
         (a.split > 0 ? "\n" + variance_page(*e, variance, a.lang) : "");
}

/// A run's folder, complete; its page, unless it was complete before. @returns the folder.
std::string run_folder(const Arguments& a, std::string& page) {
  const std::string out = a.out.empty() ? default_folder(a.paths.front(), a.resume) : a.out;
  if (!a.trace.empty() && !std::ofstream(a.trace, std::ios::app)) refuse("--trace-people", "cannot_write", {a.trace});
  Pack pack = read_pack(a.paths.front());
  if (!a.widen.empty()) {  // what is wrong with it is told before anything is run
    read_widening(a.widen);
    growth_before(pack.region);
    pack.files.push_back(a.widen);
  }
  RunOptions options = a.run;
  take_posterior(a, pack, options);
  Study study(a, "run", out, pack);
  if (!study.complete()) study.run([&] { page = run_into(out, a, pack, options, study); });
  return out;
}

}  // namespace

int run_command(const Arguments& a) {
  std::string page;
  const std::string folder = run_folder(a, page);
  answer_run(a, a.command, folder, page);
  return 0;
}

int merge_command(const Arguments& a) {
  const Arguments whole = arguments_of_merge(a);
  std::string page;
  const std::string folder = run_folder(whole, page);
  answer_run(whole, a.command, folder, page);
  return 0;
}

int compare_command(const Arguments& a) {
  std::vector<std::string> folders = a.paths;
  if (folders.size() == 1 && !is_run_folder(folders.front())) {
    if (!std::filesystem::exists(folders.front() + "/plan.toml"))
      refuse(folders.front(), "not_a_run_folder", {folders.front()});
    std::string page;
    folders = {run_folder(a, page)};
  }
  if (!is_first_rank()) return 0;  // the folder may be on another machine
  const std::string page = compare_runs(folders, a.run.scenarios, a.lang);
  answer_comparison(a, folders.back(), page);
  return 0;
}

}  // namespace gongxu
