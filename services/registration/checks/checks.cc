#include "services/registration/checks/checks.h"

#include <utility>

#include "services/registration/checks/check_rules.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::registration {
namespace {

absl::StatusOr<v1::Check> GetCheck(const Process& process, const Call& call, const v1::GetCheckRequest& request,
                                   ReadTx& tx) {
  return contract::Get(process.store.checks, tx, call, request.name());
}

absl::StatusOr<v1::ListChecksResponse> ListChecks(const Process& process, const Call& call,
                                                  const v1::ListChecksRequest& request, ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.kind = contract::IfSet(request.kind());
  filter.state = contract::IfSet(request.state());
  return contract::List(process.store.checks, tx, filter, call, request, &v1::ListChecksResponse::mutable_checks);
}

absl::StatusOr<rules::Screenings> GatherBars(const Process& process, const Call& call,
                                             const v1::DecideHeldCheckRequest& request, const Reader& reader) {
  LD_ASSIGN_OR_RETURN(const auto record, reader.Read([&](store::ReadTx& tx) {
    return process.store.checks.Load(tx, call.reach, request.name());
  }));
  return process.screener.Bars(call, record.message);
}

absl::StatusOr<v1::Check> DecideHeldCheck(const Process& process, const Call& call,
                                          const v1::DecideHeldCheckRequest& request, const rules::Screenings& bars,
                                          WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(auto record, process.store.checks.Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::Decide(record.message, request, bars, call.now));
  LD_RETURN_IF_ERROR(
      process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_DECIDE_HELD_CHECK, request.name(), call.now));
  record.columns.state = record.message.state();
  LD_RETURN_IF_ERROR(process.store.checks.Update(tx, record));
  return std::move(record.message);
}

}  // namespace

void AddCheckHandlers(Handlers& handlers) {
  handlers.Read(&GetCheck);
  handlers.Read(&ListChecks);
  handlers.GatheredWrite(&GatherBars, &DecideHeldCheck);
}

}  // namespace liandong::registration
