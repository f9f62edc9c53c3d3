/// The program: reads the command line, hands it to the command, tells what went wrong.
#include <iostream>

#include "analysis/commands/commands.hpp"
#include "sim/core/interrupts.hpp"
#include "sim/core/messages.hpp"

int main(int argc, char** argv) {
  using namespace gongxu;
  Arguments a;
  try {
    if (!parse_arguments(argc, argv, a)) return 0;
    if (a.command == "check") return check_command(a);
    if (a.command == "audit") return audit_command(a);
    if (a.command == "run") return run_command(a);
    if (a.command == "compare") return compare_command(a);
    if (a.command == "solve") return solve_command(a);
    if (a.command == "sensitivity") return sensitivity_command(a);
    if (a.command == "twin") return twin_command(a);
    if (a.command == "hindcast") return hindcast_command(a);
    if (a.command == "calibrate") return calibrate_command(a);
    return bench_command(a);
  } catch (const InputError& e) {
    if (e.problems().size() > 1)
      std::cerr << say(a.lang, "problems_found", {std::to_string(e.problems().size())}) << "\n";
    for (const Problem& p : e.problems()) std::cerr << describe(p, a.lang) << "\n";
    return 2;
  } catch (const Interrupted& e) {
    return 128 + e.signal();  // as shells tell it; how to go on is said where the study was
  } catch (const std::exception& e) {
    std::cerr << "gongxu: " << e.what() << "\n";
    return 1;
  }
}
