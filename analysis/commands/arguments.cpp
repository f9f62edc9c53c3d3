#include "analysis/commands/arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <sstream>

#include "analysis/commands/machines.hpp"
#include "sim/output/version.hpp"
#include "sim/scenario/suggest.hpp"

namespace gongxu {
namespace {

namespace po = boost::program_options;

/// Options that are read as words first, to be refused in ours where they are wrong.
struct Words {
  std::string lang, driver, shard;
  std::vector<std::string> between, candidates;
};

/// What most commands have.
void add_common(po::options_description& all, Arguments& a, Words& words) {
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
  add("shard", po::value(&words.shard),
      "run: 1/3 does the first of three parts of the units, for merge / 只做三份中的第一份");
  add("until", po::value(&a.run.until)->default_value(2035), "last year / 末年");
  add("set", po::value(&a.run.settings)->multitoken()->composing(),
      "parameter=value, fixed at it; may be repeated / 固定参数");
  add("fixed-parameters", po::bool_switch(&a.run.fixed_parameters), "draw chance only / 参数不抽样");
  add("out,o", po::value(&a.out), "folder of the results; default: out/PLACE-DATE / 结果文件夹");
  add("resume", po::bool_switch(&a.resume), "go on with an interrupted study; start it if there is none / 续算");
  add("force", po::bool_switch(&a.force), "replace an earlier run's folder or interrupted study / 覆盖");
  add("lang", po::value(&words.lang)->default_value("zh"), "zh or en / 语言");
  add("driver", po::value(&words.driver)->default_value("simgrid"), "simgrid or plain / 驱动");
  add("shards", po::value(&a.run.shards)->default_value(1), "parts of the people within a process / 人口分片");
  add("trace-people", po::value(&a.trace), "write every event of replicate 0 of the first scenario / 逐事件记录");
  add("quiet,q", po::bool_switch(&a.quiet), "no progress bar; notices and warnings stay / 不显示进度条");
  add("json", po::bool_switch(&a.json), "one JSON object on standard output, instead of the page / 输出 JSON");
}

/// What solve and sensitivity have.
void add_studies(po::options_description& all, Arguments& a, Words& words) {
  auto add = all.add_options();
  add("service", po::value(&a.services)->multitoken(), "solve: services; default: all / 服务");
  add("year", po::value(&a.years)->multitoken(), "solve: years; default: the plan's target year / 年份");
  add("probability", po::value(&a.probability)->default_value(0.2, "0.2"),
      "solve: of being short, at most / 短缺概率上限");
  add("between", po::value(&words.between)->multitoken(), "solve: LOW HIGH, units between which to look / 搜索范围");
  add("candidates", po::value(&words.candidates)->multitoken(),
      "solve: numbers of units for the robust revision / 稳健修订的备选数量");
  add("method", po::value(&a.method)->default_value("morris"), "sensitivity: morris, sobol or prcc / 敏感性方法");
  add("trajectories", po::value(&a.trajectories)->default_value(10), "sensitivity, morris / 轨迹数");
  add("samples", po::value(&a.samples)->default_value(64),
      "sensitivity, sobol: base samples; prcc: points / 基样本数、点数");
  add("chances", po::value(&a.chances)->default_value(2),
      "sensitivity, calibrate: replicates of chance a point / 每点随机副本");
  add("factors", po::value(&a.factors)->multitoken(),
      "sensitivity: parameters or themes (births, ageing, ...), all else as one factor; default: all / 因子");
  add("grouped", po::bool_switch(&a.grouped), "sensitivity: a theme is one factor / 按主题分组");
}

/// What holds the model against other numbers, or others' numbers against it; report; bench.
void add_others(po::options_description& all, Arguments& a) {
  auto add = all.add_options();
  add("preview", po::bool_switch(&a.preview), "twin: the projection alone, no agents / 只做队列预测");
  add("observations", po::value(&a.observations),
      "hindcast, calibrate: table of observations; hindcast's default: observations.csv of each place / 观测表");
  add("widen", po::value(&a.widen),
      "run: residents with intervals as wide as past errors ask for, by widening.csv of a hindcast / 区间加宽");
  add("census", po::value(&a.census),
      "hindcast: residents of many places at the base date, instead of PLACE / 基期普查表");
  add("later", po::value(&a.later), "hindcast --census: the same places later, to score against / 后一次普查表");
  add("earlier", po::value(&a.earlier),
      "hindcast --census: the same places before, for migration and trends / 前一次普查表");
  add("national", po::value(&a.national)->default_value("scenarios/national"),
      "hindcast --census: folder of the nation's tables / 全国表文件夹");
  add("agents", po::value(&a.agents)->default_value(0),
      "hindcast --census: so many places by agents too, to set the cohorts beside / 用个体核对的地方数");
  add("parameters", po::value(&a.parameters)->multitoken(),
      "calibrate: parameters, groups or themes to be fitted / 待校准参数");
  add("hold-out", po::value(&a.hold_out)->multitoken(), "calibrate: years kept back for testing / 留出检验的年份");
  add("draws", po::value(&a.draws)->default_value(400), "calibrate: equally weighted posterior draws / 后验抽样数");
  add("poisson", po::bool_switch(&a.poisson), "calibrate: counts without dispersion beyond chance / 计数只有随机波动");
  add("posterior", po::value(&a.posterior),
      "run, compare, solve: a calibration's folder, whose draws replicates take / 校准结果文件夹");
  add("format", po::value(&a.formats)->multitoken(),
      "report: workbook, html, excel, database; default: the first three / 报告格式");
  add("mask", po::value(&a.mask)->default_value(0), "report: mask counts of persons below this / 遮盖小数");
  add("people", po::value(&a.people)->default_value(1'000'000), "bench: people");
  add("repeats", po::value(&a.repeats)->default_value(7), "bench: interleaved rounds");
}

po::options_description options(Arguments& a, Words& words) {
  po::options_description all("options / 选项");
  add_common(all, a, words);
  add_studies(all, a, words);
  add_others(all, a);
  return all;
}

const std::vector<std::string> kCommands{"check",       "audit", "run",      "merge",     "compare", "solve",
                                         "sensitivity", "twin",  "hindcast", "calibrate", "report",  "bench"};

std::string usage(const po::options_description& all) {
  std::string text =
      "gongxu COMMAND PLAN [options]\n\n"
      "  check PLAN            read everything, run nothing; list every problem at once / 检查\n"
      "  audit PLAN            the plan's own contradictions / 自查\n"
      "  run PLAN              the ensemble: run folder and verdict table / 推演\n"
      "  merge PLAN PART...    parts of a run (run --shard), done anywhere, to the run's folder / 合并\n"
      "  compare RUN [RUN]     scenarios side by side, inputs first, results paired / 对比\n"
      "  compare PLAN --scenario A B   runs both, then compares\n"
      "  solve PLAN            the capacity that suffices with a stated probability / 反推所需能力\n"
      "  sensitivity PLAN      which assumptions drive the results, and where the plan fails / 敏感性\n"
      "  twin PLAN             cohort-component projection, and its distance from the agents / 孪生检验\n"
      "  hindcast PLACE...     past years against what happened, with scores / 回溯检验\n"
      "  hindcast --census BASE --later LATER   the same for every place of two censuses\n"
      "  calibrate PLAN        parameters against observations: posterior draws, held-out years / 参数校准\n"
      "  report RUN [FOLDER...]   workbook, offline page, CSV for Excel of finished runs and studies / 报告\n"
      "  bench W1|W2           rates and bytes per person, against two yardstick loops / 基准\n"
      "  bench county PLAN     the same for a whole place\n\n";
  std::ostringstream described;
  described << all;
  return text + described.str();
}

constexpr std::size_t kMostPlaces = 100;  // whose people are built one by one

/// Where results go, how they are told, how fast they come.
const std::vector<std::string> kChangesNoResult{"help", "version", "out",   "force",        "resume", "jobs", "lang",
                                                "json", "quiet",   "shard", "trace-people", "format", "mask"};

std::string text_of(const boost::any& value) {
  if (const auto* v = boost::any_cast<std::string>(&value)) return *v;
  if (const auto* v = boost::any_cast<std::vector<std::string>>(&value)) return fmt::format("{}", fmt::join(*v, " "));
  if (const auto* v = boost::any_cast<std::vector<int>>(&value)) return fmt::format("{}", fmt::join(*v, " "));
  if (const auto* v = boost::any_cast<bool>(&value)) return *v ? "yes" : "no";
  if (const auto* v = boost::any_cast<double>(&value)) return fmt::format("{}", *v);
  if (const auto* v = boost::any_cast<std::uint32_t>(&value)) return fmt::format("{}", *v);
  return fmt::format("{}", boost::any_cast<int>(value));
}

/// A new option decides unless it is listed above: forgotten, it refuses too much and never mixes two studies.
StudyLines deciding_lines(const po::options_description& known, const po::variables_map& map) {
  StudyLines lines;
  for (const auto& option : known.options()) {
    const std::string& name = option->long_name();
    if (std::find(kChangesNoResult.begin(), kChangesNoResult.end(), name) == kChangesNoResult.end())
      lines.push_back("--" + name + " " + (map.contains(name) ? text_of(map[name].value()) : "-"));
  }
  return lines;
}

/// Read ahead of all else, as the language is.
bool asks_for_json(int argc, char** argv) { return std::find(argv, argv + argc, std::string("--json")) != argv + argc; }

/// The language asked for, read ahead of all else so that a mistake on the command line is told in it.
Language language_of(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--lang=en" || (word == "--lang" && i + 1 < argc && std::string(argv[i + 1]) == "en"))
      return Language::en;
  }
  return Language::zh;
}

/// A number behind a hyphen would pass for an option that nobody knows.
void refuse_negative_numbers(int argc, char** argv) {
  for (int i = 2; i < argc; ++i) {
    const std::string word = argv[i];
    if (word.size() > 1 && word[0] == '-' && word[1] >= '0' && word[1] <= '9')
      refuse("gongxu", "negative_number", {word});
  }
}

long whole_units(const std::string& option, const std::string& word) {
  constexpr std::size_t kMostDigits = 9;
  const bool digits = std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (word.empty() || word.size() > kMostDigits || !digits) refuse(option, "not_whole_units", {word});
  return std::stol(word);
}

/// A line of deciding_lines() as words of a command line; none for what was not given.
std::vector<std::string> words_of(const std::string& line, const po::options_description& known) {
  const auto blank = line.find(' ');
  const std::string name = line.substr(0, blank), value = line.substr(blank + 1);
  const unsigned most = known.find(name.substr(2), false).semantic()->max_tokens();
  if (value == "-" || (most == 0 && value == "no")) return {};
  if (most == 0) return {name};
  if (most == 1) return {name, value};
  std::vector<std::string> words{name};
  std::istringstream values(value);
  for (std::string word; values >> word;) words.push_back(word);
  return words;
}

}  // namespace

