#include "services/registration/checks/conclusion.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"
#include "shared/rule/rule.h"

namespace liandong::registration {
namespace {

constexpr char kReportClue[] = "/liandong.clue.v1.ClueService/ReportClue";
// Part of an id: the other 80 random bits make a reference that does not even reveal the time.
constexpr size_t kTimeCharacters = 10;

}  // namespace

absl::StatusOr<CheckFacts> GatherPast(const Process& process, rules::Screenings screenings, const v1::Check& check,
                                      const Reader& reader) {
  CheckFacts facts{.screenings = std::move(screenings)};
  LD_ASSIGN_OR_RETURN(facts.past,
                      reader.Read([&](store::ReadTx& tx) { return process.past_checks.Screen(tx, check); }));
  return facts;
}

absl::StatusOr<v1::Check> Conclude(const Process& process, const Call& call, v1::Check check,
                                   std::vector<v1::ReferReason> reasons, const CheckFacts& facts,
                                   const std::string& note, WriteTx& tx) {
  rules::AddHits(facts.past, reasons);
  const bool held = !reasons.empty();
  check.set_outcome(held ? v1::CHECK_OUTCOME_REFER : v1::CHECK_OUTCOME_CLEAR);
  check.set_state(held ? v1::CHECK_STATE_HELD : v1::CHECK_STATE_CLEAR);
  for (const v1::ReferReason reason : reasons) check.add_reasons(reason);
  for (const rules::Screening& screening : facts.screenings) {
    if (!screening.reference.empty()) check.add_screening_references(screening.reference);
  }
  check.set_reference(absl::StrCat("R-", absl::AsciiStrToUpper(base::NewId(call.now)).substr(kTimeCharacters)));
  check.set_division(call.caller->division);
  *check.mutable_create_time() = base::ToProto(call.now);
  const contract::Placing placing{.kind = check.kind(), .state = check.state()};
  auto record = contract::NewRecord(call, std::move(check), placing);
  LD_RETURN_IF_ERROR(process.store.checks.Insert(tx, record));
  LD_RETURN_IF_ERROR(process.past_checks.Remember(tx, record.message));
  if (held) {
    auto clue = rules::ClueOf(record.message, note);
    LD_RULE("3-3-4.a-held-check-is-reported-to-the-police")
    LD_RETURN_IF_ERROR(process.outbox.Add(tx, contract::v1::SERVICE_CLUE, kReportClue, clue,
                                          rules::ClauseOf(record.message.kind()), call.now));
    LD_RETURN_IF_ERROR(process.obligations.Open(
        tx, {obligation::v1::OBLIGATION_KIND_DECIDE_HELD_CHECK, record.columns.division, record.message.name()},
        call.now));
  }
  tx.AfterCommit([&process, kind = record.message.kind(), outcome = record.message.outcome()] {
    process.metrics
        .Counter(telemetry::kChecks, {{"kind", v1::CheckKind_Name(kind)}, {"outcome", v1::CheckOutcome_Name(outcome)}})
        .Increment();
  });
  return std::move(record.message);
}

}  // namespace liandong::registration
