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

// Regularly sends this service's checkpoint to the other services and stores their cosignatures, on a thread of its
// own. Several replicas may do so at once: a witness continues from what it has seen, whichever replica sent it.
class Cosigning {
 public:
  struct Result {
    int64_t size = 0;  // size of the checkpoint that was sent
    int cosigned = 0;
    int refused = 0;  // witnesses that found this ledger rewritten, or not signed with its key
    int silent = 0;   // witnesses that did not answer
  };
  using Report = std::function<void(const Result&)>;

  // Nothing is owned; everything must outlive it. `witnesses` are the other services. Runs once per `interval`, or only
  // on request if that is infinite.
  Cosigning(absl::Duration interval, store::Database* database, client::Peers* peers, std::string origin,
            ledger::TreeHash hash, std::vector<law::Service> witnesses, Report report);

  void Start() { rounds_.Start(); }
  void Stop() { rounds_.Stop(); }

  // Sends it now and waits for the answers.
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
  // Declared last, so that it ends before the members that it uses.
  threads::PeriodicTask rounds_;
};

}  // namespace liandong::runtime
