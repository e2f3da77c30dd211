#include "services/clue/service.h"

#include <functional>
#include <memory>

#include "services/clue/rules.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::clue {
namespace {

v1::Clue NewClue(const contract::Call& call, const v1::ReportClueRequest& request, const std::string& division) {
  v1::Clue clue;
  clue.set_channel(request.channel());
  clue.set_kind(request.kind());
  clue.set_state(v1::CLUE_STATE_REPORTED);
  clue.set_source_agency(call.caller->agency);
  clue.set_source_service(call.caller->service);
  clue.set_division(division);
  if (request.has_place()) *clue.mutable_place() = request.place();
  if (request.has_occur_time()) *clue.mutable_occur_time() = request.occur_time();
  clue.set_description(request.description());
  *clue.mutable_persons() = request.persons();
  if (request.has_reporter()) *clue.mutable_reporter() = request.reporter();
  clue.set_registration_reference(request.registration_reference());
  *clue.mutable_create_time() = base::ToProto(call.now);
  return clue;
}

}  // namespace

ClueService::ClueService(const runtime::Parts& parts)
    : store_(parts.sealer, parts.keys), tokens_(parts.tokens), metrics_(parts.metrics) {}

std::map<std::string, contract::Handler> ClueService::Handlers() {
  using contract::Bind;
  return {
      {"ReportClue", Bind(this, &ClueService::ReportClue)},
      {"GetClue", Bind(this, &ClueService::GetClue)},
      {"ListClues", Bind(this, &ClueService::ListClues)},
      {"AcknowledgeClue", Bind(this, &ClueService::AcknowledgeClue)},
      {"AssignClue", Bind(this, &ClueService::AssignClue)},
      {"ResolveClue", Bind(this, &ClueService::ResolveClue)},
      {"WatchClues", Bind(this, &ClueService::WatchClues)},
  };
}

absl::StatusOr<v1::Clue> ClueService::ReportClue(const contract::Call& call, const v1::ReportClueRequest& request,
                                                 store::Tx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckReport(request));
  LD_ASSIGN_OR_RETURN(const std::string division, call.DivisionFor(request.division()));
  ClueRecord record =
      contract::NewRecord(call, NewClue(call, request, division),
                          {.division = division, .kind = request.kind(), .state = v1::CLUE_STATE_REPORTED});
  const std::vector<std::string> values = rules::RepeatValues(request);
  LD_ASSIGN_OR_RETURN(const auto first, store_.FindFirst(tx, values, division, call.now - rules::kRepeatWindow));
  if (first.has_value()) record.message.set_repeat_of(*first);
  LD_RETURN_IF_ERROR(store_.Insert(tx, record, values));
  call.AfterCommit([this, channel = request.channel(), repeat = first.has_value()] {
    metrics_
        ->Counter("liandong_clues_reported_total", "Clues reported.",
                  {{"channel", v1::ClueChannel_Name(channel)}, {"repeat", repeat ? "true" : "false"}})
        .Increment();
  });
  return record.message;
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

absl::StatusOr<std::vector<contract::Watched<v1::ClueEvent>>> ClueService::WatchClues(const contract::Call& call,
                                                                                      const v1::WatchCluesRequest&,
                                                                                      store::ReadTx& tx,
                                                                                      int64_t after) {
  LD_ASSIGN_OR_RETURN(auto stored, store_.EventsAfter(tx, call.reach, after, base::limits::kStreamPage));
  std::vector<contract::Watched<v1::ClueEvent>> events;
  events.reserve(stored.size());
  for (StoredEvent& one : stored) events.push_back({one.place, std::move(one.event)});
  return events;
}

const google::protobuf::ServiceDescriptor& ClueService::Descriptor() const {
  return *v1::GetClueRequest::descriptor()->file()->service(0);
}

}  // namespace liandong::clue
