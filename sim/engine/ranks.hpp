/// The program under mpirun: one command in several processes (ranks), of which the first alone keeps units, writes
/// and prints. Started without mpirun, or built without MPI (GONGXU_MPI), there is one process and it is the first.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "sim/output/results.hpp"

namespace gongxu {

/// To be called first in main(). From here on the other ranks are silent.
void start_ranks();
/// To be called last in main(). A mistake that all ranks make is told by the first; one that another rank makes alone
/// is told by that rank, some seconds later.
/// @param words what went wrong; empty: nothing.
/// @returns the exit status, unless it is not 0 and mpirun is to end all ranks with it.
int end_ranks(int status, const std::string& words);

bool under_mpirun();   ///< units are done by ranks
bool is_first_rank();  ///< true of a process without others too
int working_ranks();   ///< ranks that do units: all but the first, or the first if it is alone
/// mpirun started several processes of a program that was built without MPI: each would do everything.
bool mpirun_in_vain();

/// As run_in_processes(), on the ranks. All call it together; only the first one's units count, and it collects.
void run_on_all_ranks(const std::vector<int>& units, const std::function<Bytes(int unit)>& work,
                      const std::function<void(int unit, Bytes)>& collect);
/// What the first rank has; all call it together.
Bytes of_first_rank(Bytes);
/// The sum over all ranks; all call it together.
double sum_over_ranks(double);

}  // namespace gongxu
