/// The HTML report of finished folders: complete, harmless, well-formed, and what the tables say.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "sim/core/messages.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temp_pack.hpp"

using namespace gongxu;
using namespace gongxu::test;

namespace {

const std::string kHostile = "<script>alert(1)</script> & \"x\" 'y' <b>";

/// What a browser would make of a page: its elements, its text without scripts, what is wrong with its tags.
struct Parsed {
  std::vector<std::string> starts;  ///< tags with attributes, without the brackets
  std::string text;
  std::vector<std::string> wrong;
};

Parsed parsed(const std::string& html) {
  static const std::set<std::string> kVoid{"meta", "br", "input"};
  Parsed out;
  std::vector<std::string> open;
  for (std::size_t i = html.find('>') + 1; i < html.size();) {
    if (html[i] != '<') {
      out.text += html[i++];
      continue;
    }
    const std::size_t end = html.find('>', i);
    const std::string tag = html.substr(i + 1, end - i - 1), name = tag.substr(0, tag.find_first_of(" \n"));
    i = end + 1;
    out.text += ' ';
    if (name.starts_with("/")) {
      if (open.empty() || open.back() != name.substr(1)) out.wrong.push_back(tag + " at " + std::to_string(end));
      if (!open.empty()) open.pop_back();
      continue;
    }
    if (name.empty() || !std::isalpha(static_cast<unsigned char>(name[0]))) out.wrong.push_back("<" + tag + ">");
    out.starts.push_back(tag);
    if (kVoid.contains(name)) continue;
    open.push_back(name);
    if (name == "script" || name == "style") i = html.find("</" + name, i);
  }
  for (const std::string& name : open) out.wrong.push_back(name + " is not closed");
  return out;
}

std::string between(const std::string& text, const std::string& from, const std::string& to, std::size_t at = 0) {
  const auto begin = text.find(from, at);
  if (begin == std::string::npos) return "";
  return text.substr(begin + from.size(), text.find(to, begin + from.size()) - begin - from.size());
}

nlohmann::json data_of(const std::string& html) {
  return nlohmann::json::parse(between(html, "<script type=\"application/json\" id=\"data\">", "</script>"));
}

std::size_t times(const std::string& text, const std::string& what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

/// A run of two scenarios, of which one has a hostile name. Made once: it takes some seconds.
struct Made {
  TempPack pack;
  TempFolder here;
  std::string html;
  Made() {
    pack.replace("minqin/scenarios/births_low.toml", "name_en = \"low births\"", "name_en = '''" + kHostile + "'''");
    pack.replace("minqin/scenarios/births_low.toml", "name_zh = \"低生育情景\"", "name_zh = '''" + kHostile + "'''");
    const Outcome run =
        here.run("run " + pack.path("minqin") + " --scenario baseline births_low -n 20 --until 2026 -q --out r");
    INFO(run.err);
    REQUIRE(run.status == 0);
    const Outcome report = here.run("report r --format html");
    INFO(report.err);
    REQUIRE(report.status == 0);
    html = read_file(here.path("r/report.html"));
  }
};
Made& made() {
  static Made one;
  return one;
}

}  // namespace

TEST_CASE("the page is well-formed, needs nothing from elsewhere, and names from data do nothing", "[report]") {
  const std::string& html = made().html;
  const Parsed page = parsed(html);
  for (const std::string& wrong : page.wrong) UNSCOPED_INFO(wrong);
  CHECK(page.wrong.empty());
  CHECK(page.starts.size() > 2000);
  CHECK(std::count_if(page.starts.begin(), page.starts.end(), [](const auto& t) { return t.starts_with("script"); }) ==
        3);
  CHECK(page.text.find("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; &#39;y&#39; &lt;b&gt;") !=
        std::string::npos);
  for (const std::string& tag : page.starts) {
    INFO(tag);
    CHECK(tag.find(" src=") == std::string::npos);
    CHECK(tag.find("http") == std::string::npos);
    CHECK(tag.find(" onclick") == std::string::npos);
    CHECK((tag.find(" href=") == std::string::npos || tag.find(" href=\"#") != std::string::npos));
  }
  const std::string style = between(html, "<style>", "</style>");
  for (const char* outside : {"url(", "@import", "http"}) CHECK(style.find(outside) == std::string::npos);
  CHECK(page.text.find("http://") == std::string::npos);
  CHECK(html.find("Licensed to the Apache Software Foundation") != std::string::npos);
  CHECK(page.text.find("Apache License 2.0") != std::string::npos);
}

TEST_CASE("every text stands in both languages, and no number is missing by accident", "[report]") {
  const std::string& html = made().html;
  const Parsed page = parsed(html);
  CHECK(times(html, "<span lang=zh-CN>") > 1000);
  CHECK(times(html, "<span lang=zh-CN>") == times(html, "<span lang=en>"));
  CHECK(times(html, "</span><span lang=en>") == times(html, "<span lang=en>"));
  CHECK(html.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
  std::istringstream words(page.text);
  std::set<std::string> bad;
  for (std::string w; words >> w;)
    if (w == "nan" || w == "-nan" || w == "inf" || w == "-inf" || w.find("{0}") != std::string::npos || w == "TODO")
      bad.insert(w);
  CHECK(bad.empty());
  made().here.run("report r --format html --lang en --out english");
  CHECK(read_file(made().here.path("english/report.html")).starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
}

TEST_CASE("verdicts and probabilities of the page are those of the table", "[report]") {
  const std::string& html = made().html;
  const auto data = data_of(html);
  int compared = 0;
  for (const auto& row : read_table(made().here.path("r/tables/verdicts.csv"))) {
    if (row.at("zone") != "all" || row.at("service").empty()) continue;
    const std::string scenario = row.at("scenario"), supply = row.at("supply_case"), service = row.at("service");
    const auto y = static_cast<std::size_t>(std::stoi(row.at("year")) - 2020);
    // The matrix: block of the scenario, table of the case, row of the service, cell of the year.
    std::size_t at = html.find(" data-block=\"verdicts\" data-scenario=\"" + scenario + "\"");
    REQUIRE(at != std::string::npos);
    at = html.find("data-case=" + supply, at);
    at = html.find("<tr><th scope=row><span lang=zh-CN>" + say(Language::zh, "service_" + service) + "</span>", at);
    for (std::size_t i = 0; i <= y; ++i) at = html.find("<td", at + 1);
    const std::string cell = html.substr(at, html.find("</td>", at) - at);
    INFO(scenario << " " << supply << " " << service << " " << row.at("year") << ": " << cell);
    const std::string words = say(Language::zh, "verdict_" + row.at("verdict"));
    CHECK(cell.find(">" + words.substr(0, words.find(' ')) + "<") != std::string::npos);
    CHECK(cell.find(words.substr(words.find(' ') + 1)) != std::string::npos);
    if (!row.at("p_short").empty())
      CHECK(std::stod(cell.substr(cell.rfind(' '))) == Approx(std::stod(row.at("p_short"))).margin(0.00501));
    // The charts' data, where the case is not another one's.
    const auto& own = data["by_scenario"][scenario]["services"][service];
    if (!own["verdict"].contains(supply)) continue;
    CHECK(own["verdict"][supply][y] == row.at("verdict"));
    if (row.at("capacity").empty())
      CHECK(own["supply"][supply][y].is_null());
    else
      CHECK(own["supply"][supply][y].get<double>() == Approx(std::stod(row.at("capacity"))).epsilon(1e-4));
    CHECK(own["demand"][y][1].get<double>() == Approx(std::stod(row.at("demand_p50"))).epsilon(1e-4));
    ++compared;
  }
  CHECK(compared > 200);
}

TEST_CASE("the charts' data has what the script asks for", "[report]") {
  const auto data = data_of(made().html);
  CHECK(data["format"] == 1);
  CHECK(data["years"] == nlohmann::json::parse("[2020,2026]"));
  CHECK(data["target_year"] == 2025);
  CHECK(data["first_year_partial"] == true);
  CHECK(data["scenarios"][1]["name"]["en"] == kHostile);
  CHECK(data["zones"].back()["id"] == "all");
  CHECK(data["services"].size() == 10);
  std::istringstream keys(read_file(GONGXU_SOURCE_DIR "/analysis/publish/report/web/words.txt"));
  for (std::string key; keys >> key;) {
    INFO(key);
    CHECK(data["words"].contains(key));
  }
  for (const auto& [id, scenario] : data["by_scenario"].items()) {
    CHECK(scenario["people"]["population"].size() == 7);
    const auto& pyramid = scenario["pyramid"]["all"];
    CHECK(pyramid["male"].size() == 7);
    CHECK(pyramid["female"][0].size() == 101);
    CHECK(pyramid["male_interval"][5].size() == 101);  // 2025
    CHECK(pyramid["male_interval"][1].is_null());
    const auto& childcare = scenario["services"]["childcare"];
    CHECK(childcare["influence"].size() == 2);
    CHECK(childcare["capacity_curves"][0]["points"].size() > 5);
    CHECK(childcare["load_by_zone"]["targeted"].size() == 3);
    CHECK_FALSE(scenario["services"]["hospital_bed"].contains("load_by_zone"));
  }
  CHECK(data["twin"].size() > 50);
  CHECK(data["sensitivity"].is_null());
  CHECK(data["hindcast"].is_null());
}

TEST_CASE("small counts are masked in tables and absent from charts", "[report]") {
  const TempFolder& here = made().here;
  REQUIRE(here.run("report r --format html --mask 300 --out masked").status == 0);
  const std::string html = read_file(here.path("masked/report.html"));
  CHECK(html.find("masked\">&lt;300") != std::string::npos);
  CHECK(made().html.find("&lt;300") == std::string::npos);
  const auto data = data_of(html);
  bool some = false;
  for (const auto& [id, scenario] : data["by_scenario"].items())
    for (const auto& year : scenario["pyramid"]["all"]["male"])
      for (const auto& age : year) {
        some = some || age.is_null();
        CHECK((age.is_null() || age.get<double>() >= 300 || age.get<double>() == 0));
      }
  CHECK(some);
}

TEST_CASE("studies beside the run have their parts in the page", "[report]") {
  const TempFolder& here = made().here;
  const std::string plan = made().pack.path("minqin");
  REQUIRE(here.run("sensitivity " + plan +
                   " --trajectories 4 --factors births --chances 1 --grouped --until 2025 -q --out m")
              .status == 0);
  REQUIRE(here.run("solve " + plan + " --service childcare -n 4 --until 2025 -q --out s").status == 0);
  REQUIRE(here.run("hindcast " GONGXU_SOURCE_DIR
                   "/scenarios/past-2010/minqin -n 2 --scenario baseline circular_full -q --out h")
              .status == 0);
  const Outcome o = here.run("report r m s h --format html --out all");
  INFO(o.err);
  REQUIRE(o.status == 0);
  const std::string html = read_file(here.path("all/report.html"));
  const Parsed page = parsed(html);
  CHECK(page.wrong.empty());
  const auto data = data_of(html);
  CHECK(data["sensitivity"].size() > 3);
  CHECK(data["sensitivity"][0]["rows"][0]["index"].contains("mu_star"));
  CHECK(data["hindcast"].size() > 5);
  CHECK(html.find("data-chart=sensitivity data-index=0") != std::string::npos);
  CHECK(html.find(say(Language::en, "report_solve_caption")) != std::string::npos);
  CHECK(made().html.find(say(Language::en, "report_solve_caption")) == std::string::npos);
  CHECK(html.find(say(Language::en, "report_scores_caption")) != std::string::npos);
}
