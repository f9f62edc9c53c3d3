// What ratios imply about people, and what projects deliver of what targets ask.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "sim/plan/audit_rules.hpp"
#include "sim/plan/capacity.hpp"

namespace gongxu {
namespace {

/// A count or a ratio of a measure that the plan states for a year.
struct Statement {
  std::string id, numerator, denominator, source;
  double per = 1;
  int year = 0;
  double value = 0;
  Text name;
};

/// A number that is printed twice is one statement.
std::vector<Statement> statements_of(const Plan& plan) {
  std::vector<Statement> out;
  for (const Indicator& i : plan.indicators) {
    if (i.numerator == "none" || i.kind != TargetKind::level) continue;
    const auto add = [&](int year, double value, const std::string& source) {
      out.push_back({i.id, i.numerator, i.denominator, source, i.per, year, value, i.name});
    };
    if (i.base) add(i.base_year, *i.base, i.source_of_base());
    for (const auto& [year, value] : i.yearly_targets) add(year, value, i.source);
    if (i.target) add(i.target_year, *i.target, i.source);
  }
  for (const Figure& f : plan.figures) {
    const Indicator* i = plan.find(f.of);
    if (f.of.empty() && !f.numerator.empty() && f.numerator != "none")
      out.push_back({f.id, f.numerator, f.denominator, f.source, f.per, f.year, f.value, f.name});
    else if (i && i->numerator != "none" && i->kind == TargetKind::level)
      out.push_back({i->id, i->numerator, i->denominator, f.source, i->per, f.year, f.value, i->name});
  }
  const auto same = [](const Statement& a, const Statement& b) {
    return a.numerator == b.numerator && a.denominator == b.denominator && a.year == b.year && a.value == b.value;
  };
  for (auto s = out.begin(); s != out.end(); ++s)
    out.erase(std::remove_if(s + 1, out.end(), [&](const Statement& other) { return same(*s, other); }), out.end());
  return out;
}

/// Who may be meant: at the base the census; later, as many as live on. The whole population lies between
/// the census and where the trend since 2010 leads.
struct Expected {
  double low, high, centre;
};
std::optional<Expected> people_expected(const Region& region, const std::string& measure, int year) {
  constexpr double kCensusSlack = 0.005;  // year-end for 1 November, and rounding of the plan's own estimate
  constexpr double kAgesSlack = 0.02;     // of an age group: single ages are read between five-year groups
  constexpr double kMovesSlack = 0.05;    // of an age group later on: moves are left out
  const int years = year - region.base_date.year;
  if (years < 0) return std::nullopt;
  if (measure != "population") {
    const auto now = residents_expected(region, measure, year);
    if (!now) return std::nullopt;
    const double slack = years ? kMovesSlack : kAgesSlack;
    return Expected{*now * (1 - slack), *now * (1 + slack), *now};
  }
  const auto census = static_cast<double>(region.total_population());
  const auto before = region.facts.find("residents_2010");
  constexpr int kYearOfBefore = 2010;
  const double trend = before == region.facts.end() || before->second <= 0
                           ? census
                           : census * std::pow(census / before->second,
                                               static_cast<double>(years) / (region.base_date.year - kYearOfBefore));
  return Expected{std::min(census, trend) * (1 - kCensusSlack), std::max(census, trend) * (1 + kCensusSlack), census};
}

/// A share of a whole, and the whole, in units, in the years for which both are stated.
struct PartOfWhole {
  double part, whole;
};
std::map<int, PartOfWhole> parts_by_year(const Indicator& share, const Indicator& whole) {
  std::map<int, PartOfWhole> out;
  const auto note = [&](int year, const std::optional<double>& figure, const std::optional<double>& all) {
    if (figure && all) out[year] = {*figure / share.per * *all, *all};
  };
  note(share.base_year, share.base, whole.base_year == share.base_year ? whole.base : std::nullopt);
  for (const auto& [year, value] : share.yearly_targets) note(year, value, whole.target_in(year));
  note(share.target_year, share.target, whole.target_in(share.target_year));
  return out;
}

bool is_staff(Service s) { return s == Service::physician || s == Service::nurse; }

}  // namespace

/// Where a count and a ratio of one measure stand side by side, they say of how many people the plan thinks.
void find_implied_people(const Pack& pack, Findings& found) {
  const auto all = statements_of(pack.plan);
  for (const Statement& count : all)
    for (const Statement& ratio : all) {
      if (!count.denominator.empty() || ratio.denominator.empty()) continue;
      if (count.numerator != ratio.numerator || count.year != ratio.year || ratio.value <= 0) continue;
      const auto expected = people_expected(pack.region, ratio.denominator, ratio.year);
      if (!expected) continue;
      const Interval c = interval_of(count.value, true), r = interval_of(ratio.value);
      const Interval implied{c.low / r.high * ratio.per, r.low > 0 ? c.high / r.low * ratio.per : INFINITY};
      if (overlap(implied, {expected->low, expected->high})) continue;
      const std::string year = std::to_string(count.year);
      found.add(count.year <= pack.region.base_date.year ? "audit_implied_people_now" : "audit_implied_people_later",
                Severity::warning, ratio.id,
                {count.name, number_text(count.value), ratio.name, number_text(ratio.value),
                 number_text(count.value / ratio.value * ratio.per), number_text(implied.low),
                 number_text(implied.high), same_text(year), number_text(expected->centre)},
                {{count.id, count.value, count.source},
                 {ratio.id, ratio.value, ratio.source},
                 {"implied " + ratio.denominator, std::round(count.value / ratio.value * ratio.per), ""},
                 {"residents", std::round(expected->centre), ""}});
    }
}

/// What base and named projects come to, against what the target asks for today's residents.
void find_projects_short(const Pack& pack, Findings& found) {
  const auto residents = static_cast<double>(pack.region.total_population());
  for (std::size_t k = 0; k < kServices; ++k) {
    const Service s = service_at(k);
    const Indicator* i = pack.plan.indicator_of_service(s);
    const auto wanted = target_units(pack.plan, s, residents, residents);
    if (!i || !wanted || is_staff(s)) continue;
    const auto base = base_units(pack.plan, s, residents);
    double added = 0;
    int named = 0, numbered = 0;
    std::string sources = i->source;
    for (const Project& p : pack.plan.projects) {
      if (p.service != info(s).word || (p.dated && p.year_start > i->target_year)) continue;
      ++named;
      const double units = p.capacity.value_or(0) + (p.converts_from.empty() ? 0 : p.converts_units);
      added += units;
      numbered += units > 0;
      if (units > 0) sources += "; " + p.source;
    }
    if (base && *base >= *wanted) continue;
    const double least = interval_of(*i->target).low / *i->target * *wanted;  // a target rounded up asks for less
    const std::string count = std::to_string(named);
    if (numbered == 0)
      found.add(
          named == 0 ? "audit_no_project" : "audit_no_numbered_project", Severity::warning, i->id,
          {i->name, number_text(std::round(*wanted)), base ? number_text(std::round(*base)) : Text{"不详", "not known"},
           same_text(count)},
          {{"target", *i->target, i->source}, {"target in " + std::string(info(s).unit), std::round(*wanted), ""}});
    else if (base && *base + added < least)
      found.add("audit_projects_short", Severity::warning, i->id,
                {i->name, number_text(std::round(*wanted)), number_text(std::round(*base)), number_text(added),
                 number_text(std::round(*base + added)), number_text(std::round(*wanted - *base - added)),
                 same_text(count), same_text(std::to_string(numbered))},
                {{"target", *i->target, sources},
                 {"base in " + std::string(info(s).unit), std::round(*base), ""},
                 {"projects", added, ""},
                 {"short by", std::round(*wanted - *base - added), ""}});
  }
}

/// A part that has to grow by more than its whole must take over what is there already.
void find_conversions_needed(const Pack& pack, Findings& found) {
  const Plan& plan = pack.plan;
  const Indicator* share = plan.indicator_of_service(Service::nursing_bed);
  const Indicator* beds = plan.indicator_of_service(Service::care_bed);
  if (!share || share->denominator != info(Service::care_bed).word || !beds || !beds->denominator.empty()) return;
  // Both ends of the longest span for which part and whole are known.
  const auto known = parts_by_year(*share, *beds);
  if (known.size() < 2) return;
  const auto& [first_year, first] = *known.begin();
  const auto& [last_year, last] = *known.rbegin();
  double needed = (last.part - first.part) - (last.whole - first.whole);
  for (const Project& p : plan.projects)
    if (p.service == info(Service::nursing_bed).word && p.converts_from == info(Service::care_bed).word)
      needed -= p.converts_units;
  if (needed < 1) return;
  found.add(
      "audit_conversion_needed", Severity::warning, share->id,
      {share->name, number_text(last.part - first.part), number_text(last.whole - first.whole),
       number_text(std::round(needed)), same_text(std::to_string(first_year)), same_text(std::to_string(last_year))},
      {{"nursing beds " + std::to_string(first_year), std::round(first.part), share->source_of_base()},
       {"nursing beds " + std::to_string(last_year), std::round(last.part), share->source},
       {"beds " + std::to_string(first_year), first.whole, beds->source},
       {"beds " + std::to_string(last_year), last.whole, beds->source}});
}

/// A cap on a share of a service whose number, the service's target taken with it, falls from year to year: somebody
/// else has to run what is there.
void find_caps_that_shrink(const Pack& pack, Findings& found) {
  for (const Indicator& i : pack.plan.indicators) {
    if (i.bound != Bound::le && i.bound != Bound::lt) continue;
    const std::size_t s = service_of_word(i.denominator);
    const Indicator* whole = s == kServices ? nullptr : pack.plan.indicator_of_service(service_at(s));
    if (!whole || !whole->denominator.empty()) continue;
    const auto units = parts_by_year(i, *whole);
    if (units.size() < 2 || units.rbegin()->second.part >= units.begin()->second.part - 1) continue;
    const std::string from = std::to_string(units.begin()->first), to = std::to_string(units.rbegin()->first);
    found.add("audit_cap_shrinks", Severity::warning, i.id,
              {i.name, same_text(from), number_text(std::round(units.begin()->second.part)), same_text(to),
               number_text(std::round(units.rbegin()->second.part)),
               number_text(std::round(units.begin()->second.part - units.rbegin()->second.part))},
              {{from, std::round(units.begin()->second.part), i.source},
               {to, std::round(units.rbegin()->second.part), whole->source}});
  }
}

/// A base rate of use that more people make up than there are units.
void find_use_beyond_capacity(const Pack& pack, Findings& found) {
  const auto residents = static_cast<double>(pack.region.total_population());
  for (const Indicator& i : pack.plan.indicators) {
    const std::size_t s = service_of_word(i.service);
    if (!counts_use(i) || !i.base || s == kServices || i.base_year != pack.region.base_date.year) continue;
    const auto people = residents_expected(pack.region, i.denominator, i.base_year);
    const auto units = base_units(pack.plan, service_at(s), residents);
    if (!people || !units || interval_of(*i.base).low / i.per * *people <= *units) continue;
    found.add("audit_use_beyond_capacity", Severity::warning, i.id,
              {i.name, number_text(*i.base), number_text(std::round(*i.base / i.per * *people)),
               number_text(std::round(*units))},
              {{"base", *i.base, i.source_of_base()},
               {"people", std::round(*i.base / i.per * *people), ""},
               {"units", std::round(*units), ""}});
  }
}

}  // namespace gongxu
