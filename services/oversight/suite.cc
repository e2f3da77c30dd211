#include "services/oversight/suite.h"

#include <algorithm>
#include <map>
#include <utility>

#include "shared/base/proto_time.h"
#include "shared/base/status_macros.h"
#include "shared/law/names.h"
#include "shared/ledger/accesses.h"

namespace liandong::oversight {
namespace {

using obligation::v1::Standing;
using obligation::v1::SummariseObligationsResponse;

constexpr char kSummarise[] = "/liandong.obligation.v1.ObligationService/SummariseObligations";
constexpr char kAggregate[] = "/liandong.oversight.v1.AggregateService/Aggregate";
constexpr char kListAccesses[] = "/liandong.ledger.v1.LedgerService/ListAccesses";

}  // namespace

absl::StatusOr<SummariseObligationsResponse> Suite::Standings(absl::Time from, absl::Time until,
                                                              absl::Time deadline) const {
  obligation::v1::SummariseObligationsRequest request;
  *request.mutable_from_time() = base::ToProto(from);
  *request.mutable_until_time() = base::ToProto(until);
  SummariseObligationsResponse all;
  std::map<law::Agency, obligation::v1::AgencyCalls> calls;
  for (const law::Service service : law::AllServices()) {
    LD_ASSIGN_OR_RETURN(const auto reply, peers_->Ask<SummariseObligationsResponse>(
                                              service, kSummarise, request, contract::v1::CLAUSE_8_3, deadline));
    all.mutable_standings()->MergeFrom(reply.standings());
    for (const auto& one : reply.calls()) {
      auto& sum = calls[one.agency()];
      sum.set_agency(one.agency());
      sum.set_calls(sum.calls() + one.calls());
      sum.set_refusals(sum.refusals() + one.refusals());
    }
  }
  for (auto& [agency, sum] : calls) *all.add_calls() = std::move(sum);
  return all;
}

absl::StatusOr<v1::AggregateResponse> Suite::Counts(const v1::AggregateRequest& request, law::Clause purpose,
                                                    absl::Time deadline) const {
  v1::AggregateResponse all;
  for (const law::Service service : law::AllServices()) {
    LD_ASSIGN_OR_RETURN(const auto reply,
                        peers_->Ask<v1::AggregateResponse>(service, kAggregate, request, purpose, deadline));
    all.mutable_cells()->MergeFrom(reply.cells());
  }
  return all;
}

absl::StatusOr<v1::ListDataAccessesResponse> Suite::Accesses(const ledger::v1::ListAccessesRequest& request,
                                                             absl::Time deadline) const {
  std::vector<ledger::v1::Access> accesses;
  v1::ListDataAccessesResponse all;
  bool held = false;
  for (const law::Service service : law::AllServices()) {
    LD_ASSIGN_OR_RETURN(const auto reply, peers_->Ask<ledger::v1::ListAccessesResponse>(
                                              service, kListAccesses, request, contract::v1::CLAUSE_8_3, deadline));
    accesses.insert(accesses.end(), reply.accesses().begin(), reply.accesses().end());
    all.set_truncated(all.truncated() || reply.truncated());
    held = held || reply.holds_record();
  }
  if (!held) return errors::Refuse(contract::v1::ERROR_REASON_NOT_FOUND);
  std::stable_sort(accesses.begin(), accesses.end(), [](const auto& one, const auto& other) {
    return base::FromProto(one.time()) > base::FromProto(other.time());
  });
  // A reply has its limit too; the newest are kept.
  if (accesses.size() > size_t{ledger::kMostAccesses}) {
    accesses.resize(size_t{ledger::kMostAccesses});
    all.set_truncated(true);
  }
  for (auto& access : accesses) *all.add_accesses() = std::move(access);
  return all;
}

}  // namespace liandong::oversight