std::vector<std::string> options_of(const StudyLines& lines) {
  Arguments unused;
  Words written;
  const auto known = options(unused, written);
  std::vector<std::string> out;
  for (const std::string& line : lines)
    if (line.starts_with("--"))
      for (std::string& word : words_of(line, known)) out.push_back(std::move(word));
  return out;
}

void refuse(const std::string& option, const std::string& key, std::vector<std::string> values) {
  throw InputError(Problem{{option, 0, 0}, key, std::move(values)});
}

void check_range(const std::string& option, long value, long least, long most) {
  if (value < least || value > most)
    refuse(option, "number_out_of_range", {option, std::to_string(value), std::to_string(least), std::to_string(most)});
}

bool parse_arguments(int argc, char** argv, Arguments& a) {
  a.lang = language_of(argc, argv);
  a.json = asks_for_json(argc, argv);
  Words written;
  const auto visible = options(a, written);
  refuse_negative_numbers(argc, argv);
  po::options_description all = visible;
  all.add_options()("words", po::value<std::vector<std::string>>());
  po::positional_options_description positions;
  positions.add("words", -1);
  po::variables_map map;
  try {
    const auto parsed = po::command_line_parser(argc, argv).options(all).positional(positions).run();
    for (const auto& option : parsed.options)
      if (option.position_key < 0) a.typed.push_back(option.string_key);
    po::store(parsed, map);
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
  if (written.lang != "zh" && written.lang != "en")
    refuse("--lang", "bad_option", {"--lang " + written.lang + " (zh, en)"});
  if (written.driver != "simgrid" && written.driver != "plain")
    refuse("--driver", "bad_option", {"--driver " + written.driver + " (simgrid, plain)"});
  a.run.driver = written.driver == "plain" ? Driver::plain : Driver::simgrid;
  for (const std::string& word : written.between) a.between.push_back(whole_units("--between", word));
  for (const std::string& word : written.candidates) a.candidates.push_back(whole_units("--candidates", word));
  check_range("--replicates", a.run.replicates, 1, 100'000);
  if (a.run.precision != 0 && !(a.run.precision >= 0.001 && a.run.precision <= 0.5))
    refuse("--precision", "number_out_of_range", {"--precision", fmt::format("{}", a.run.precision), "0.001", "0.5"});
  if (a.split != 0) check_range("--split", a.split, 2, 100'000);
  check_range("--jobs", a.run.jobs, 0, 1024);
  check_range("--shards", a.run.shards, 1, 64);
  check_range("--until", a.run.until, kEpochYear, kLastYear);
  check_range("--mask", a.mask, 0, 1000);
  check_range("--people", a.people, 1000, 100'000'000);
  check_range("--repeats", a.repeats, 1, 1000);
  a.command = words.front();
  a.paths.assign(words.begin() + 1, words.end());
  a.line.assign(argv, argv + argc);
  a.deciding = deciding_lines(visible, map);
  if (std::find(kCommands.begin(), kCommands.end(), a.command) == kCommands.end())
    refuse("gongxu", "unknown_command",
           {a.command, fmt::format("{}", fmt::join(kCommands, ", ")), nearest(a.command, kCommands)});
  if (a.paths.empty() && a.census.empty())
    refuse("gongxu", a.command == "report" ? "missing_run" : "missing_plan", {a.command});
  const std::size_t most = a.command == "hindcast" || a.command == "report" ? kMostPlaces
                           : a.command == "merge"                           ? 1 + kMostParts
                           : a.command == "compare" || a.command == "bench" ? 2
                                                                            : 1;
  if (!a.posterior.empty() && a.command != "run" && a.command != "compare" && a.command != "solve")
    refuse("--posterior", "posterior_not_here", {a.command});
  if (a.paths.size() > most) refuse("gongxu", "too_many_words", {a.command, a.paths[most]});
  if (map.contains("shard")) a.run.part = part_of(written.shard);
  check_machines(a);
  return true;
}

}  // namespace gongxu
