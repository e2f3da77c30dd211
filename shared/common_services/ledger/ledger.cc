#include "shared/common_services/ledger/ledger.h"

#include "liandong/ledger/v1/ledger_service.pb.h"
#include "shared/base/proto_time.h"
#include "shared/base/status_macros.h"
#include "shared/errors/errors.h"
#include "shared/ledger/accesses.h"
#include "shared/ledger/cosigned.h"
#include "shared/ledger/entries.h"
#include "shared/ledger/ledger.h"
#include "shared/ledger/merkle.h"
#include "shared/limits/limits.h"

namespace liandong::common_services {

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

absl::StatusOr<GetCheckpointResponse> GetCheckpoint(const Process&, const Call&, const GetCheckpointRequest&,
                                                    ReadTx& tx) {
  GetCheckpointResponse reply;
  LD_ASSIGN_OR_RETURN(*reply.mutable_checkpoint(), ledger::Ledger::LatestNote(tx));
  LD_ASSIGN_OR_RETURN(*reply.mutable_cosigned_checkpoint(), ledger::CosignedNote(tx));
  return reply;
}

absl::StatusOr<GetInclusionProofResponse> GetInclusionProof(const Process& process, const Call&,
                                                            const GetInclusionProofRequest& request, ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(Tree tree, Tree::Read(tx, process.tree_hash));
  if (!tree.Has(request.size())) return NoSuchRange();
  GetInclusionProofResponse reply;
  LD_ASSIGN_OR_RETURN(const auto proof, tree.Inclusion(request.index(), request.size()));
  reply.mutable_hashes()->Add(proof.begin(), proof.end());
  LD_ASSIGN_OR_RETURN(*reply.mutable_leaf_hash(), tree.Leaf(request.index()));
  LD_ASSIGN_OR_RETURN(*reply.mutable_root(), tree.Root(request.size()));
  return reply;
}

absl::StatusOr<GetConsistencyProofResponse> GetConsistencyProof(const Process& process, const Call&,
                                                                const GetConsistencyProofRequest& request, ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(Tree tree, Tree::Read(tx, process.tree_hash));
  if (!tree.Has(request.second_size())) return NoSuchRange();
  GetConsistencyProofResponse reply;
  LD_ASSIGN_OR_RETURN(const auto proof, tree.Consistency(request.first_size(), request.second_size()));
  reply.mutable_hashes()->Add(proof.begin(), proof.end());
  LD_ASSIGN_OR_RETURN(*reply.mutable_first_root(), tree.Root(request.first_size()));
  LD_ASSIGN_OR_RETURN(*reply.mutable_second_root(), tree.Root(request.second_size()));
  return reply;
}

absl::StatusOr<ListEntriesResponse> ListEntries(const Process& process, const Call& call,
                                                const ListEntriesRequest& request, ReadTx& tx) {
  if (request.start() < 0) return NoSuchRange();
  const int size = request.page_size() == 0 ? kDefaultEntries : request.page_size();
  ListEntriesResponse reply;
  reply.set_next_start(request.start());
  LD_RETURN_IF_ERROR(ledger::ReadEntries(tx, request.start(), size, [&](int64_t index, absl::string_view bytes) {
    reply.set_next_start(index + 1);
    Leaf leaf;
    leaf.ParseFromString(std::string(bytes));
    const auto caller = identity::ParseSpiffe(leaf.caller(), process.trust_domain);
    const bool own = caller.has_value() && caller->Owner() == call.reach.owner;
    if (!call.reach.owner.empty() && !own) return;
    Entry& entry = *reply.add_entries();
    entry.set_index(index);
    entry.set_leaf(std::string(bytes));
  }));
  return reply;
}

absl::StatusOr<ListAccessesResponse> ListAccesses(const Process& process, const Call&,
                                                  const ListAccessesRequest& request, ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const Belonging belonging, RecordsOf(tx, process.types, request.record(), request.division()));
  ListAccessesResponse reply;
  LD_ASSIGN_OR_RETURN(reply, ledger::FindAccesses(tx, belonging.names, base::FromProto(request.from_time()),
                                                  base::FromProto(request.until_time())));
  for (Access& access : *reply.mutable_accesses()) access.set_origin(process.origin);
  reply.set_holds_record(belonging.held());
  return reply;
}

}  // namespace

void AddLedgerHandlers(Handlers& handlers) {
  handlers.Read(&GetCheckpoint);
  handlers.Read(&GetInclusionProof);
  handlers.Read(&GetConsistencyProof);
  handlers.Read(&ListEntries);
  handlers.Read(&ListAccesses);
}

}  // namespace liandong::common_services
