#include "services/registration/check_desk.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"
#include "shared/rule/rule.h"

namespace liandong::registration {
namespace {

constexpr char kReportClue[] = "/liandong.clue.v1.ClueService/ReportClue";
// Of an id: the rest, 80 random bits, makes a reference that tells not even the time.
constexpr size_t kTimeCharacters = 10;

}  // namespace

CheckDesk::CheckDesk(const runtime::Parts& parts)
    : store_(parts.sealer, parts.keys),
      past_(store_, parts.keys),
      outbox_(parts.outbox),
      obligations_(parts.obligations),
      metrics_(parts.metrics) {}

absl::StatusOr<CheckFacts> CheckDesk::GatherPast(rules::Screenings screenings, const v1::Check& check,
                                                 const contract::Reader& reader) const {
  CheckFacts facts{.screenings = std::move(screenings)};
  LD_ASSIGN_OR_RETURN(facts.past, reader.Read([&](store::ReadTx& tx) { return past_.Screen(tx, check); }));
  return facts;
}

absl::StatusOr<v1::Check> CheckDesk::Conclude(const contract::Call& call, v1::Check check,
                                              std::vector<v1::ReferReason> reasons, const CheckFacts& facts,
                                              const std::string& note, contract::WriteTx& tx) const {
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
  LD_RETURN_IF_ERROR(store_.checks.Insert(tx, record));
  LD_RETURN_IF_ERROR(past_.Remember(tx, record.message));
  if (held) {
    auto clue = rules::ClueOf(record.message, note);
    LD_RULE("3-3-4.a-held-check-is-reported-to-the-police")
    LD_RETURN_IF_ERROR(outbox_->Add(tx, contract::v1::SERVICE_CLUE, kReportClue, clue,
                                    rules::ClauseOf(record.message.kind()), call.now));
    LD_RETURN_IF_ERROR(obligations_->Open(
        tx, {obligation::v1::OBLIGATION_KIND_DECIDE_HELD_CHECK, record.columns.division, record.message.name()},
        call.now));
  }
  tx.AfterCommit([this, kind = record.message.kind(), outcome = record.message.outcome()] {
    metrics_
        ->Counter(telemetry::kChecks, {{"kind", v1::CheckKind_Name(kind)}, {"outcome", v1::CheckOutcome_Name(outcome)}})
        .Increment();
  });
  return std::move(record.message);
}

}  // namespace liandong::registration
