/// Units of work over the ranks of an MPI program: rank 0 hands out their numbers and collects, the others work.
///
/// This pair of files knows MPI and the standard library alone, so that it can be compiled and simulated by itself.
///
/// The protocol, point to point on the communicator given:
///
///   worker -> 0   tag 1, MPI_BYTE   'r'                   ready: the first message of a worker   1 byte
///                                   'd', unit, result     done                                  5 bytes and the result
///                                   'f', unit, words      failed                                5 bytes and the words
///   0 -> worker   tag 2, MPI_INT    the next unit, or -1: none is left, the worker returns      4 bytes
///
/// The unit behind a letter is an int of the machine's own byte order. A worker has one message under way, and waits
/// for its answer; rank 0 answers before it collects what came with the message, so that the worker goes on meanwhile.
/// Units are handed out in the order given, to whoever asks first. A worker for which none is left is answered when all
/// results are there: no message of one call can be taken for one of the next. A call takes units + ranks - 1
/// messages either way; nothing is sent between workers.
///
/// Rank 0 does no unit itself: while it did one, nobody would be answered. It sleeps between looks at the mail instead
/// of spinning, so that it costs hardly any processor time and may share a core with a worker.
#pragma once
#include <mpi.h>

#include <functional>
#include <string>
#include <vector>

namespace gongxu {

/// Does the units, each on one rank; called by all ranks together. Alone, rank 0 does them itself.
/// @param units numbers from 0 on, each once; only those of rank 0 count.
/// @param work runs on ranks 1 and up and returns the unit's result.
/// @param collect runs on rank 0, in the order in which results arrive.
/// @throws on rank 0 std::runtime_error "unit N: words" when a unit fails anywhere; on its own rank, what it threw.
/// The other ranks then still work or wait: the program is to be ended (MPI_Abort).
void run_on_ranks(MPI_Comm, const std::vector<int>& units, const std::function<std::string(int unit)>& work,
                  const std::function<void(int unit, std::string result)>& collect);

/// Called by all ranks together: `bytes` of rank 0 become those of all.
void broadcast(MPI_Comm, std::string& bytes);

}  // namespace gongxu
