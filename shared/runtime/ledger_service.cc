#include "shared/runtime/ledger_service.h"

#include "absl/strings/str_cat.h"
#include "shared/base/proto_time.h"
#include "shared/base/status_macros.h"
#include "shared/errors/errors.h"
#include "shared/ledger/accesses.h"
#include "shared/ledger/cosigned.h"
#include "shared/ledger/entries.h"
#include "shared/ledger/ledger.h"
#include "shared/ledger/merkle.h"
#include "shared/limits/limits.h"
#include "shared/runtime/belonging.h"

namespace liandong::runtime {

using namespace ledger::v1;  // NOLINT(google-build-using-namespace): the messages this file is about

namespace {

constexpr int kDefaultEntries = 200;

absl::Status NoSuchRange() { return errors::Refuse(contract::v1::ERROR_REASON_LEDGER_RANGE); }

// Sizes that the ledger does not have are refused with LEDGER_RANGE. A damaged tile stays a defect.
template <typename Value>
absl::StatusOr<Value> InRange(absl::StatusOr<Value> value) {
  if (absl::IsOutOfRange(value.status())) return NoSuchRange();
  return value;
}

// The ledger's tree as one transaction sees it.
class Tree {
 public:
  static absl::StatusOr<Tree> Read(store::ReadTx& tx, ledger::TreeHash hash) {
    LD_ASSIGN_OR_RETURN(const int64_t size, ledger::Ledger::Size(tx));
    return Tree(tx, hash, size);
  }
  bool Has(int64_t size) const { return size >= 0 && size <= size_; }
  absl::StatusOr<std::string> Root(int64_t size) { return ledger::RootAt(hash_, size, tiles_); }
  absl::StatusOr<ledger::Hashes> Inclusion(int64_t index, int64_t size) {
    return InRange(ledger::InclusionProof(hash_, index, size, tiles_));
  }
  absl::StatusOr<ledger::Hashes> Consistency(int64_t first, int64_t second) {
    return InRange(ledger::ConsistencyProof(hash_, first, second, tiles_));
  }
  absl::StatusOr<std::string> Leaf(int64_t index) { return tiles_(0, index); }

