#include "shared/common_services/ledger/witness.h"

#include "liandong/ledger/v1/ledger_service.pb.h"
#include "shared/base/status_macros.h"

namespace liandong::common_services {

using namespace ledger::v1;  // NOLINT(google-build-using-namespace): the messages this file is about

namespace {

absl::StatusOr<GetWitnessedResponse> GetWitnessed(const Process& process, const Call&,
                                                  const GetWitnessedRequest& request, ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const int64_t size, process.witness.SizeSeen(tx, request.origin()));
  GetWitnessedResponse reply;
  reply.set_size(size);
  return reply;
}

absl::StatusOr<AddCheckpointResponse> AddCheckpoint(const Process& process, const Call& call,
                                                    const AddCheckpointRequest& request, WriteTx& tx) {
  const ledger::Hashes proof(request.consistency_proof().begin(), request.consistency_proof().end());
  LD_ASSIGN_OR_RETURN(const ledger::NoteSignature cosignature,
                      process.witness.Add(tx, request.checkpoint(), request.old_size(), proof, call.now));
  AddCheckpointResponse reply;
  reply.set_cosignature(cosignature.Line());
  return reply;
}

absl::StatusOr<AcceptRestoredLedgerResponse> AcceptRestoredLedger(const Process& process, const Call&,
                                                                  const AcceptRestoredLedgerRequest& request,
                                                                  WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto accepted, process.witness.AcceptRestored(tx, request.checkpoint()));
  AcceptRestoredLedgerResponse reply;
  reply.set_size_seen(accepted.size_seen);
  reply.set_size(accepted.size);
  return reply;
}

}  // namespace

void AddWitnessHandlers(Handlers& handlers) {
  handlers.Read(&GetWitnessed);
  handlers.Write(&AddCheckpoint);
  handlers.Write(&AcceptRestoredLedger);
}

}  // namespace liandong::common_services
