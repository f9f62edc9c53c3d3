/// A pack made by hand for the audit: a place of so many residents, and a plan of 2021-2025 with nothing in it.
#pragma once
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/plan/audit.hpp"

namespace gongxu::test {

struct HandPack {
  Pack pack;

  /// Three in a hundred are below three and a fifth is of sixty and over; nobody dies.
  explicit HandPack(long residents = 600'000) {
    const long young = residents * 3 / 100, old = residents / 5, rest = residents - young - old;
    pack.region.population = {{0, 2, {young / 2, young - young / 2}},
                              {3, 59, {rest / 2, rest - rest / 2}},
                              {60, -1, {old / 2, old - old / 2}}};
    pack.plan.first_year = 2021, pack.plan.last_year = 2025;
  }

  /// An indicator of base 2020 and target 2025 in per cent, with no measure.
  Indicator& indicator(const std::string& id, std::optional<double> base, std::optional<double> target) {
    Indicator i;
    i.id = id, i.name = {id, id}, i.unit = "per cent", i.numerator = "none", i.source = id + ":2";
    i.base = base, i.target = target, i.base_year = base ? 2020 : 0, i.target_year = target ? 2025 : 0;
    pack.plan.indicators.push_back(i);
    return pack.plan.indicators.back();
  }
  /// A count of whole things.
  Indicator& count(const std::string& id, std::optional<double> base, std::optional<double> target) {
    Indicator& i = indicator(id, base, target);
    i.unit = "things";
    return i;
  }
  /// A service's own indicator in units; its base is the stock.
  Indicator& of_service(Service s, std::optional<double> base, std::optional<double> target) {
    Indicator& i = count(info(s).word, base, target);
    i.numerator = i.service = info(s).word, i.unit = info(s).unit, i.computed = Computed::service;
    pack.plan.stocks[index_of(s)].basis = base ? StockBasis::stated : StockBasis::unknown;
    return i;
  }
  /// A number of its own for a year, in whole things.
  Figure& figure(const std::string& id, int year, double value) {
    Figure f;
    f.id = id, f.name = {id, id}, f.unit = "things", f.numerator = "none", f.source = id + ":9";
    f.year = year, f.value = value;
    pack.plan.figures.push_back(f);
    return pack.plan.figures.back();
  }
  /// Another printing of an indicator's number.
  Figure& printed_again(const std::string& of, int year, double value, Bound bound) {
    Figure& f = figure("", year, value);
    f.of = of, f.bound = bound, f.source = "again:9";
    f.numerator.clear();
    return f;
  }
  Relation& relation(RelationKind kind, const std::string& whole, const std::vector<std::string>& parts, int year) {
    Relation r;
    r.kind = kind, r.whole = whole, r.parts = parts, r.year = year;
    pack.plan.relations.push_back(r);
    return pack.plan.relations.back();
  }
  Project& project(Service s, std::optional<double> capacity) {
    Project p;
    p.id = "p" + std::to_string(pack.plan.projects.size()), p.service = info(s).word, p.capacity = capacity;
    p.source = p.id + ":7", p.year_start = 2021, p.year_end = 2025;
    pack.plan.projects.push_back(p);
    return pack.plan.projects.back();
  }

  /// What is found, as "severity rule:subject" without the rule's "audit_", in the order told.
  std::vector<std::string> found() const {
    std::vector<std::string> out;
    for (const Finding& f : audit(pack))
      out.push_back(std::string(word_of(f.severity)) + " " + f.rule.substr(6) + ":" + f.subject);
    return out;
  }
  /// The one finding of a rule. @throws std::out_of_range if there is none.
  Finding finding(const std::string& rule) const {
    for (const Finding& f : audit(pack))
      if (f.rule == "audit_" + rule) return f;
    throw std::out_of_range("nothing found by " + rule);
  }
};

using Found = std::vector<std::string>;

}  // namespace gongxu::test
