#include "analysis/read/trace_file.hpp"

#include <fmt/format.h>

#include "sim/output/csv_writer.hpp"

namespace gongxu {

long write_trace(const Ensemble& e, const std::string& path) {
  const Scenario& scenario = *e.scenarios.front().scenario;
  const Tabulated tabulated = tabulate(e, scenario);
  RunInputs in = inputs_of(e, scenario, tabulated);
  in.driver = Driver::plain;  // the drivers agree event by event; no Engine may live in this process
  std::vector<TraceEvent> trace;
  run_people(in, 0, &trace);
  constexpr const char* kPurposes[] = {"death", "childbirth", "move", "leave", "ask", "arrive", "born", "dependency"};
  const auto zone = [&](int z) {
    return z < 0 ? std::string() : e.pack.region.zones[static_cast<std::size_t>(z)].code;
  };
  CsvWriter out(path, {"replicate", "tick", "person", "purpose", "zone_from", "zone_to", "detail"});
  for (const TraceEvent& t : trace)
    out.row({"0", std::to_string(t.when), fmt::format("{:016x}", t.person), kPurposes[static_cast<int>(t.event)],
             zone(t.zone_from), zone(t.zone_to), std::to_string(t.detail)});
  out.close();
  return static_cast<long>(trace.size());
}

}  // namespace gongxu
