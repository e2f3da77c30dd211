#include "shared/runtime/cosigning.h"

#include <utility>

#include "liandong/ledger/v1/ledger_service.pb.h"
#include "shared/base/ids.h"
#include "shared/base/status_macros.h"
#include "shared/ledger/cosigned.h"
#include "shared/ledger/ledger.h"
#include "shared/ledger/merkle.h"
#include "shared/ledger/tiles.h"

namespace liandong::runtime {
namespace {

constexpr char kGetWitnessed[] = "/liandong.ledger.v1.LedgerService/GetWitnessed";
constexpr char kAddCheckpoint[] = "/liandong.ledger.v1.LedgerService/AddCheckpoint";
constexpr law::Clause kPurpose = contract::v1::CLAUSE_8_3;

bool SaysRewritten(const absl::Status& status) {
  const auto reason = errors::ReasonOf(status);
  return reason == contract::v1::ERROR_REASON_CHECKPOINT_INCONSISTENT ||
         reason == contract::v1::ERROR_REASON_CHECKPOINT_UNSIGNED;
}

}  // namespace

Cosigning::Cosigning(absl::Duration interval, store::Database* database, client::Peers* peers, std::string origin,
                     ledger::TreeHash hash, std::vector<law::Service> witnesses, Report report)
    : database_(database),
      peers_(peers),
      origin_(std::move(origin)),
      hash_(hash),
      witnesses_(std::move(witnesses)),
      report_(std::move(report)),
      rounds_("cosigning", {.interval = interval}, [this] {
        // What fails now is repeated at the next round, and the missing cosignature is visible in a metric.
        ShowNow().IgnoreError();
        return false;
      }) {}

absl::StatusOr<Cosigning::Result> Cosigning::ShowNow() {
  LD_ASSIGN_OR_RETURN(const std::string bytes, database_->ReadValue(ledger::Ledger::LatestNote));
  Result result;
  if (bytes.empty()) return result;
  LD_ASSIGN_OR_RETURN(ledger::Note note, ledger::ParseNote(bytes));
  LD_ASSIGN_OR_RETURN(const ledger::Checkpoint checkpoint, ledger::ParseCheckpoint(note.text));
  result.size = checkpoint.size;
  for (const law::Service witness : witnesses_) {
    auto cosignature = ShowTo(witness, bytes, checkpoint.size);
    if (cosignature.ok()) {
      note.signatures.push_back(*std::move(cosignature));
      ++result.cosigned;
    } else {
      ++(SaysRewritten(cosignature.status()) ? result.refused : result.silent);
    }
  }
  if (result.cosigned > 0) {
    LD_RETURN_IF_ERROR(database_->WriteAndWait([&](store::Tx& tx) { return ledger::KeepCosigned(tx, note); }));
  }
  report_(result);
  return result;
}

absl::StatusOr<ledger::NoteSignature> Cosigning::ShowTo(law::Service witness, const std::string& note, int64_t size) {
  ledger::v1::GetWitnessedRequest ask;
  ask.set_origin(origin_);
  LD_ASSIGN_OR_RETURN(const auto seen, peers_->Ask<ledger::v1::GetWitnessedResponse>(witness, kGetWitnessed, ask,
                                                                                     kPurpose, absl::InfiniteFuture()));
  ledger::v1::AddCheckpointRequest show;
  show.set_request_id(base::NewUuid());
  show.set_checkpoint(note);
  show.set_old_size(seen.size());
  LD_ASSIGN_OR_RETURN(const auto proof, Proof(std::min(seen.size(), size), size));
  show.mutable_consistency_proof()->Add(proof.begin(), proof.end());
  LD_ASSIGN_OR_RETURN(const auto shown, peers_->Ask<ledger::v1::AddCheckpointResponse>(
                                            witness, kAddCheckpoint, show, kPurpose, absl::InfiniteFuture()));
  std::string line = shown.cosignature();
  if (!line.empty()) line.pop_back();
  return ledger::ParseSignatureLine(line);
}

absl::StatusOr<std::vector<std::string>> Cosigning::Proof(int64_t first, int64_t second) {
  return database_->ReadValue([&](store::ReadTx& tx) {
    ledger::StoredTiles tiles(&tx, hash_);
    return ledger::ConsistencyProof(hash_, first, second, tiles);
  });
}

}  // namespace liandong::runtime
