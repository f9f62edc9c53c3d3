/// Commands on a plan's files, without a run: check, audit.
#include <fmt/format.h>

#include "analysis/commands/commands.hpp"
#include "analysis/read/audit_page.hpp"
#include "sim/core/messages.hpp"

namespace gongxu {

int check_command(const Arguments& a) {
  const Pack pack = read_pack(a.paths.front());
  if (a.json)
    print_problems(a.command, {}, a.lang);
  else
    fmt::print("{}\n", say(a.lang, "pack_is_sound", {a.paths.front(), std::to_string(pack.files.size())}));
  return 0;
}

int audit_command(const Arguments& a) {
  const Pack pack = read_pack(a.paths.front());
  const auto findings = audit(pack);
  finish_study(a, pack.region, "audit", {}, {{"audit", [&](const auto& path) { write_audit(findings, path); }}},
               audit_page(pack.plan, findings, a.lang));
  return 0;
}

}  // namespace gongxu
