#include "sim/engine/mpi_pool.hpp"

#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace gongxu {
namespace {

constexpr int kToFirst = 1, kToWorker = 2;  // tags
constexpr int kNone = -1;
constexpr char kReady = 'r', kDone = 'd', kFailed = 'f';
constexpr std::size_t kHead = 1 + sizeof(int);  // [bytes] the letter and the unit
constexpr unsigned kLook = 200;                 // [microseconds] between two looks at the mail

struct Mail {
  int from = 0;
  char letter = kReady;
  int unit = kNone;
  std::string content;
};

/// MPI's own waiting spins; rank 0 leaves the processor to those who work.
Mail receive_any(MPI_Comm comm) {
  MPI_Status status;
  int there = 0;
  for (MPI_Iprobe(MPI_ANY_SOURCE, kToFirst, comm, &there, &status); !there;
       MPI_Iprobe(MPI_ANY_SOURCE, kToFirst, comm, &there, &status))
    usleep(kLook);
  int length = 0;
  MPI_Get_count(&status, MPI_BYTE, &length);
  std::string bytes(static_cast<std::size_t>(length), '\0');
  MPI_Recv(bytes.data(), length, MPI_BYTE, status.MPI_SOURCE, kToFirst, comm, MPI_STATUS_IGNORE);
  Mail mail;
  mail.from = status.MPI_SOURCE;
  mail.letter = bytes.at(0);
  if (mail.letter == kReady) return mail;
  std::memcpy(&mail.unit, bytes.data() + 1, sizeof mail.unit);
  mail.content = bytes.substr(kHead);
  return mail;
}

void send(MPI_Comm comm, const std::string& bytes) {
  MPI_Send(bytes.data(), static_cast<int>(bytes.size()), MPI_BYTE, 0, kToFirst, comm);
}

/// With room for its head, a result goes out in one message.
std::string with_head(char letter, int unit, const std::string& content) {
  if (content.size() > INT_MAX - kHead) throw std::length_error("the result is too long for a message");
  std::string bytes(kHead, letter);
  std::memcpy(bytes.data() + 1, &unit, sizeof unit);
  return bytes + content;
}

[[noreturn]] void fail(int unit, const std::string& words) {
  throw std::runtime_error("unit " + std::to_string(unit) + ": " + words);
}

void be_first(MPI_Comm comm, int workers, const std::vector<int>& units,
              const std::function<void(int, std::string)>& collect) {
  const auto answer = [&](int worker, int unit) { MPI_Send(&unit, 1, MPI_INT, worker, kToWorker, comm); };
  auto next = units.begin();
  for (int idle = 0; idle < workers;) {
    Mail mail = receive_any(comm);
    if (mail.letter == kFailed) fail(mail.unit, mail.content);
    if (next == units.end())
      ++idle;
    else
      answer(mail.from, *next++);
    if (mail.letter == kDone) collect(mail.unit, std::move(mail.content));
  }
  for (int worker = 1; worker <= workers; ++worker) answer(worker, kNone);
}

void be_worker(MPI_Comm comm, const std::function<std::string(int)>& work) {
  send(comm, {kReady});
  for (;;) {
    int unit = kNone;
    MPI_Recv(&unit, 1, MPI_INT, 0, kToWorker, comm, MPI_STATUS_IGNORE);
    if (unit == kNone) return;
    try {
      send(comm, with_head(kDone, unit, work(unit)));
    } catch (const std::exception& e) {
      send(comm, with_head(kFailed, unit, e.what()));
      throw;
    }
  }
}

}  // namespace

void run_on_ranks(MPI_Comm comm, const std::vector<int>& units, const std::function<std::string(int)>& work,
                  const std::function<void(int, std::string)>& collect) {
  int rank = 0, ranks = 1;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &ranks);
  if (rank > 0) return be_worker(comm, work);
  if (ranks > 1) return be_first(comm, ranks - 1, units, collect);
  for (const int unit : units) {
    std::string result;
    try {
      result = work(unit);
    } catch (const std::exception& e) {
      fail(unit, e.what());
    }
    collect(unit, std::move(result));
  }
}

void broadcast(MPI_Comm comm, std::string& bytes) {
  constexpr std::size_t kPiece = std::size_t{1} << 30;  // [bytes] lengths of messages are ints
  unsigned long long length = bytes.size();
  MPI_Bcast(&length, 1, MPI_UNSIGNED_LONG_LONG, 0, comm);
  bytes.resize(length);
  for (std::size_t at = 0; at < bytes.size(); at += kPiece)
    MPI_Bcast(bytes.data() + at, static_cast<int>(std::min(kPiece, bytes.size() - at)), MPI_BYTE, 0, comm);
}

}  // namespace gongxu
