#include "services/clue/clues/filing.h"

#include <utility>

#include "services/clue/clues/clue_rules.h"
#include "services/clue/clues/repeat_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"
#include "shared/rule/rule.h"

namespace liandong::clue {
namespace {

v1::Clue NewClue(const Call& call, const v1::ReportClueRequest& request, const std::string& division) {
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

absl::StatusOr<std::string> FindFirstClue(const Process& process, const Call& call,
                                          const v1::ReportClueRequest& request, const Reader& reader) {
  LD_RETURN_IF_ERROR(rules::CheckReport(request));
  LD_ASSIGN_OR_RETURN(const std::string division, call.DivisionFor(request.division()));
  const v1::Clue clue = NewClue(call, request, division);
  return reader.Read(
      [&](store::ReadTx& tx) { return process.clues.FindFirst(tx, clue, call.now - rules::kRepeatWindow); });
}

absl::StatusOr<v1::Clue> FileClue(const Process& process, const Call& call, const v1::ReportClueRequest& request,
                                  const std::string& first, WriteTx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckReport(request));
  LD_ASSIGN_OR_RETURN(const std::string division, call.DivisionFor(request.division()));
  ClueRecord record =
      contract::NewRecord(call, NewClue(call, request, division),
                          {.division = division, .kind = request.kind(), .state = v1::CLUE_STATE_REPORTED});
  record.message.set_repeat_of(first);
  LD_RETURN_IF_ERROR(process.clues.Insert(tx, record));
  LD_RULE("3-1.a-clue-is-acknowledged-within-a-day")
  LD_RETURN_IF_ERROR(process.obligations.Open(
      tx, {obligation::v1::OBLIGATION_KIND_ACKNOWLEDGE_CLUE, division, record.message.name()}, call.now));
  tx.AfterCommit([&process, channel = request.channel(), repeat = !first.empty()] {
    process.metrics
        .Counter(telemetry::kCluesReported,
                 {{"channel", v1::ClueChannel_Name(channel)}, {"repeat", repeat ? "true" : "false"}})
        .Increment();
  });
  return std::move(record.message);
}

}  // namespace liandong::clue