 private:
  Tree(store::ReadTx& tx, ledger::TreeHash hash, int64_t size) : hash_(hash), tiles_(&tx, hash), size_(size) {}
  ledger::TreeHash hash_;
  ledger::StoredTiles tiles_;
  int64_t size_;
};

}  // namespace

LedgerService::LedgerService(const Parts& parts, ledger::TreeHash hash, const ledger::Witness* witness,
                             RecordTypes types)
    : origin_(absl::StrCat("liandong/", law::ServiceSlug(parts.config->service))),
      hash_(hash),
      trust_domain_(parts.config->tls.trust_domain),
      witness_(witness),
      types_(std::move(types)) {}

std::map<std::string, contract::Handler> LedgerService::Handlers() {
  using contract::Bind;
  using Self = LedgerService;
  return {{"GetCheckpoint", Bind(this, &Self::GetCheckpoint)},
          {"GetInclusionProof", Bind(this, &Self::GetInclusionProof)},
          {"GetConsistencyProof", Bind(this, &Self::GetConsistencyProof)},
          {"ListEntries", Bind(this, &Self::ListEntries)},
          {"ListAccesses", Bind(this, &Self::ListAccesses)},
          {"GetWitnessed", Bind(this, &Self::GetWitnessed)},
          {"AddCheckpoint", Bind(this, &Self::AddCheckpoint)},
          {"AcceptRestoredLedger", Bind(this, &Self::AcceptRestoredLedger)}};
}

absl::StatusOr<GetCheckpointResponse> LedgerService::GetCheckpoint(const Call&, const GetCheckpointRequest&,
                                                                   store::ReadTx& tx) {
  GetCheckpointResponse reply;
  LD_ASSIGN_OR_RETURN(*reply.mutable_checkpoint(), ledger::Ledger::LatestNote(tx));
  LD_ASSIGN_OR_RETURN(*reply.mutable_cosigned_checkpoint(), ledger::CosignedNote(tx));
  return reply;
}

absl::StatusOr<GetInclusionProofResponse> LedgerService::GetInclusionProof(const Call&,
                                                                           const GetInclusionProofRequest& request,
                                                                           store::ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(Tree tree, Tree::Read(tx, hash_));
  if (!tree.Has(request.size())) return NoSuchRange();
  GetInclusionProofResponse reply;
  LD_ASSIGN_OR_RETURN(const auto proof, tree.Inclusion(request.index(), request.size()));
  reply.mutable_hashes()->Add(proof.begin(), proof.end());
  LD_ASSIGN_OR_RETURN(*reply.mutable_leaf_hash(), tree.Leaf(request.index()));
  LD_ASSIGN_OR_RETURN(*reply.mutable_root(), tree.Root(request.size()));
  return reply;
}

absl::StatusOr<GetConsistencyProofResponse> LedgerService::GetConsistencyProof(
    const Call&, const GetConsistencyProofRequest& request, store::ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(Tree tree, Tree::Read(tx, hash_));
  if (!tree.Has(request.second_size())) return NoSuchRange();
  GetConsistencyProofResponse reply;
  LD_ASSIGN_OR_RETURN(const auto proof, tree.Consistency(request.first_size(), request.second_size()));
  reply.mutable_hashes()->Add(proof.begin(), proof.end());
  LD_ASSIGN_OR_RETURN(*reply.mutable_first_root(), tree.Root(request.first_size()));
  LD_ASSIGN_OR_RETURN(*reply.mutable_second_root(), tree.Root(request.second_size()));
  return reply;
}

absl::StatusOr<ListEntriesResponse> LedgerService::ListEntries(const Call& call, const ListEntriesRequest& request,
                                                               store::ReadTx& tx) {
  if (request.start() < 0) return NoSuchRange();
  const int size = request.page_size() == 0 ? kDefaultEntries : request.page_size();
  ListEntriesResponse reply;
  reply.set_next_start(request.start());
  LD_RETURN_IF_ERROR(ledger::ReadEntries(tx, request.start(), size, [&](int64_t index, absl::string_view bytes) {
    reply.set_next_start(index + 1);
    Leaf leaf;
    leaf.ParseFromString(std::string(bytes));
    const auto caller = identity::ParseSpiffe(leaf.caller(), trust_domain_);
    const bool own = caller.has_value() && caller->Owner() == call.reach.owner;
    if (!call.reach.owner.empty() && !own) return;
    Entry& entry = *reply.add_entries();
    entry.set_index(index);
    entry.set_leaf(std::string(bytes));
  }));
  return reply;
}

absl::StatusOr<ListAccessesResponse> LedgerService::ListAccesses(const Call&, const ListAccessesRequest& request,
                                                                 store::ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const Belonging belonging, RecordsOf(tx, types_, request.record(), request.division()));
  ListAccessesResponse reply;
  LD_ASSIGN_OR_RETURN(reply, ledger::FindAccesses(tx, belonging.names, base::FromProto(request.from_time()),
                                                  base::FromProto(request.until_time())));
  for (Access& access : *reply.mutable_accesses()) access.set_origin(origin_);
  reply.set_holds_record(belonging.held());
  return reply;
}

absl::StatusOr<GetWitnessedResponse> LedgerService::GetWitnessed(const Call&, const GetWitnessedRequest& request,
                                                                 store::ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const int64_t size, witness_->SizeSeen(tx, request.origin()));
  GetWitnessedResponse reply;
  reply.set_size(size);
  return reply;
}

absl::StatusOr<AddCheckpointResponse> LedgerService::AddCheckpoint(const Call& call,
                                                                   const AddCheckpointRequest& request, store::Tx& tx) {
  const ledger::Hashes proof(request.consistency_proof().begin(), request.consistency_proof().end());
  LD_ASSIGN_OR_RETURN(const ledger::NoteSignature cosignature,
                      witness_->Add(tx, request.checkpoint(), request.old_size(), proof, call.now));
  AddCheckpointResponse reply;
  reply.set_cosignature(cosignature.Line());
  return reply;
}

absl::StatusOr<AcceptRestoredLedgerResponse> LedgerService::AcceptRestoredLedger(
    const Call&, const AcceptRestoredLedgerRequest& request, store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const auto accepted, witness_->AcceptRestored(tx, request.checkpoint()));
  AcceptRestoredLedgerResponse reply;
  reply.set_size_seen(accepted.size_seen);
  reply.set_size(accepted.size);
  return reply;
}

}  // namespace liandong::runtime
