/// The command line; every command's work is elsewhere.
#include <fmt/format.h>
#include <unistd.h>

#include <boost/program_options.hpp>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>

#include "analysis/read/audit_page.hpp"
#include "analysis/read/compare.hpp"
#include "analysis/read/datapackage.hpp"
#include "analysis/read/manifest.hpp"
#include "analysis/read/sensitivity_page.hpp"
#include "analysis/read/solve_page.hpp"
#include "analysis/read/tables.hpp"
#include "analysis/read/trace_file.hpp"
#include "analysis/read/variance.hpp"
#include "analysis/read/verdict_page.hpp"
#include "analysis/study/bench.hpp"
#include "analysis/study/bench_county.hpp"
#include "analysis/study/ensemble.hpp"
#include "sim/core/log.hpp"
#include "sim/core/messages.hpp"
#include "sim/core/processor_time.hpp"
#include "sim/output/progress.hpp"
#include "sim/output/run_folder.hpp"
#include "sim/output/version.hpp"
#include "sim/scenario/suggest.hpp"

namespace gongxu {
namespace {

namespace po = boost::program_options;

struct Arguments {
  std::string command;
  std::vector<std::string> paths;
  RunOptions run;
  Language lang = Language::zh;
  std::string out, trace;
  std::vector<std::string> services;
  int year = 0;
  double probability = 0.2;
  std::string method = "morris";
  int split = 0;
  int trajectories = 10, samples = 64, chances = 2;
  bool force = false, quiet = false, json = false;
  int people = 1'000'000, repeats = 7;
  std::vector<std::string> line;
};

po::options_description options(Arguments& a, std::string& lang, std::string& driver) {
  po::options_description all("options / 选项");
  auto add = all.add_options();
  add("help,h", "this text / 本说明");
  add("version", "version and commit / 版本");
  add("scenario", po::value(&a.run.scenarios)->multitoken(), "scenarios by name; default: all of the plan / 情景");
  add("replicates,n", po::value(&a.run.replicates)->default_value(200), "draws / 抽样次数");
  add("precision", po::value(&a.run.precision)->default_value(0),
      "run: as many draws as make the error of the headline probabilities at most this / 概率误差上限");
  add("split", po::value(&a.split)->default_value(0),
      "run: so many more draws with fixed parameters, to split variance into chance and parameters / 方差分解");
  add("seed", po::value(&a.run.seed)->default_value(1), "seed / 种子");
  add("jobs,j", po::value(&a.run.jobs)->default_value(0), "processes at a time; 0: one a core / 并行进程数");
  add("until", po::value(&a.run.until)->default_value(2035), "last year / 末年");
  add("set", po::value(&a.run.settings)->multitoken()->composing(),
      "parameter=value, fixed at it; may be repeated / 固定参数");
  add("fixed-parameters", po::bool_switch(&a.run.fixed_parameters), "draw chance only / 参数不抽样");
  add("out,o", po::value(&a.out), "folder of the results; default: out/PLACE-DATE / 结果文件夹");
  add("force", po::bool_switch(&a.force), "replace an earlier run's folder / 覆盖");
  add("lang", po::value(&lang)->default_value("zh"), "zh or en / 语言");
  add("driver", po::value(&driver)->default_value("simgrid"), "simgrid or plain / 驱动");
  add("shards", po::value(&a.run.shards)->default_value(1), "parts of the people within a process / 人口分片");
  add("trace-people", po::value(&a.trace), "write every event of replicate 0 of the first scenario / 逐事件记录");
  add("quiet,q", po::bool_switch(&a.quiet), "no progress / 不显示进度");
  add("service", po::value(&a.services)->multitoken(), "solve: services; default: all / 服务");
  add("year", po::value(&a.year)->default_value(0), "solve: the year; default: the plan's target year / 年份");
  add("probability", po::value(&a.probability)->default_value(0.2), "solve: of being short, at most / 短缺概率上限");
  add("method", po::value(&a.method)->default_value("morris"), "sensitivity: morris or sobol / 敏感性方法");
  add("trajectories", po::value(&a.trajectories)->default_value(10), "sensitivity, morris / 轨迹数");
  add("samples", po::value(&a.samples)->default_value(64), "sensitivity, sobol: base samples / 基样本数");
  add("chances", po::value(&a.chances)->default_value(2), "sensitivity: replicates of chance a point / 每点随机副本");
  add("json", po::bool_switch(&a.json), "bench: one JSON object");
  add("people", po::value(&a.people)->default_value(1'000'000), "bench: people");
  add("repeats", po::value(&a.repeats)->default_value(7), "bench: interleaved rounds");
  return all;
}

const std::vector<std::string> kCommands{"check", "audit", "run", "compare", "solve", "sensitivity", "bench"};

std::string usage(const po::options_description& all) {
  std::string text =
      "gongxu COMMAND PLAN [options]\n\n"
      "  check PLAN            read everything, run nothing; list every problem at once / 检查\n"
      "  audit PLAN            the plan's own contradictions / 自查\n"
      "  run PLAN              the ensemble: run folder and verdict table / 推演\n"
      "  compare RUN [RUN]     scenarios side by side, inputs first, results paired / 对比\n"
      "  compare PLAN --scenario A B   runs both, then compares\n"
      "  solve PLAN            the capacity that suffices with a stated probability / 反推所需能力\n"
      "  sensitivity PLAN      which assumptions drive the results: Morris, Sobol / 敏感性\n"
      "  bench W1|W2           rates and bytes per person, against two yardstick loops / 基准\n"
      "  bench county PLAN     the same for a whole place\n\n";
  std::ostringstream described;
  described << all;
  return text + described.str();
}

[[noreturn]] void refuse(const std::string& option, const std::string& key, std::vector<std::string> values) {
  throw InputError(Problem{{option, 0, 0}, key, std::move(values)});
}

void check_range(const std::string& option, long value, long least, long most) {
  if (value < least || value > most)
    refuse(option, "number_out_of_range", {option, std::to_string(value), std::to_string(least), std::to_string(most)});
}

/// @returns nothing if help or version was asked for and printed.
bool parse(int argc, char** argv, Arguments& a) {
  std::string lang, driver;
  const auto visible = options(a, lang, driver);
  po::options_description all = visible;
  all.add_options()("words", po::value<std::vector<std::string>>());
  po::positional_options_description positions;
  positions.add("words", -1);
  po::variables_map map;
  try {
    po::store(po::command_line_parser(argc, argv).options(all).positional(positions).run(), map);
    po::notify(map);
  } catch (const po::error& e) {
    refuse("gongxu", "bad_option", {e.what()});
  }
  if (map.contains("version")) {
    fmt::print("gongxu {} ({}, {})\n", program_version(), program_commit(), program_compiler());
    return false;
  }
  std::vector<std::string> words;
  if (map.contains("words")) words = map["words"].as<std::vector<std::string>>();
  if (map.contains("help") || words.empty()) {
    fmt::print("{}", usage(visible));
    return false;
  }
  if (lang != "zh" && lang != "en") refuse("--lang", "bad_option", {"--lang " + lang + " (zh, en)"});
  a.lang = lang == "en" ? Language::en : Language::zh;
  if (driver != "simgrid" && driver != "plain")
    refuse("--driver", "bad_option", {"--driver " + driver + " (simgrid, plain)"});
  a.run.driver = driver == "plain" ? Driver::plain : Driver::simgrid;
  check_range("--replicates", a.run.replicates, 1, 100'000);
  if (a.run.precision != 0 && !(a.run.precision >= 0.001 && a.run.precision <= 0.5))
    refuse("--precision", "number_out_of_range", {"--precision", fmt::format("{}", a.run.precision), "0.001", "0.5"});
  if (a.split != 0) check_range("--split", a.split, 2, 100'000);
  check_range("--jobs", a.run.jobs, 0, 1024);
  check_range("--shards", a.run.shards, 1, 64);
  check_range("--until", a.run.until, kEpochYear, kLastYear);
  check_range("--people", a.people, 1000, 100'000'000);
  check_range("--repeats", a.repeats, 1, 1000);
  a.command = words.front();
  a.paths.assign(words.begin() + 1, words.end());
  a.line.assign(argv, argv + argc);
  if (std::find(kCommands.begin(), kCommands.end(), a.command) == kCommands.end())
    refuse("gongxu", "unknown_command",
           {a.command, fmt::format("{}", fmt::join(kCommands, ", ")), nearest(a.command, kCommands)});
  if (a.paths.empty()) refuse("gongxu", "missing_plan", {a.command});
  const std::size_t most = a.command != "compare" && a.command != "bench" ? 1 : 2;
  if (a.paths.size() > most) refuse("gongxu", "too_many_words", {a.command, a.paths[most]});
  set_quiet(a.quiet);
  return true;
}

std::string now_utc() {
  const std::time_t t = std::time(nullptr);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&t));
  return text;
}

/// out/PLACE-DATE below the current folder; a second run of a day gets -2, -3, ...
std::string default_folder(const std::string& plan) {
  namespace fs = std::filesystem;
  fs::path p = fs::absolute(plan).lexically_normal();
  if (!p.has_filename()) p = p.parent_path();
  const std::time_t t = std::time(nullptr);
  char date[16];
  std::strftime(date, sizeof date, "%Y%m%d", std::localtime(&t));
  const std::string first = "out/" + p.filename().string() + "-" + date;
  std::string name = first;
  for (int i = 2; fs::exists(name); ++i) name = fmt::format("{}-{}", first, i);
  return name;
}

int check(const Arguments& a) {
  const Pack pack = read_pack(a.paths.front());
  fmt::print("{}\n", say(a.lang, "pack_is_sound", {a.paths.front(), std::to_string(pack.files.size())}));
  return 0;
}

/// With --out: a folder with one table, and its description.
void write_table_folder(const Arguments& a, const Region& region, const std::string& name,
                        const std::function<void(const std::string& path)>& write) {
  if (a.out.empty()) return;
  RunFolder folder(a.out, a.force);
  const std::string table = "tables/" + name + ".csv";
  write(folder.temporary() + "/" + table);
  write_datapackage("gongxu-" + name + "-" + region.code, {table}, folder.temporary());
  folder.finish();
}

/// Prints the findings; with --out they are also written as tables/audit.csv of a folder.
int audit_command(const Arguments& a) {
  const Pack pack = read_pack(a.paths.front());
  const auto findings = audit(pack);
  write_table_folder(a, pack.region, "audit", [&](const std::string& path) { write_audit(findings, path); });
  std::cout << audit_page(pack.plan, findings, a.lang);
  return 0;
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

/// Runs the ensemble and writes its folder. @returns the folder.
std::string run_into_folder(const Arguments& a, std::string& page) {
  const std::string out = a.out.empty() ? default_folder(a.paths.front()) : a.out;
  check_output_folder(out, a.force);
  if (!a.trace.empty() && !std::ofstream(a.trace, std::ios::app)) refuse("--trace-people", "cannot_write", {a.trace});
  RunRecord record;
  record.command_line = a.line;
  record.started = now_utc();
  const auto began = std::chrono::steady_clock::now();
  ProgressBar bar(a.lang, a.quiet);
  const auto e = run_ensemble(read_pack(a.paths.front()), a.run,
                              [&](const std::string& id, int done, int total) { bar.show(id, done, total); });
  bar.clear();
  if (a.run.until < e->last_year) {
    record.warnings.push_back(say(a.lang, "until_raised", {std::to_string(e->last_year)}));
    log_warn(record.warnings.back());
  }
  record.warnings.push_back(
      say(a.lang, "warning_partial_year", {std::to_string(e->first_year), to_string(e->pack.region.base_date)}));
  if (const std::string same = without_trend(*e, a.lang); !same.empty())
    record.warnings.push_back(say(a.lang, "warning_trend", {same}));
  const Verdicts verdicts = judge(*e);
  std::vector<VarianceRow> variance;
  if (a.split > 0) {
    RunOptions fixed = a.run;
    fixed.fixed_parameters = true, fixed.replicates = a.split, fixed.precision = 0;
    const auto centre =
        run_ensemble(e->pack, fixed, [&](const std::string& id, int done, int total) { bar.show(id, done, total); });
    bar.clear();
    variance = split_variance(*e, *centre);
  }
  RunFolder folder(out, a.force);
  auto tables = write_tables(*e, verdicts, folder.temporary());
  tables.emplace_back("tables/audit.csv");
  write_audit(audit(e->pack), folder.temporary() + "/" + tables.back());
  if (a.split > 0) {
    tables.emplace_back("tables/variance.csv");
    write_variance(variance, folder.temporary() + "/" + tables.back());
  }
  write_datapackage("gongxu-" + e->pack.region.code, tables, folder.temporary());
  tables.push_back("datapackage.json");
  record.ended = now_utc();
  record.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  record.processor_seconds = processor_seconds() + processor_seconds_of_children();
  write_manifest(*e, record, tables, folder.temporary());
  folder.finish();
  page = verdict_page(*e, verdicts, a.lang, out);
  if (a.split > 0) page += "\n" + variance_page(*e, variance, a.lang);
  if (!a.trace.empty()) {
    const long rows = write_trace(*e, a.trace);
    log_info(say(a.lang, "trace_written", {a.trace, std::to_string(rows)}));
  }
  return out;
}

int run(const Arguments& a) {
  std::string page;
  run_into_folder(a, page);
  std::cout << page;
  return 0;
}

int compare(const Arguments& a) {
  std::vector<std::string> folders = a.paths;
  if (folders.size() == 1 && !is_run_folder(folders.front())) {
    if (!std::filesystem::exists(folders.front() + "/plan.toml"))
      refuse(folders.front(), "not_a_run_folder", {folders.front()});
    std::string page;
    folders = {run_into_folder(a, page)};
  }
  std::cout << compare_runs(folders, a.run.scenarios, a.lang);
  return 0;
}

std::vector<Service> chosen_services(const Arguments& a) {
  std::vector<Service> out;
  for (const std::string& word : a.services) {
    const std::size_t s = service_of_word(word);
    if (s == kServices) refuse("--service", "unknown_service", {word, nearest(word, known_services())});
    out.push_back(service_at(s));
  }
  for (std::size_t s = 0; s < kServices && a.services.empty(); ++s) out.push_back(service_at(s));
  return out;
}

int solve_command(const Arguments& a) {
  if (!(a.probability > 0 && a.probability < 1))
    refuse("--probability", "number_out_of_range", {"--probability", fmt::format("{}", a.probability), "0", "1"});
  if (!a.out.empty()) check_output_folder(a.out, a.force);
  RunOptions options = a.run;
  if (options.scenarios.empty()) options.scenarios = {"baseline"};
  SolveRequest request{chosen_services(a), a.year, a.probability};
  auto e = prepare_ensemble(read_pack(a.paths.front()), options);
  if (request.year == 0) request.year = e->target_year;
  ProgressBar bar(a.lang, a.quiet);
  const auto all = solve(*e, request, [&](const std::string& id, int done, int total) { bar.show(id, done, total); });
  bar.clear();
  const auto worst = e->options.scenarios.size() > 1 ? worst_of(all) : std::vector<Solution>();
  write_table_folder(a, e->pack.region, "solve", [&](const std::string& path) { write_solve(all, worst, path); });
  std::cout << solve_page(*e, all, worst, a.lang);
  return 0;
}

int sensitivity_command(const Arguments& a) {
  if (a.method != "morris" && a.method != "sobol")
    refuse("--method", "bad_option", {"--method " + a.method + " (morris, sobol)"});
  check_range("--trajectories", a.trajectories, 2, 10'000);
  check_range("--samples", a.samples, 2, 1'000'000);
  check_range("--chances", a.chances, 1, 1000);
  if (!a.out.empty()) check_output_folder(a.out, a.force);
  const bool morris = a.method == "morris";
  RunOptions options = a.run;
  if (options.scenarios.empty()) options.scenarios = {"baseline"};
  const auto e = prepare_ensemble(read_pack(a.paths.front()), options);
  ProgressBar bar(a.lang, a.quiet);
  const auto study = study_sensitivity(
      *e,
      {morris ? SensitivityMethod::morris : SensitivityMethod::sobol, morris ? a.trajectories : a.samples, a.chances},
      [&](const std::string& id, int done, int total) { bar.show(id, done, total); });
  bar.clear();
  write_table_folder(a, e->pack.region, "sensitivity",
                     [&](const std::string& path) { write_sensitivity(study, path); });
  std::cout << sensitivity_page(*e, study, a.lang);
  return 0;
}

int bench_command(const Arguments& a) {
  const std::string what = a.paths.front();
  if (what == "county") {
    if (a.paths.size() != 2) refuse("bench", "missing_plan", {"bench county"});
    return run_bench_county(read_pack(a.paths[1]), a.run, a.repeats, a.json);
  }
  if (what != "W1" && what != "W2") refuse("bench", "bad_option", {what + " (W1, W2, county PLAN)"});
  BenchOptions o;
  o.workload = what;
  o.people = static_cast<std::uint32_t>(a.people);
  o.driver = a.run.driver;
  o.repeats = a.repeats;
  o.seed = a.run.seed;
  o.json = a.json;
  return run_bench(o);
}

}  // namespace
}  // namespace gongxu

int main(int argc, char** argv) {
  using namespace gongxu;
  Arguments a;
  try {
    if (!parse(argc, argv, a)) return 0;
    if (a.command == "check") return check(a);
    if (a.command == "audit") return audit_command(a);
    if (a.command == "run") return run(a);
    if (a.command == "compare") return compare(a);
    if (a.command == "solve") return solve_command(a);
    if (a.command == "sensitivity") return sensitivity_command(a);
    return bench_command(a);
  } catch (const InputError& e) {
    if (e.problems().size() > 1)
      std::cerr << say(a.lang, "problems_found", {std::to_string(e.problems().size())}) << "\n";
    for (const Problem& p : e.problems()) std::cerr << describe(p, a.lang) << "\n";
    return 2;
  } catch (const std::exception& e) {
    std::cerr << "gongxu: " << e.what() << "\n";
    return 1;
  }
}
