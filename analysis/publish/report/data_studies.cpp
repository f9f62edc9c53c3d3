/// The charts' numbers of studies, of the twin and of the past.
#include <algorithm>
#include <cmath>

#include "analysis/publish/report/data.hpp"
#include "analysis/publish/report/studies.hpp"

namespace gongxu::report {

Json sensitivity_data(const Facts& facts) {
  const auto studies = sensitivity_studies(facts);
  if (studies.empty()) return nullptr;
  Json out = Json::array();
  for (const SensitivityOf& s : studies) {
    Json rows = Json::array();
    for (const FactorIndices& f : s.factors) {
      Json indices = Json::object();
      for (const auto& [index, row] : f.indices)
        indices[index] = {number(row.number("value")), number(row.number("lo")), number(row.number("hi"))};
      rows.push_back({{"factor", text(f.name)},
                      {"group", text(f.group)},
                      {"index", std::move(indices)},
                      {"distinguishable", f.distinguishable}});
    }
    out.push_back({{"method", s.method},
                   {"output", text(facts.measure_name(s.output))},
                   {"output_id", s.output},
                   {"year", s.year},
                   {"rows", std::move(rows)}});
  }
  return out;
}

Json twin_data(const Facts& facts) {
  Json out = Json::array();
  for (const Row& row : twin_measures(facts))
    out.push_back({{"scenario", row.text("scenario")},
                   {"measure", text(facts.measure_name(row.text("measure")))},
                   {"year", number(row.number("year"))},
                   {"zone", row.text("zone")},
                   {"agents", number(row.number("agents_mean"))},
                   {"se", number(row.number("agents_se"))},
                   {"twin", number(row.number("twin"))},
                   {"z", number(row.number("z"))}});
  return out;
}

Json twin_cells_data(const Facts& facts) {
  const TwinCells cells = twin_cells(facts);
  if (cells.counted == 0) return nullptr;
  Json bins = Json::array();
  for (const TwinBin& bin : cells.bins) bins.push_back({number(bin.from), number(bin.to), bin.count});
  return {{"scenario", facts.scenarios().front().id}, {"z", std::move(bins)}, {"worst", number(cells.worst)}};
}

Json hindcast_data(const Facts& facts) {
  const auto rows = hindcast_rows(facts);
  if (rows.empty()) return nullptr;
  Json out = Json::array();
  for (const Row& row : rows)
    out.push_back({{"place", text(facts.place_name(row.text("place")))},
                   {"year", number(row.number("year"))},
                   {"measure", text(facts.measure_name(row.text("measure")))},
                   {"sex", row.text("sex")},
                   {"age", row.text("age")},
                   {"observed", number(row.number("observed"))},
                   {"p10", number(row.number("p10"))},
                   {"p50", number(row.number("p50"))},
                   {"p90", number(row.number("p90"))}});
  return out;
}

}  // namespace gongxu::report
