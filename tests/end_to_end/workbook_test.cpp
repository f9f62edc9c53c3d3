/// The workbook as a bureau opens it: its sheets against the run's tables, and read back by LibreOffice.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/program.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

using Json = nlohmann::json;
using Table = std::vector<std::map<std::string, std::string>>;

const std::vector<std::string> kSheets{"说明", "指标表", "情景对比", "分年度",   "分区域",  "敏感性",
                                       "检验", "审计",   "假设",     "数据字典", "运行信息"};

/// One small run of two scenarios, with its workbook in both languages; made once.
struct Run {
  TempFolder folder;
  Run() {
    const Outcome o = folder.run("run " GONGXU_SOURCE_DIR
                                 "/scenarios/minqin --scenario baseline births_low -n 3 --until 2026 --out r -q");
    if (o.status != 0) throw std::runtime_error(o.err);
    for (const char* lang : {"zh", "en"}) {
      const Outcome report = folder.run(std::string("report r --format workbook --out ") + lang + " --lang " + lang);
      if (report.status != 0 || !report.err.empty()) throw std::runtime_error(report.err);
    }
  }
  Json workbook(const std::string& path) const {
    const Outcome o = folder.shell("python3 " GONGXU_SOURCE_DIR "/tests/support/read_workbook.py " + path);
    if (o.status != 0) throw std::runtime_error(path + ": " + o.err);
    return Json::parse(o.out);
  }
  Table table(const std::string& name) const { return read_table(folder.path("r/tables/" + name + ".csv")); }
};

const Run& the_run() {
  static const Run run;
  return run;
}

const Json& sheet(const Json& book, const std::string& name) {
  for (const Json& s : book.at("sheets"))
    if (s.at("name") == name) return s.at("rows");
  throw std::runtime_error("no sheet " + name);
}

/// Cells of a sheet by the words of its header.
class Cells {
 public:
  Cells(const Json& rows, std::size_t header) : rows_(rows), header_(header) {
    for (std::size_t c = 0; c < rows.at(header).size(); ++c)
      if (rows[header][c].is_string()) columns_.emplace(rows[header][c].get<std::string>(), c);
  }
  std::size_t size() const { return rows_.size() - header_ - 1; }
  const Json& at(std::size_t row, const std::string& column) const {
    static const Json nothing;
    const Json& cells = rows_.at(header_ + 1 + row);
    const std::size_t c = columns_.at(column);
    return c < cells.size() ? cells[c] : nothing;
  }
  std::string text(std::size_t row, const std::string& column) const {
    const Json& cell = at(row, column);
    return cell.is_string() ? cell.get<std::string>() : "";
  }
  double number(std::size_t row, const std::string& column) const {
    const Json& cell = at(row, column);
    return cell.is_number() ? cell.get<double>() : std::nan("");
  }
  /// The row whose columns have these texts; a year is a number.
  std::size_t find(const std::map<std::string, std::string>& wanted) const {
    for (std::size_t r = 0; r < size(); ++r)
      if (std::all_of(wanted.begin(), wanted.end(), [&](const auto& w) {
            const Json& cell = at(r, w.first);
            return cell.is_number() ? cell.get<double>() == std::stod(w.second) : text(r, w.first) == w.second;
          }))
        return r;
    throw std::runtime_error("no such row");
  }

 private:
  const Json& rows_;
  std::size_t header_;
  std::map<std::string, std::size_t> columns_;
};

std::size_t count(const Table& t, const std::function<bool(const std::map<std::string, std::string>&)>& which) {
  return static_cast<std::size_t>(std::count_if(t.begin(), t.end(), which));
}

const auto whole_service = [](const auto& row) { return row.at("zone") == "all" && !row.at("service").empty(); };

double sum(const Table& t, const std::string& column,
           const std::function<bool(const std::map<std::string, std::string>&)>& which) {
  double total = 0;
  for (const auto& row : t)
    if (which(row) && !row.at(column).empty()) total += std::stod(row.at(column));
  return total;
}

double sum(const Cells& cells, const std::string& column, const std::string& group) {
  double total = 0;
  for (std::size_t r = 0; r < cells.size(); ++r)
    if (const double v = cells.number(r, column); !std::isnan(v) && cells.text(r, "类别") == group) total += v;
  return total;
}

}  // namespace

