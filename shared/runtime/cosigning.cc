#include "shared/runtime/cosigning.h"

#include <algorithm>
#include <map>
#include <utility>

#include "liandong/ledger/v1/ledger_service.pb.h"
#include "shared/base/ids.h"
#include "shared/base/status_macros.h"
#include "shared/ledger/checkpoint.h"
#include "shared/ledger/cosigned.h"
#include "shared/ledger/cosigning_entries.h"
#include "shared/ledger/ledger.h"
#include "shared/ledger/merkle.h"
#include "shared/ledger/tiles.h"

namespace liandong::runtime {
namespace {

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
        RoundNow().IgnoreError();
        return false;
      }) {}

absl::StatusOr<Cosigning::Result> Cosigning::ShowNow() {
  absl::MutexLock lock(&round_);
  new_ = true;
  return Round();
}

absl::StatusOr<Cosigning::Result> Cosigning::RoundNow() {
  absl::MutexLock lock(&round_);
  return Round();
}

absl::StatusOr<Cosigning::Result> Cosigning::Round() {
  LD_ASSIGN_OR_RETURN(const View view,
                      database_->ReadValue([place = place_](store::ReadTx& tx) { return Read(tx, place); }));
  place_ = view.place;
  if (view.news) new_ = true;
  if (view.latest.size == 0) return Result{};
  if (new_) owed_ = {witnesses_.begin(), witnesses_.end()};
  Result result;
  // Cosignatures that could not be stored are asked for again, and a ledger that was refused continues to be shown.
  const absl::Status shown = Show(view, result);
  new_ = !shown.ok() || result.refused > 0;
  LD_RETURN_IF_ERROR(shown);
  result.cosigned = static_cast<int>(witnesses_.size() - owed_.size());
  report_(result);
  return result;
}

absl::StatusOr<Cosigning::View> Cosigning::Read(store::ReadTx& tx, int64_t place) {
  View view;
  LD_ASSIGN_OR_RETURN(view.latest.note, ledger::Ledger::LatestNote(tx));
  LD_ASSIGN_OR_RETURN(view.cosigned.note, ledger::CosignedNote(tx));
  for (Shown* one : {&view.latest, &view.cosigned}) {
    if (one->note.empty()) continue;
    LD_ASSIGN_OR_RETURN(const ledger::Checkpoint checkpoint, ledger::CheckpointIn(one->note));
    one->size = checkpoint.size;
  }
  view.place = std::max(place, view.cosigned.size);
  LD_ASSIGN_OR_RETURN(view.news, ledger::AnyBesidesCosigning(tx, view.place));
  return view;
}

absl::Status Cosigning::Show(const View& view, Result& result) {
  const Shown& wanted = new_ || view.cosigned.size == 0 ? view.latest : view.cosigned;
  result.size = wanted.size;
  std::map<const Shown*, std::vector<ledger::NoteSignature>> cosignatures;
  for (const law::Service witness : std::set<law::Service>(owed_)) {
    const auto seen = SizeSeen(witness);
    // A witness may have cosigned a later one, whose cosignature was lost on its way.
    const Shown& shown = seen.ok() && *seen > wanted.size ? view.latest : wanted;
    auto cosignature = seen.ok() ? ShowTo(witness, shown, *seen) : seen.status();
    if (cosignature.ok()) {
      owed_.erase(witness);
      cosignatures[&shown].push_back(*std::move(cosignature));
    } else {
      ++(SaysRewritten(cosignature.status()) ? result.refused : result.silent);
    }
  }
  for (auto& [shown, signatures] : cosignatures) LD_RETURN_IF_ERROR(Keep(*shown, std::move(signatures)));
  return absl::OkStatus();
}

absl::StatusOr<int64_t> Cosigning::SizeSeen(law::Service witness) {
  ledger::v1::GetWitnessedRequest ask;
  ask.set_origin(origin_);
  LD_ASSIGN_OR_RETURN(const auto seen, peers_->Ask<ledger::v1::GetWitnessedResponse>(
                                           witness, ledger::kGetWitnessed, ask, kPurpose, absl::InfiniteFuture()));
  return seen.size();
}

absl::StatusOr<ledger::NoteSignature> Cosigning::ShowTo(law::Service witness, const Shown& shown, int64_t seen) {
  ledger::v1::AddCheckpointRequest show;
  show.set_request_id(base::NewUuid());
  show.set_checkpoint(shown.note);
  show.set_old_size(seen);
  LD_ASSIGN_OR_RETURN(const auto proof, Proof(std::min(seen, shown.size), shown.size));
  show.mutable_consistency_proof()->Add(proof.begin(), proof.end());
  LD_ASSIGN_OR_RETURN(const auto reply, peers_->Ask<ledger::v1::AddCheckpointResponse>(
                                            witness, ledger::kAddCheckpoint, show, kPurpose, absl::InfiniteFuture()));
  std::string line = reply.cosignature();
  if (!line.empty()) line.pop_back();
  return ledger::ParseSignatureLine(line);
}

absl::Status Cosigning::Keep(const Shown& shown, std::vector<ledger::NoteSignature> signatures) {
  LD_ASSIGN_OR_RETURN(ledger::Note note, ledger::ParseNote(shown.note));
  for (ledger::NoteSignature& signature : signatures) {
    // A cosigned checkpoint already carries cosignatures.
    const auto same = [&](const ledger::NoteSignature& other) { return other.key == signature.key; };
    note.signatures.erase(std::remove_if(note.signatures.begin(), note.signatures.end(), same), note.signatures.end());
    note.signatures.push_back(std::move(signature));
  }
  return database_->WriteAndWait([&note](store::Tx& tx) { return ledger::KeepCosigned(tx, note); });
}

absl::StatusOr<std::vector<std::string>> Cosigning::Proof(int64_t first, int64_t second) {
  return database_->ReadValue([&](store::ReadTx& tx) {
    ledger::StoredTiles tiles(&tx, hash_);
    return ledger::ConsistencyProof(hash_, first, second, tiles);
  });
}

}  // namespace liandong::runtime
