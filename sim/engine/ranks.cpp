#include "sim/engine/ranks.hpp"

#include <cstdlib>

#ifdef GONGXU_MPI
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

#include "sim/engine/mpi_pool.hpp"
#endif

namespace gongxu {

#ifdef GONGXU_MPI

namespace {

struct {
  bool started = false;
  int own = 0, all = 1;
  int words = STDERR_FILENO;  ///< where a rank speaks that is alone with its mistake
} ranks;

constexpr unsigned kAlone = 10;        // [s] after which the first rank has not made the same mistake
constexpr unsigned kPassOn = 200'000;  // [microseconds] in which mpirun passes on what a rank said before it ends

/// Open MPI's mpirun, those of MPICH's family and Slurm's srun say so; without them nothing is to be started.
bool is_started_by_mpirun() {
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "PMIX_RANK"})
    if (std::getenv(name)) return true;
  return false;
}

void be_silent() {
  ranks.words = dup(STDERR_FILENO);
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  dup2(nowhere, STDOUT_FILENO);
  dup2(nowhere, STDERR_FILENO);
  close(nowhere);
}

}  // namespace

void start_ranks() {
  if (!is_started_by_mpirun()) return;
  MPI_Init(nullptr, nullptr);
  ranks.started = true;
  MPI_Comm_rank(MPI_COMM_WORLD, &ranks.own);
  MPI_Comm_size(MPI_COMM_WORLD, &ranks.all);
  if (!is_first_rank()) be_silent();
}

int end_ranks(int status, const std::string& words) {
  if (!ranks.started) return status;
  if (status == 0) {
    MPI_Finalize();
    return 0;
  }
  std::fflush(nullptr);
  if (!is_first_rank()) {
    sleep(kAlone);
    dprintf(ranks.words, "%s", words.c_str());
  }
  usleep(kPassOn);
  MPI_Abort(MPI_COMM_WORLD, status);
  return status;
}

bool under_mpirun() { return ranks.started; }
bool is_first_rank() { return ranks.own == 0; }
int working_ranks() { return ranks.all > 1 ? ranks.all - 1 : 1; }
bool mpirun_in_vain() { return false; }

void run_on_all_ranks(const std::vector<int>& units, const std::function<Bytes(int)>& work,
                      const std::function<void(int, Bytes)>& collect) {
  run_on_ranks(MPI_COMM_WORLD, units, work, collect);
}

Bytes of_first_rank(Bytes bytes) {
  if (ranks.started) broadcast(MPI_COMM_WORLD, bytes);
  return bytes;
}

double sum_over_ranks(double own) {
  double sum = own;
  if (ranks.started) MPI_Allreduce(&own, &sum, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  return sum;
}

#else

void start_ranks() {}
int end_ranks(int status, const std::string&) { return status; }
bool under_mpirun() { return false; }
bool is_first_rank() { return true; }
int working_ranks() { return 1; }

bool mpirun_in_vain() {
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"})
    if (const char* size = std::getenv(name); size && std::atoi(size) > 1) return true;
  return false;
}

void run_on_all_ranks(const std::vector<int>& units, const std::function<Bytes(int)>& work,
                      const std::function<void(int, Bytes)>& collect) {
  for (const int unit : units) collect(unit, work(unit));
}

Bytes of_first_rank(Bytes bytes) { return bytes; }
double sum_over_ranks(double own) { return own; }

#endif

}  // namespace gongxu