TEST_CASE("the workbook has its sheets in their order, is well-formed, and nothing in it is a formula or no number",
          "[workbook]") {
  const Run& run = the_run();
  for (const std::string lang : {"zh", "en"}) {
    const Json book = run.workbook(lang + "/workbook.xlsx");
    std::vector<std::string> names;
    for (const Json& s : book.at("sheets")) names.push_back(s.at("name"));
    if (lang == "zh") CHECK(names == kSheets);
    CHECK(names.size() == kSheets.size());
    CHECK(book.at("formulas") == 0);
    CHECK(book.at("charts") >= 15);
    for (std::size_t i = 0; i < names.size(); ++i) {
      INFO(lang << " " << names[i]);
      const Json& s = book.at("sheets")[i];
      CHECK(s.at("merged") == 0);
      CHECK(s.at("filters") == (i == 0 ? 0 : 1));
      CHECK(s.at("rows").size() > (i == 5 ? 1 : 10));  // three draws tell of no influence
      std::string wrong;
      for (const Json& row : s.at("rows"))
        for (const Json& cell : row) {
          if (!cell.is_string()) continue;
          const auto text = cell.get<std::string>();
          static const std::set<std::string> kNoNumbers{"nan", "NaN", "-nan", "inf", "-inf"};
          if (kNoNumbers.contains(text) || text.find("nan ") != std::string::npos) wrong += text + "\n";
          if (lang == "zh" && text.find("wb_") != std::string::npos) wrong += text + "\n";
        }
      INFO(wrong);
      CHECK(wrong.empty());
    }
    for (const char* name : {"gx_indicators", "gx_scenarios", "gx_years", "gx_zones", "gx_sensitivity", "gx_checks",
                             "gx_audit", "gx_assumptions", "gx_dictionary", "gx_run"})
      CHECK(std::count(book.at("names").begin(), book.at("names").end(), name) == 1);
    const auto manifest = Json::parse(read_file(run.folder.path("r/run.json")));
    CHECK(book.at("created") == manifest.at("ended"));
  }
}

TEST_CASE("rows and totals of the sheets are those of the tables", "[workbook]") {
  const Run& run = the_run();
  const Json book = run.workbook("zh/workbook.xlsx");
  const Table verdicts = run.table("verdicts"), people = run.table("demography");
  const auto whole_people = [](const auto& row) { return row.at("zone") == "all"; };
  const auto in_zone = [](const auto& row) { return row.at("zone") != "all"; };

  const Cells years(sheet(book, "分年度"), 0);
  CHECK(years.size() == count(verdicts, whole_service) + count(people, whole_people));
  for (const auto& [column, of_sheet] : std::map<std::string, std::string>{{"demand_p10", "数值或有效需求10%"},
                                                                           {"demand_p50", "数值或有效需求中位数"},
                                                                           {"demand_p90", "数值或有效需求90%"},
                                                                           {"need_p50", "需要中位数"},
                                                                           {"capacity", "供给"},
                                                                           {"required_capacity", "80%把握所需"},
                                                                           {"p_short", "短缺概率"},
                                                                           {"p_surplus", "闲置概率"}}) {
    INFO(column);
    CHECK(sum(years, of_sheet, "服务") == Approx(sum(verdicts, column, whole_service)).epsilon(1e-12));
  }
  CHECK(sum(years, "数值或有效需求中位数", "人口") == Approx(sum(people, "p50", whole_people)).epsilon(1e-12));

  const Cells zones(sheet(book, "分区域"), 0);
  CHECK(zones.size() == count(verdicts, in_zone));
  const auto of_year = [&](const auto& row) {
    return whole_service(row) && (row.at("year") == "2025" || row.at("year") == "2026");
  };
  CHECK(Cells(sheet(book, "情景对比"), 0).size() == count(verdicts, of_year));
  CHECK(Cells(sheet(book, "审计"), 0).size() == run.table("audit").size());
  CHECK(Cells(sheet(book, "假设"), 0).size() ==
        run.table("assumptions").size() + run.table("projects").size() + run.table("zones").size());
}

TEST_CASE("the table of indicators has every indicator of the plan, as printed, with its forecast apart",
          "[workbook]") {
  const Run& run = the_run();
  const Json book = run.workbook("zh/workbook.xlsx");
  const Cells cells(sheet(book, "指标表"), 2);
  const Table indicators = run.table("indicators"), verdicts = run.table("verdicts");
  CHECK(cells.size() == indicators.size());
  std::set<std::string> fields;
  std::string last;
  for (std::size_t r = 0; r < cells.size(); ++r) {
    const std::string field = cells.text(r, "类别");
    if (field != last) CHECK(fields.insert(field).second);  // each stands together
    last = field;
    CHECK(cells.number(r, "序号") == static_cast<double>(r + 1));
    CHECK_FALSE(cells.text(r, "进度判断").empty());
    if (cells.text(r, "进度判断") == "未推演") CHECK_FALSE(cells.text(r, "说明/口径").empty());
  }
  for (const auto& indicator : indicators) {
    INFO(indicator.at("id"));
    const std::size_t r = cells.find({{"指标名称", indicator.at("name_zh")}});
    const auto same = [&](const std::string& column, const std::string& value) {
      INFO(column);
      if (value.empty())
        CHECK(std::isnan(cells.number(r, column)));
      else
        CHECK(cells.number(r, column) == Approx(std::stod(value)));
    };
    same("2020年基期", indicator.at("base"));
    same("2025年目标", indicator.at("target"));
    if (indicator.at("computed") != "service") continue;
    const auto v = std::find_if(verdicts.begin(), verdicts.end(), [&](const auto& row) {
      return row.at("indicator") == indicator.at("id") && row.at("scenario") == "baseline" &&
             row.at("year") == "2025" && row.at("zone") == "all" && row.at("supply_case") == "quantified";
    });
    REQUIRE(v != verdicts.end());
    same("预测中位数", v->at("projected_p50"));
    same("达标概率", v->at("p_attained"));
    same("有效需求中位数", v->at("demand_p50"));
    same("供给", v->at("capacity"));
    if (!v->at("capacity").empty())
      CHECK(cells.number(r, "缺口/富余") == Approx(std::stod(v->at("capacity")) - std::stod(v->at("demand_p50"))));
    CHECK(cells.text(r, "进度判断") == "进度不确定");  // three draws: every word is conditional
  }
}

