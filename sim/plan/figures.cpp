// [[figure]] and [[relation]]: what the audit compares.
#include <algorithm>

#include "sim/plan/plan.hpp"
#include "sim/scenario/suggest.hpp"

namespace gongxu {
namespace {

const std::vector<std::string> kRelationWords{"sum", "quotient", "same", "growth"};

Figure read_figure(const TomlTable& table, Problems& problems) {
  Figure f;
  f.at = table.at();
  f.id = table.text("id", Need::optional).value_or("");
  f.of = table.text("of", Need::optional).value_or("");
  const bool own = f.of.empty();
  if (f.id.empty() == own) problems.add(table.at(), "figure_of_or_id");
  f.name = table.both_languages("name", own ? Need::required : Need::optional);
  f.unit = table.text("unit", own ? Need::required : Need::optional).value_or("");
  table.text("unit_zh", Need::optional);
  f.numerator = read_measure(table, "numerator", Need::optional);
  f.denominator = read_measure(table, "denominator", Need::optional);
  f.per = table.number("per", Need::optional).value_or(f.per);
  f.year = static_cast<int>(table.integer("year").value_or(0));
  f.value = table.number("value").value_or(0);
  f.bound = read_bound(table, Need::optional).value_or(Bound::eq);
  f.source = table.text("source").value_or("");
  return f;
}

Relation read_relation(const TomlTable& table) {
  Relation r;
  r.at = table.at();
  r.kind = static_cast<RelationKind>(table.word("kind", kRelationWords).value_or(0));
  const auto id = [&](const char* key) { return table.text(key).value_or(""); };
  switch (r.kind) {
    case RelationKind::sum:
    case RelationKind::growth:
      r.whole = id("whole");
      r.parts = table.texts("parts");
      break;
    case RelationKind::quotient:
      r.whole = id("result");
      r.parts = {id("numerator"), id("denominator")};
      r.per = table.number("per", Need::optional).value_or(r.per);
      break;
    case RelationKind::same:
      r.whole = id("a");
      r.parts = {id("b")};
      break;
  }
  r.year = static_cast<int>(table.integer("year").value_or(0));
  if (r.kind == RelationKind::growth) r.base_year = static_cast<int>(table.integer("base_year").value_or(0));
  r.source = table.text("source").value_or("");
  return r;
}

}  // namespace

void read_figures(const TomlTable& root, Plan& plan, Problems& problems) {
  std::vector<std::string> ids;
  for (const Indicator& i : plan.indicators) ids.push_back(i.id);
  const std::size_t indicators = ids.size();
  for (const TomlTable& table : root.tables("figure")) {
    Figure f = read_figure(table, problems);
    if (!f.id.empty() && std::find(ids.begin(), ids.end(), f.id) != ids.end())
      problems.add(table.at("id"), "named_twice", {"figure", f.id});
    const std::vector<std::string> known(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(indicators));
    if (!f.of.empty() && std::find(known.begin(), known.end(), f.of) == known.end())
      problems.add(table.at("of"), "unknown_reference", {f.of, nearest(f.of, known)});
    if (!f.id.empty()) ids.push_back(f.id);
    plan.figures.push_back(std::move(f));
  }
  for (const TomlTable& table : root.tables("relation")) {
    Relation r = read_relation(table);
    const auto check = [&](const std::string& id, bool may_be_measure) {
      const auto& measures = known_measures();
      const bool measure = may_be_measure && std::find(measures.begin(), measures.end(), id) != measures.end();
      if (id.empty() || measure) return;
      if (std::find(ids.begin(), ids.end(), id) == ids.end())
        problems.add(table.at(), "unknown_reference", {id, nearest(id, ids)});
      else if (!plan.stated(id, r.year))
        problems.add(table.at("year"), "relation_without_number", {id, std::to_string(r.year)});
    };
    check(r.whole, false);
    if (r.kind == RelationKind::growth && r.base_year != 0 && std::find(ids.begin(), ids.end(), r.whole) != ids.end() &&
        !plan.stated(r.whole, r.base_year))
      problems.add(table.at("base_year"), "relation_without_number", {r.whole, std::to_string(r.base_year)});
    for (std::size_t i = 0; i < r.parts.size(); ++i) check(r.parts[i], r.kind == RelationKind::quotient && i == 1);
    plan.relations.push_back(std::move(r));
  }
}

std::optional<Stated> Plan::stated(const std::string& id, int year) const {
  for (const Figure& f : figures)
    if (f.id == id && f.year == year) return Stated{f.value, f.bound, is_count(f.unit), f.source, f.name};
  const Indicator* i = find(id);
  if (!i) return std::nullopt;
  const bool counts = is_count(i->unit);
  if (i->base && year == i->base_year) return Stated{*i->base, i->base_bound, counts, i->source_of_base(), i->name};
  // Of a sum, what is stated for the target year is the total; yearly_targets says what the year itself adds.
  const auto yearly = i->yearly_targets.find(year);
  const bool total = i->kind == TargetKind::sum && i->target && year == i->target_year;
  if (yearly != i->yearly_targets.end() && !total) return Stated{yearly->second, i->bound, counts, i->source, i->name};
  if (i->target && year == i->target_year) return Stated{*i->target, i->bound, counts, i->source, i->name};
  return std::nullopt;
}

}  // namespace gongxu
