#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "shared/client/peers.h"
#include "shared/ledger/merkle.h"
#include "shared/ledger/note.h"
#include "shared/store/database.h"
#include "shared/threads/periodic_task.h"

namespace liandong::runtime {

// Regularly sends this service's checkpoint to the other services and stores their cosignatures, on a thread of its
// own, if anything but cosigning was entered since the checkpoint that they cosigned last. Several replicas may do so
// at once: a witness continues from what it has seen, whichever replica sent it.
class Cosigning {
 public:
  struct Result {
    int64_t size = 0;  // size of the checkpoint that was sent last
    int cosigned = 0;  // witnesses that cosigned it, now or earlier
    int refused = 0;   // witnesses that found this ledger rewritten, or not signed with its key
    int silent = 0;    // witnesses that did not answer
  };
  using Report = std::function<void(const Result&)>;

  // Nothing is owned; everything must outlive it. `witnesses` are the other services. Runs once per `interval`, or only
  // on request if that is infinite.
  Cosigning(absl::Duration interval, store::Database* database, client::Peers* peers, std::string origin,
            ledger::TreeHash hash, std::vector<law::Service> witnesses, Report report);

  void Start() { rounds_.Start(); }
  void Stop() { rounds_.Stop(); }

  // Sends it now to all witnesses and waits for the answers.
  absl::StatusOr<Result> ShowNow();
  // What the thread does once per interval: sends it to the witnesses that have something to cosign.
  absl::StatusOr<Result> RoundNow();

 private:
  struct Shown {
    std::string note;  // empty: there is none
    int64_t size = 0;
  };
  struct View {
    Shown latest;
    Shown cosigned;     // the latest that a witness has cosigned
    int64_t place = 0;  // entries before it are cosigned, or tell of nothing but cosigning
    bool news = false;  // another entry tells of more
  };
  static absl::StatusOr<View> Read(store::ReadTx& tx, int64_t place);
  absl::StatusOr<Result> Round() ABSL_EXCLUSIVE_LOCKS_REQUIRED(round_);
  absl::Status Show(const View& view, Result& result) ABSL_EXCLUSIVE_LOCKS_REQUIRED(round_);
  absl::StatusOr<int64_t> SizeSeen(law::Service witness);
  absl::StatusOr<ledger::NoteSignature> ShowTo(law::Service witness, const Shown& shown, int64_t seen);
  absl::Status Keep(const Shown& shown, std::vector<ledger::NoteSignature> signatures);
  absl::StatusOr<std::vector<std::string>> Proof(int64_t first, int64_t second);

  store::Database* database_;
  client::Peers* peers_;
  const std::string origin_;
  const ledger::TreeHash hash_;
  const std::vector<law::Service> witnesses_;
  Report report_;

  absl::Mutex round_;
  int64_t place_ ABSL_GUARDED_BY(round_) = 0;
  // The witnesses that have something to cosign.
  std::set<law::Service> owed_ ABSL_GUARDED_BY(round_);
  // All witnesses are to see the latest checkpoint: at first too, because the database may have been restored.
  // Otherwise those that are owed see the one that other witnesses have cosigned.
  bool new_ ABSL_GUARDED_BY(round_) = true;
  // Declared last, so that it ends before the members that it uses.
  threads::PeriodicTask rounds_;
};

}  // namespace liandong::runtime
