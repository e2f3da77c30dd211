#include "services/clue/clues/clues.h"

#include <utility>

#include "absl/functional/function_ref.h"
#include "services/clue/clues/clue_rules.h"
#include "services/clue/clues/filing.h"
#include "shared/contract/standard_methods/standard_methods.h"
#include "shared/limits/limits.h"

namespace liandong::clue {
namespace {

absl::StatusOr<Earlier> GatherEarlier(const Process& process, const Call& call, const v1::ReportClueRequest& request,
                                      store::ReadTx& tx) {
  return FindEarlier(process, call, request, tx);
}

absl::StatusOr<v1::Clue> ReportClue(const Process& process, const Call& call, const v1::ReportClueRequest& request,
                                    const Earlier& earlier, WriteTx& tx) {
  return FileClue(process, call, request, earlier, tx);
}

absl::StatusOr<v1::Clue> GetClue(const Process& process, const Call& call, const v1::GetClueRequest& request,
                                 ReadTx& tx) {
  return contract::Get(process.clues.records(), tx, call, request.name());
}

absl::StatusOr<v1::ListCluesResponse> ListClues(const Process& process, const Call& call,
                                                const v1::ListCluesRequest& request, ReadTx& tx) {
  v1::ListCluesResponse reply;
  if (!request.registration_reference().empty()) {
    LD_ASSIGN_OR_RETURN(auto found, process.clues.OfRegistration(tx, call.reach, request.registration_reference()));
    for (ClueRecord& record : found) *reply.add_clues() = std::move(record.message);
    return reply;
  }
  records::Filter filter{.reach = call.reach};
  filter.state = contract::IfSet(request.state());
  return contract::List(process.clues.records(), tx, filter, call, request, &v1::ListCluesResponse::mutable_clues);
}

// Loads the clue that the request names, lets `decide` change it, and writes it back with its event.
template <typename Request>
absl::StatusOr<v1::Clue> Change(const Process& process, const Call& call, const Request& request, WriteTx& tx,
                                absl::FunctionRef<absl::Status(v1::Clue&)> decide) {
  LD_ASSIGN_OR_RETURN(ClueRecord record, process.clues.records().Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(decide(record.message));
  LD_RETURN_IF_ERROR(process.clues.Update(tx, record, request.etag(), call.now));
  return std::move(record.message);
}

absl::StatusOr<v1::Clue> AcknowledgeClue(const Process& process, const Call& call,
                                         const v1::AcknowledgeClueRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(
      process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_ACKNOWLEDGE_CLUE, request.name(), call.now));
  return Change(process, call, request, tx, [&](v1::Clue& clue) { return rules::Acknowledge(clue, call.now); });
}

absl::StatusOr<v1::Clue> AssignClue(const Process& process, const Call& call, const v1::AssignClueRequest& request,
                                    WriteTx& tx) {
  return Change(process, call, request, tx, [&](v1::Clue& clue) { return rules::Assign(clue, request.unit()); });
}

absl::StatusOr<v1::Clue> ResolveClue(const Process& process, const Call& call, const v1::ResolveClueRequest& request,
                                     WriteTx& tx) {
  return Change(process, call, request, tx, [&](v1::Clue& clue) { return rules::Resolve(clue, request, call.now); });
}

absl::StatusOr<v1::Clue> TransferClue(const Process& process, const Call& call, const v1::TransferClueRequest& request,
                                      WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(ClueRecord record, process.clues.records().Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::Transfer(record.message, request.division()));
  const std::string before = std::exchange(record.columns.division, request.division());
  LD_RETURN_IF_ERROR(process.clues.Update(tx, record, request.etag(), call.now));
  // Those who followed it in its former division see that it was transferred.
  LD_RETURN_IF_ERROR(process.clues.AddEvent(tx, record, before, call.now));
  const auto kind = obligation::v1::OBLIGATION_KIND_ACKNOWLEDGE_CLUE;
  LD_RETURN_IF_ERROR(process.obligations.Void(tx, kind, record.message.name(), call.now));
  LD_RETURN_IF_ERROR(process.obligations.Open(tx, {kind, request.division(), record.message.name()}, call.now));
  return std::move(record.message);
}

absl::StatusOr<records::EventsRead<v1::ClueEvent>> WatchClues(const Process& process, const Call& call,
                                                              const v1::WatchCluesRequest&, store::ReadTx& tx,
                                                              int64_t after) {
  return process.clues.EventsAfter(tx, call.reach, after, limits::kStreamPage);
}

}  // namespace

void AddClueHandlers(Handlers& handlers) {
  handlers.GatheredWrite(&GatherEarlier, &ReportClue);
  handlers.Read(&GetClue);
  handlers.Read(&ListClues);
  handlers.Write(&AcknowledgeClue);
  handlers.Write(&AssignClue);
  handlers.Write(&ResolveClue);
  handlers.Write(&TransferClue);
  handlers.Watch(&WatchClues, ClueStore::kEventTable);
}

}  // namespace liandong::clue
