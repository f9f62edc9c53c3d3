/// The program: reads the command line, hands it to the command, tells what went wrong.
#include <unistd.h>

#include <iostream>

#include "analysis/commands/commands.hpp"
#include "sim/core/interrupts.hpp"
#include "sim/core/messages.hpp"
#include "sim/core/terminal.hpp"
#include "sim/engine/ranks.hpp"

namespace gongxu {
namespace {

/// @returns the exit status.
int do_command(const Arguments& a) {
  if (a.command == "run") return run_command(a);
  if (a.command == "merge") return merge_command(a);
  if (a.command == "compare") return compare_command(a);
  if (a.command == "solve") return solve_command(a);
  if (a.command == "sensitivity") return sensitivity_command(a);
  if (a.command == "twin") return twin_command(a);
  if (a.command == "hindcast") return hindcast_command(a);
  if (a.command == "calibrate") return calibrate_command(a);
  if (!is_first_rank()) return 0;  // the rest has no units to spread
  if (a.command == "check") return check_command(a);
  if (a.command == "audit") return audit_command(a);
  if (a.command == "report") return report_command(a);
  return bench_command(a);
}

/// @param words gets what went wrong.
int try_command(int argc, char** argv, std::string& words) {
  Arguments a;
  try {
    return parse_arguments(argc, argv, a) ? do_command(a) : 0;
  } catch (const InputError& e) {
    if (e.problems().size() > 1) words = say(a.lang, "problems_found", {std::to_string(e.problems().size())}) + "\n";
    for (const Problem& p : e.problems()) words += describe(p, a.lang) + "\n";
    if (a.json && is_first_rank()) print_problems(a.command, e.problems(), a.lang);
    return 2;
  } catch (const Interrupted& e) {
    return 128 + e.signal();  // as shells tell it; how to go on is said where the study was
  } catch (const std::exception& e) {
    words = std::string("gongxu: ") + e.what() + "\n";
    return 1;
  }
}

}  // namespace
}  // namespace gongxu

int main(int argc, char** argv) {
  gongxu::start_ranks();
  gongxu::set_colour(gongxu::takes_colour(STDOUT_FILENO));
  std::string words;
  const int status = gongxu::try_command(argc, argv, words);
  std::cerr << words;
  return gongxu::end_ranks(status, words);
}
