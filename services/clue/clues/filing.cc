#include "services/clue/clues/filing.h"

#include <algorithm>
#include <utility>

#include "services/clue/clues/clue_rules.h"
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

// The name of the clue that this one repeats; empty if there is none. A report that arrived at the same moment counts
// once it is filed: of two, the second is linked to the first.
absl::StatusOr<std::string> FirstOf(const Process& process, const Earlier& earlier, const std::string& division,
                                    WriteTx& tx) {
  std::vector<Filings::Match> candidates;
  if (earlier.own != nullptr) candidates = process.filings->MatchesOf(*earlier.own);
  if (!earlier.stored.id.empty()) candidates.push_back({earlier.stored.probability, earlier.stored.id});
  std::sort(candidates.begin(), candidates.end(),
            [](const auto& one, const auto& other) { return one.probability > other.probability; });
  for (const Filings::Match& candidate : candidates) {
    LD_ASSIGN_OR_RETURN(std::string first, process.clues.FirstOf(tx, candidate.id, division));
    if (!first.empty()) return first;
  }
  return "";
}

}  // namespace

absl::StatusOr<Earlier> FindEarlier(const Process& process, const Call& call, const v1::ReportClueRequest& request,
                                    store::ReadTx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckReport(request));
  LD_ASSIGN_OR_RETURN(const std::string division, call.DivisionFor(request.division()));
  const v1::Clue clue = NewClue(call, request, division);
  Earlier earlier;
  // Before the store is read, so that no report is missed that is filed meanwhile.
  earlier.own = process.filings->Begin(std::make_shared<const rules::ComparableClue>(rules::ComparableOf(clue)),
                                       division, call.now);
  earlier.tokens = std::make_shared<const RepeatTokens>(process.clues.TokensOf(clue));
  LD_ASSIGN_OR_RETURN(earlier.stored,
                      process.clues.FindRepeated(tx, clue, *earlier.own->comparable(), *earlier.tokens));
  return earlier;
}

absl::StatusOr<Earlier> FindEarlier(const Process& process, const Call& call, const v1::ReportClueRequest& request,
                                    const Reader& reader) {
  return reader.Read([&](store::ReadTx& tx) { return FindEarlier(process, call, request, tx); });
}

absl::StatusOr<v1::Clue> FileClue(const Process& process, const Call& call, const v1::ReportClueRequest& request,
                                  const Earlier& earlier, WriteTx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckReport(request));
  LD_ASSIGN_OR_RETURN(const std::string division, call.DivisionFor(request.division()));
  ClueRecord record =
      contract::NewRecord(call, NewClue(call, request, division),
                          {.division = division, .kind = request.kind(), .state = v1::CLUE_STATE_REPORTED});
  LD_ASSIGN_OR_RETURN(const std::string first, FirstOf(process, earlier, division, tx));
  LD_RULE("3-1.a-repeat-is-linked-to-the-first-report")
  record.message.set_repeat_of(first);
  if (earlier.own != nullptr) process.filings->SetId(*earlier.own, record.columns.id);
  const auto tokens = earlier.tokens != nullptr
                          ? earlier.tokens
                          : std::make_shared<const RepeatTokens>(process.clues.TokensOf(record.message));
  LD_RETURN_IF_ERROR(process.clues.Insert(tx, record, *tokens));
  LD_RULE("3-1.a-clue-is-acknowledged-within-a-day")
  LD_RETURN_IF_ERROR(process.obligations.Open(
      tx, {obligation::v1::OBLIGATION_KIND_ACKNOWLEDGE_CLUE, division, record.message.name()}, call.now));
  tx.AfterCommit([&process, channel = request.channel(), repeat = !first.empty(), own = earlier.own, tokens,
                  id = record.columns.id, now = call.now] {
    process.clues.Inserted(id, *tokens, own == nullptr ? nullptr : own->comparable(), now);
    process.metrics
        .Counter(telemetry::kCluesReported,
                 {{"channel", v1::ClueChannel_Name(channel)}, {"repeat", repeat ? "true" : "false"}})
        .Increment();
  });
  return std::move(record.message);
}

}  // namespace liandong::clue
