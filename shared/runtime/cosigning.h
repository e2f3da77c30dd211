#pragma once

#include <functional>
#include <string>
#include <vector>

#include "shared/client/peers.h"
#include "shared/ledger/merkle.h"
#include "shared/ledger/note.h"
#include "shared/store/database.h"
#include "shared/threads/periodic_task.h"

namespace liandong::runtime {

// Shows this service's checkpoint to the other services from time to time and keeps their cosignatures. On a thread of
// its own. Several replicas may do so at once: a witness goes on from what it has seen, whoever showed it.
class Cosigning {
 public:
  struct Result {
    int64_t size = 0;  // of the checkpoint shown
    int cosigned = 0;
    int refused = 0;  // witnesses that hold that this ledger has been rewritten, or is not signed by its key
    int silent = 0;   // that did not answer
  };
  using Report = std::function<void(const Result&)>;

  // Nothing is owned; all must outlive it. `witnesses`: the other services. Shows once in `interval`; never by itself
  // if that is infinite.
  Cosigning(absl::Duration interval, store::Database* database, client::Peers* peers, std::string origin,
            ledger::TreeHash hash, std::vector<law::Service> witnesses, Report report);

  void Start() { rounds_.Start(); }
  void Stop() { rounds_.Stop(); }

  // Shows it now, and waits for the answers.
  absl::StatusOr<Result> ShowNow();

 private:
  absl::StatusOr<ledger::NoteSignature> ShowTo(law::Service witness, const std::string& note, int64_t size);
  absl::StatusOr<std::vector<std::string>> Proof(int64_t first, int64_t second);

  store::Database* database_;
  client::Peers* peers_;
  const std::string origin_;
  const ledger::TreeHash hash_;
  const std::vector<law::Service> witnesses_;
  Report report_;
  // Last: it ends before what it uses.
  threads::PeriodicTask rounds_;
};

}  // namespace liandong::runtime
