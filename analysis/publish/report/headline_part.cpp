/// The five-minute answer: sentences made of the numbers.
#include <cmath>
#include <map>

#include "analysis/publish/report/numbers.hpp"
#include "analysis/publish/report/parts.hpp"

namespace gongxu::report {
namespace {

std::string item(const std::string& classes, const std::string& html) {
  return "<li" + (classes.empty() ? "" : " class=" + classes) + ">" + html + "</li>\n";
}

class Headline {
 public:
  Headline(const Facts& facts, const std::string& scenario) : facts_(facts), scenario_(scenario) {}

  std::string html() const {
    std::string out;
    for (const int year : facts_.headline_years()) out += of_year(year);
    const std::string targets = of_targets(), unknowns = of_unknowns(), data = of_data();
    const auto list = [&](const char* heading, const std::string& items) {
      if (!items.empty()) out += "<h3>" + spans(word(heading)) + "</h3>\n<ul class=headline>\n" + items + "</ul>\n";
    };
    list("report_headline_targets", targets);
    list("report_headline_unknowns", unknowns);
    list("report_headline_data", data);
    return out;
  }

 private:
  Row foremost(const std::string& service, int year) const {
    return facts_.verdict(scenario_, facts_.foremost(scenario_, service, year), year, kAll, service);
  }

  /// "nursing beds (P(short) 0.71 ± 0.03)": with the probability that its word rests on.
  Text named(const std::string& service, int year) const {
    const Row row = foremost(service, year);
    const std::string w = row.text("verdict");
    const double short_p = row.number("p_short"), surplus_p = row.number("p_surplus");
    if (std::isnan(short_p)) return facts_.service_name(service);
    const Text shortage = word("report_p_short_is", {same(probability(short_p, row.number("se_p_short")))});
    const Text surplus = word("report_p_surplus_is", {same(probability(surplus_p, row.number("se_p_surplus")))});
    const Text why = w == "surplus"                           ? surplus
                     : w == "insufficient" || w == "mismatch" ? shortage
                                                              : joined({shortage, surplus});
    const Text name = row.text("supply_case") == "targeted" && facts_.first_of(service, "targeted") == "targeted"
                          ? word("report_in_case", {facts_.service_name(service), facts_.case_name("targeted")})
                          : facts_.service_name(service);
    return word("report_with_why", {name, why});
  }

  /// Of verdicts that leave it open: which way the probabilities point.
  std::string leaning(const Row& row) const {
    constexpr double kEven = 0.5, kSmall = 0.2;
    const double lacking = row.number("p_short"), idle = row.number("p_surplus");
    if (std::isnan(lacking)) return "unknown";
    if (lacking > kEven) return "short";
    if (idle > kEven) return "surplus";
    return lacking < kSmall && idle < kSmall ? "enough" : "open";
  }

  std::string of_verdict(const std::string& w, int year) const {
    std::map<std::string, std::vector<Text>> groups;
    const bool open = w == "conditional" || w == "uncertain";
    for (const std::string& service : facts_.services())
      if (const Row row = foremost(service, year); row.text("verdict") == w)
        groups[open ? leaning(row) : ""].push_back(named(service, year));
    std::string html;
    for (const char* group : {"", "short", "surplus", "enough", "open", "unknown"}) {
      const auto it = groups.find(group);
      if (it == groups.end()) continue;
      const Text names = joined(it->second) + word("full_stop");
      html +=
          (html.empty() ? "" : "<br>") + spans(*group ? word(std::string("report_leaning_") + group) + names : names);
    }
    if (html.empty()) return "";
    return item("v-" + w, "<span class=\"verdict v-" + w + "\">" + verdict_name(w) + "</span> " + html);
  }

  std::string of_year(int year) const {
    std::string items;
    for (const char* w : kVerdicts) items += of_verdict(w, year);
    const Text heading =
        word(year == facts_.target_year() ? "report_headline_target_year" : "report_headline_last_year",
             {same(std::to_string(year))});
    return "<h3>" + spans(heading) + "</h3>\n<ul class=headline>\n" + items + "</ul>\n";
  }

  /// Indicators by what becomes of them at the target year, the bad news first.
  std::string of_targets() const {
    std::map<std::string, std::vector<Text>> by_word;
    for (const std::string& service : facts_.services())
      for (const std::string& id : facts_.indicators_of(service)) {
        const Row row = facts_.indicator_verdict(scenario_, "quantified", facts_.target_year(), id);
        const std::string w = row.text("attainment");
        if (w.empty()) continue;
        const Row indicator = facts_.indicator(id);
        const double p = row.number("p_attained");
        by_word[w].push_back(
            std::isnan(p) ? indicator.both("name")
                          : word("report_with_why",
                                 {indicator.both("name"),
                                  word("report_p_attained_is", {same(probability(p, row.number("se_p_attained")))})}));
      }
    std::string items;
    for (const char* w : {"unlikely", "open", "conditional", "likely", "met"})
      if (const auto it = by_word.find(w); it != by_word.end())
        items += item("", "<strong class=\"" + attainment_class(w) + "\">" + spans(attainment_word(w)) + "</strong> " +
                              spans(joined(it->second) + word("full_stop")));
    return items;
  }

  /// What decides the services that are not sufficient, and where the verdict turns.
  std::string of_unknowns() const {
    std::string items;
    const int year = facts_.target_year();
    for (const std::string& service : facts_.services()) {
      const Row row = foremost(service, year);
      const Row d = facts_.deciding(scenario_, row.text("supply_case"), year, service);
      if (row.text("verdict") == "sufficient" || !d) continue;
      const std::string unit = d.text("unit");
      const Text range = same(parameter(d.number("drawn_p10"), unit) + "–" + parameter(d.number("drawn_p90"), unit));
      Text text = word("report_decided_by", {facts_.service_name(service), d.both("parameter"), range});
      const bool to_short = std::isfinite(d.number("short_beyond")),
                 to_surplus = std::isfinite(d.number("surplus_beyond"));
      if (to_short) text = text + word("report_turns_short", {turning(d, true)});
      if (to_surplus) text = text + word("report_turns_surplus", {turning(d, false)});
      if (!to_short && !to_surplus) text = text + word("report_never_turns");
      items += item("", spans(text + word("full_stop")));
    }
    return items;
  }

  /// What makes verdicts conditional, and the datum that would settle it.
  std::string of_data() const {
    std::map<std::string, std::pair<Text, std::vector<Text>>> reasons;  // by the reason's text
    for (const std::string& service : facts_.services()) {
      const Row row = foremost(service, facts_.target_year());
      const Text why = why_conditional(facts_, row);
      if (why.en.empty()) continue;
      const Text datum = facts_.settled_by(service);
      auto& [text, names] = reasons[why.en];
      text = why;
      names.push_back(datum.en.empty() ? facts_.service_name(service)
                                       : word("report_settled_by", {facts_.service_name(service), datum}));
    }
    std::string items;
    for (const auto& [key, reason] : reasons)
      items += item("v-conditional", spans(word("report_conditional_because", {joined(reason.second), reason.first})));
    return items;
  }

  const Facts& facts_;
  const std::string scenario_;
};

}  // namespace

std::string headline_part(const Facts& facts) {
  return section("headline", paragraph(word("report_headline_note"), "note") +
                                 by_scenario(facts, "headline", [&](const std::string& scenario) {
                                   return Headline(facts, scenario).html();
                                 }));
}

}  // namespace gongxu::report
