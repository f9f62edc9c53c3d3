/// Commands on a plan's files, without a run: check, audit.
#include <fmt/format.h>

#include <iostream>

#include "analysis/commands/commands.hpp"
#include "analysis/read/audit_page.hpp"
#include "analysis/read/datapackage.hpp"
#include "sim/core/messages.hpp"
#include "sim/output/run_folder.hpp"

namespace gongxu {

int check_command(const Arguments& a) {
  const Pack pack = read_pack(a.paths.front());
  fmt::print("{}\n", say(a.lang, "pack_is_sound", {a.paths.front(), std::to_string(pack.files.size())}));
  return 0;
}

void write_study_folder(const Arguments& a, const Region& region, const std::string& study,
                        const std::vector<StudyTable>& tables) {
  if (a.out.empty()) return;
  RunFolder folder(a.out, a.force);
  std::vector<std::string> paths;
  for (const StudyTable& table : tables) {
    paths.push_back("tables/" + table.name + ".csv");
    table.write(folder.temporary() + "/" + paths.back());
  }
  write_datapackage("gongxu-" + study + "-" + region.code, paths, folder.temporary());
  folder.finish();
}

int audit_command(const Arguments& a) {
  const Pack pack = read_pack(a.paths.front());
  const auto findings = audit(pack);
  write_study_folder(a, pack.region, "audit", {{"audit", [&](const auto& path) { write_audit(findings, path); }}});
  std::cout << audit_page(pack.plan, findings, a.lang);
  return 0;
}

}  // namespace gongxu