TEST_CASE("the same folder makes the same workbook, and masked counts stay texts", "[workbook]") {
  const Run& run = the_run();
  REQUIRE(run.folder.run("report r --format workbook --out again").status == 0);
  CHECK(read_file(run.folder.path("again/workbook.xlsx")) == read_file(run.folder.path("zh/workbook.xlsx")));
  REQUIRE(run.folder.run("report r --format workbook --out masked --mask 300").status == 0);
  const Json book = run.workbook("masked/workbook.xlsx");
  const Cells years(sheet(book, "分年度"), 0);
  const std::size_t childcare =
      years.find({{"情景", "基准情景"}, {"对象", "托位"}, {"供给口径", "已量化"}, {"年份", "2025"}});
  CHECK(years.text(childcare, "数值或有效需求中位数") == "<300");
  CHECK(sheet(book, "说明").dump().find("<300") != std::string::npos);
  const Outcome twice = run.folder.run("report r r --format workbook --out two");  // the same ids again: named apart
  INFO(twice.err);
  REQUIRE(twice.status == 0);
  CHECK(Cells(sheet(run.workbook("two/workbook.xlsx"), "分年度"), 0).size() == 2 * years.size());
}

TEST_CASE("LibreOffice reads the workbook: the same rows, and numbers as in the run's tables", "[workbook]") {
  const Run& run = the_run();
  INFO("soffice is missing: install what tools/packages-test.txt names (tools/test does)");
  REQUIRE(run.folder.shell("command -v soffice").status == 0);
  const Outcome o = run.folder.shell(
      "soffice -env:UserInstallation=file://\"$PWD\"/profile --headless --convert-to xlsx --outdir office "
      "zh/workbook.xlsx");
  INFO(o.out << o.err);
  REQUIRE(o.status == 0);
  const Json ours = run.workbook("zh/workbook.xlsx"), office = run.workbook("office/workbook.xlsx");
  const auto filled = [](const Json& rows) {
    return std::count_if(rows.begin(), rows.end(), [](const Json& row) {
      return std::any_of(row.begin(), row.end(), [](const Json& cell) { return !cell.is_null(); });
    });
  };
  for (std::size_t i = 0; i < kSheets.size(); ++i) {
    INFO(kSheets[i]);
    REQUIRE(office.at("sheets").at(i).at("name") == kSheets[i]);
    CHECK(filled(office.at("sheets")[i].at("rows")) == filled(ours.at("sheets")[i].at("rows")));
  }
  CHECK(office.at("charts") == ours.at("charts"));

  const Table verdicts = run.table("verdicts"), people = run.table("demography");
  const Cells years(sheet(office, "分年度"), 0), compared(sheet(office, "情景对比"), 0);
  int seen = 0;
  const std::map<std::string, std::string> names{
      {"childcare", "托位"}, {"primary", "小学学位"}, {"nursing_bed", "护理型床位"}, {"physician", "执业（助理）医师"}};
  const std::map<std::string, std::string> scenarios{{"baseline", "基准情景"}, {"births_low", "低生育情景"}};
  for (const auto& row : verdicts) {
    if (!whole_service(row) || row.at("year") != "2025" || row.at("supply_case") != "targeted") continue;
    const auto name = names.find(row.at("service"));
    if (name == names.end()) continue;
    INFO(row.at("scenario") << " " << row.at("service"));
    const std::map<std::string, std::string> key{
        {"情景", scenarios.at(row.at("scenario"))}, {"供给口径", "按目标"}, {"年份", "2025"}};
    auto of_year = key, of_scenario = key;
    of_year["对象"] = of_scenario["服务"] = name->second;
    const std::size_t r = years.find(of_year), c = compared.find(of_scenario);
    CHECK(years.number(r, "数值或有效需求90%") == Approx(std::stod(row.at("demand_p90"))));
    CHECK(compared.number(c, "有效需求中位数") == Approx(std::stod(row.at("demand_p50"))));
    CHECK(compared.number(c, "短缺概率") == Approx(std::stod(row.at("p_short"))));
    seen += 3;
  }
  CHECK(seen == 24);
  for (const auto& row : people)
    if (row.at("measure") == "population" && row.at("zone") == "all" && row.at("scenario") == "births_low")
      CHECK(years.number(years.find({{"情景", "低生育情景"}, {"对象", "常住人口"}, {"年份", row.at("year")}}),
                         "数值或有效需求中位数") == Approx(std::stod(row.at("p50"))));
}
