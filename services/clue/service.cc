#include "services/clue/service.h"

#include <functional>
#include <utility>

#include "services/clue/rules.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::clue {
ClueService::ClueService(const runtime::Parts& parts)
    : desk_(parts), store_(desk_.store()), obligations_(parts.obligations), tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> ClueService::Handlers() {
  using contract::Bind;
  return {
      {"ReportClue", Bind(this, &ClueService::GatherFirst, &ClueService::ReportClue)},
      {"GetClue", Bind(this, &ClueService::GetClue)},
      {"ListClues", Bind(this, &ClueService::ListClues)},
      {"AcknowledgeClue", Bind(this, &ClueService::AcknowledgeClue)},
      {"AssignClue", Bind(this, &ClueService::AssignClue)},
      {"ResolveClue", Bind(this, &ClueService::ResolveClue)},
      {"TransferClue", Bind(this, &ClueService::TransferClue)},
      {"WatchClues", Bind(this, &ClueService::WatchClues)},
  };
}

absl::StatusOr<std::string> ClueService::GatherFirst(const contract::Call& call, const v1::ReportClueRequest& request,
                                                     const contract::Reader& reader) {
  return desk_.FindFirst(call, request, reader);
}

absl::StatusOr<v1::Clue> ClueService::ReportClue(const contract::Call& call, const v1::ReportClueRequest& request,
                                                 const std::string& first, contract::WriteTx& tx) {
  return desk_.File(call, request, first, tx);
}

absl::StatusOr<v1::Clue> ClueService::GetClue(const contract::Call& call, const v1::GetClueRequest& request,
                                              store::ReadTx& tx) {
  return contract::Get(store_.clues(), tx, call, request.name());
}

absl::StatusOr<v1::ListCluesResponse> ClueService::ListClues(const contract::Call& call,
                                                             const v1::ListCluesRequest& request, store::ReadTx& tx) {
  v1::ListCluesResponse reply;
  if (!request.registration_reference().empty()) {
    LD_ASSIGN_OR_RETURN(auto found, store_.OfRegistration(tx, call.reach, request.registration_reference()));
    for (ClueRecord& record : found) *reply.add_clues() = std::move(record.message);
    return reply;
  }
  records::Filter filter{.reach = call.reach};
  filter.state = contract::Unless0(request.state());
  return contract::List(store_.clues(), tx, filter, call, request, *tokens_, &v1::ListCluesResponse::mutable_clues);
}

absl::StatusOr<v1::Clue> ClueService::AcknowledgeClue(const contract::Call& call,
                                                      const v1::AcknowledgeClueRequest& request, store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(ClueRecord record, store_.clues().Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::Acknowledge(record.message, call.now));
  LD_RETURN_IF_ERROR(
      obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_ACKNOWLEDGE_CLUE, record.message.name(), call.now));
  LD_RETURN_IF_ERROR(store_.Update(tx, record, request.etag(), call.now));
  return std::move(record.message);
}

absl::StatusOr<v1::Clue> ClueService::AssignClue(const contract::Call& call, const v1::AssignClueRequest& request,
                                                 store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(ClueRecord record, store_.clues().Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::Assign(record.message, request.unit()));
  LD_RETURN_IF_ERROR(store_.Update(tx, record, request.etag(), call.now));
  return std::move(record.message);
}

absl::StatusOr<v1::Clue> ClueService::ResolveClue(const contract::Call& call, const v1::ResolveClueRequest& request,
                                                  store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(ClueRecord record, store_.clues().Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::Resolve(record.message, request, call.now));
  LD_RETURN_IF_ERROR(store_.Update(tx, record, request.etag(), call.now));
  return std::move(record.message);
}

absl::StatusOr<v1::Clue> ClueService::TransferClue(const contract::Call& call, const v1::TransferClueRequest& request,
                                                   store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(ClueRecord record, store_.clues().Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::Transfer(record.message, request.division()));
  const std::string before = std::exchange(record.columns.division, request.division());
  LD_RETURN_IF_ERROR(store_.Update(tx, record, request.etag(), call.now));
  // Those who followed it in its former division see that it was transferred.
  LD_RETURN_IF_ERROR(store_.AddEvent(tx, record, before, call.now));
  const auto kind = obligation::v1::OBLIGATION_KIND_ACKNOWLEDGE_CLUE;
  LD_RETURN_IF_ERROR(obligations_->Void(tx, kind, record.message.name(), call.now));
  LD_RETURN_IF_ERROR(obligations_->Open(tx, {kind, request.division(), record.message.name()}, call.now));
  return std::move(record.message);
}

absl::StatusOr<std::vector<contract::Watched<v1::ClueEvent>>> ClueService::WatchClues(const contract::Call& call,
                                                                                      const v1::WatchCluesRequest&,
                                                                                      store::ReadTx& tx,
                                                                                      int64_t after) {
  LD_ASSIGN_OR_RETURN(auto stored, store_.EventsAfter(tx, call.reach, after, limits::kStreamPage));
  std::vector<contract::Watched<v1::ClueEvent>> events;
  events.reserve(stored.size());
  for (StoredEvent& one : stored) events.push_back({one.place, std::move(one.event)});
  return events;
}

}  // namespace liandong::clue
