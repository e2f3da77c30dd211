#include "services/placement/disabilities/disabilities.h"

#include "services/placement/disabilities/disability_rules.h"

namespace liandong::placement {
namespace {

absl::StatusOr<v1::Placement> GradeDisability(const Process& process, const Call& call,
                                              const v1::GradeDisabilityRequest& request, WriteTx& tx) {
  return process.placements.Change(tx, call, request.name(), [&](v1::Placement& placement) {
    return rules::GradeDisability(placement, request.grade(), call.now);
  });
}

absl::StatusOr<v1::Placement> IssueDisabilityCertificate(const Process& process, const Call& call,
                                                         const v1::IssueDisabilityCertificateRequest& request,
                                                         WriteTx& tx) {
  return process.placements.Change(tx, call, request.name(), [&](v1::Placement& placement) {
    return rules::IssueCertificate(placement, request.certificate_number());
  });
}

}  // namespace

void AddDisabilityHandlers(Handlers& handlers) {
  handlers.Write(&GradeDisability);
  handlers.Write(&IssueDisabilityCertificate);
}

}  // namespace liandong::placement
