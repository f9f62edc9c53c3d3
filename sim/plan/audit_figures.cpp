// Numbers that are printed more than once, or that others make up.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/plan/audit_rules.hpp"

namespace gongxu {
namespace {

/// "95", "≥95", "<56".
std::string with_bound(double value, Bound bound) {
  constexpr const char* kSigns[] = {"≥", "≤", "", ">", "<"};
  return fmt::format("{}{}", kSigns[static_cast<std::size_t>(bound)], value);
}

Interval printed(const Stated& s) { return interval_of(s.value, s.counts); }
Interval bounded(const Stated& s) { return bounded_interval_of(s.value, s.bound, s.counts); }

/// What a printed unit multiplies by: 万 ten thousand, 亿 a hundred million.
double scale_of(const std::string& unit_zh) {
  if (unit_zh.find("亿") != std::string::npos) return 1e8;
  return unit_zh.find("万") != std::string::npos ? 1e4 : 1;
}

Interval times(const Interval& a, double factor) { return {a.low * factor, a.high * factor}; }
Interval plus(const Interval& a, const Interval& b) { return {a.low + b.low, a.high + b.high}; }
Interval over(const Interval& a, const Interval& b) { return {a.low / b.high, b.low > 0 ? a.high / b.low : INFINITY}; }

/// Up, down or neither: where a bound leaves room.
int way_of(Bound b) { return b == Bound::ge || b == Bound::gt ? 1 : b == Bound::eq ? 0 : -1; }

/// What the parts of a relation make, with its interval.
struct Made {
  double value;
  Interval interval;  ///< with the bounds of the parts
  Interval exact;     ///< of the printed numbers alone
};

}  // namespace

void find_printed_twice(const Pack& pack, Findings& found) {
  for (const Figure& f : pack.plan.figures) {
    const auto other = f.of.empty() ? std::nullopt : pack.plan.stated(f.of, f.year);
    if (!other) continue;
    const bool same_value = overlap(interval_of(f.value, other->counts), printed(*other));
    if (same_value && f.bound == other->bound) continue;
    const bool possible = overlap(bounded_interval_of(f.value, f.bound, other->counts), bounded(*other));
    // A bound that one place states and the other leaves out is a difference of wording alone.
    const char* rule = same_value ? "audit_bound_differs" : "audit_printed_twice";
    found.add(rule, same_value || possible ? Severity::note : Severity::error, f.of,
              {other->name, same_text(std::to_string(f.year)), same_text(with_bound(other->value, other->bound)),
               same_text(other->source), same_text(with_bound(f.value, f.bound)), same_text(f.source)},
              {{std::to_string(f.year), other->value, other->source}, {std::to_string(f.year), f.value, f.source}});
  }
}

/// One unusual number as the base of two different things is perhaps a slip in copying.
void find_copies(const Pack& pack, Findings& found) {
  constexpr double kLeast = 10;
  const auto unusual = [](double v) { return v >= kLeast && std::fmod(v, 5) != 0; };
  const auto& all = pack.plan.indicators;
  std::vector<std::pair<int, double>> told;
  for (auto a = all.begin(); a != all.end(); ++a)
    for (auto b = a + 1; b != all.end(); ++b) {
      const bool one_measure =
          a->numerator != "none" && a->numerator == b->numerator && a->denominator == b->denominator;
      if (!a->base || a->base != b->base || a->base_year != b->base_year || one_measure || !unusual(*a->base)) continue;
      if (a->source_of_base() == b->source_of_base() ||
          std::find(told.begin(), told.end(), std::pair(a->base_year, *a->base)) != told.end())
        continue;
      told.emplace_back(a->base_year, *a->base);
      found.add("audit_same_base", Severity::note, a->id, {a->name, b->name, number_text(*a->base)},
                {{a->id, *a->base, a->source_of_base()}, {b->id, *b->base, b->source_of_base()}});
    }
}

void find_broken_relations(const Pack& pack, Findings& found) {
  for (const Relation& r : pack.plan.relations) {
    const auto whole = pack.plan.stated(r.whole, r.year);
    if (!whole) continue;
    std::vector<Findings::Statement> statements{{r.whole, whole->value, whole->source}};
    std::vector<Stated> parts;
    for (const std::string& id : r.parts) {
      const auto people = residents_expected(pack.region, id, r.year);
      const auto part = pack.plan.stated(id, r.year);
      if (part)
        parts.push_back(*part);
      else if (people)
        parts.push_back({*people, Bound::eq, true, "", {id, id}});
      else
        break;
      statements.push_back({id, parts.back().value, parts.back().source});
    }
    if (parts.size() != r.parts.size() || parts.empty()) continue;
    // "At least 3,620" and the sum of "2,170" and "at least 1,450" are one statement: bounds that point the same way
    // are left out on both sides, and the printed numbers have to agree.
    const int way = way_of(whole->bound);
    const bool same_way =
        way != 0 && std::any_of(parts.begin(), parts.end(), [&](const Stated& p) { return way_of(p.bound) == way; });
    const auto take = [&](const Stated& s) { return same_way ? printed(s) : bounded(s); };
    Made made{parts[0].value, take(parts[0]), printed(parts[0])};
    if (r.kind == RelationKind::quotient) {
      made = {parts[0].value / parts[1].value * r.per, times(over(made.interval, take(parts[1])), r.per),
              times(over(made.exact, printed(parts[1])), r.per)};
    } else if (r.kind != RelationKind::same) {
      for (std::size_t i = 1; i < parts.size(); ++i)
        made = {made.value + parts[i].value, plus(made.interval, take(parts[i])), plus(made.exact, printed(parts[i]))};
      if (r.kind == RelationKind::growth) {
        const auto base = pack.plan.stated(r.whole, r.base_year);
        if (!base) continue;
        made = {made.value + base->value, plus(made.interval, take(*base)), plus(made.exact, printed(*base))};
        statements.push_back({r.whole + " " + std::to_string(r.base_year), base->value, base->source});
      }
    }
    const bool possible = overlap(take(*whole), made.interval);
    // A sum of bare numbers that lies beyond an "at least" contradicts nothing, but was meant to be that number.
    const bool adds = r.kind == RelationKind::sum || r.kind == RelationKind::growth;
    const bool bare = std::all_of(parts.begin(), parts.end(), [](const Stated& p) { return p.bound == Bound::eq; });
    if (possible && !(adds && bare && !overlap(printed(*whole), made.exact))) continue;
    constexpr const char* kRules[] = {"audit_sum_differs", "audit_quotient_differs", "audit_not_the_same",
                                      "audit_growth_differs"};
    const Severity severity = r.kind == RelationKind::same || possible ? Severity::warning : Severity::error;
    found.add(kRules[static_cast<std::size_t>(r.kind)], severity, r.whole,
              {whole->name, number_text(whole->value), number_text(made.value), same_text(std::to_string(r.year)),
               parts[0].name},
              statements);
  }
}

void find_impossible_units(const Pack& pack, Findings& found) {
  const auto residents = static_cast<double>(pack.region.total_population());
  for (const Indicator& i : pack.plan.indicators) {
    if (i.printed_unit_zh.empty()) continue;
    for (const bool is_base : {true, false}) {
      const auto& ours = is_base ? i.base : i.target;
      const auto& printed = is_base ? i.printed_base : i.printed_target;
      if (!ours) continue;
      const double as_printed = printed.value_or(*ours), amount = as_printed * scale_of(i.printed_unit_zh);
      if (overlap(times(interval_of(as_printed), scale_of(i.printed_unit_zh)), interval_of(*ours))) continue;
      found.add(amount > residents ? "audit_unit_beyond_people" : "audit_unit_impossible", Severity::error, i.id,
                {i.name,
                 same_text(i.printed_unit_zh),
                 number_text(as_printed),
                 number_text(amount),
                 {i.unit_zh, i.unit},
                 number_text(residents),
                 number_text(std::round(amount / residents))},
                {{is_base ? "base" : "target", as_printed, i.source}});
      break;
    }
  }
}

}  // namespace gongxu
