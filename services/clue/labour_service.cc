#include "services/clue/labour_service.h"

#include <utility>

#include "services/clue/area_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::clue {

LabourService::LabourService(const runtime::Parts& parts)
    : desk_(parts), complaints_(parts.sealer), findings_(parts.sealer), tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> LabourService::Handlers() {
  using contract::Bind;
  using Self = LabourService;
  return {
      {"FileLabourComplaint", Bind(this, &Self::GatherFirstOfComplaint, &Self::FileLabourComplaint)},
      {"RecordInspection", Bind(this, &Self::GatherFirstOfInspection, &Self::RecordInspection)},
      {"GetLabourComplaint", Bind(this, &Self::GetLabourComplaint)},
      {"ListLabourComplaints", Bind(this, &Self::ListLabourComplaints)},
      {"FileBorderFinding", Bind(this, &Self::GatherFirstOfFinding, &Self::FileBorderFinding)},
      {"ListBorderFindings", Bind(this, &Self::ListBorderFindings)},
  };
}

absl::StatusOr<std::string> LabourService::GatherFirstOfComplaint(const Call& call,
                                                                  const v1::FileLabourComplaintRequest& request,
                                                                  const contract::Reader& reader) {
  if (!rules::IsClue(request.violations(), request.suspected_trafficking())) return std::string();
  return desk_.FindFirst(call, rules::ClueOf(request), reader);
}

absl::StatusOr<v1::LabourComplaint> LabourService::FileLabourComplaint(const Call& call,
                                                                       const v1::FileLabourComplaintRequest& request,
                                                                       const std::string& first,
                                                                       contract::WriteTx& tx) {
  v1::LabourComplaint complaint;
  complaint.set_channel(request.channel());
  complaint.set_state(v1::COMPLAINT_STATE_RECEIVED);
  *complaint.mutable_violations() = request.violations();
  complaint.set_employer(request.employer());
  if (request.has_place()) *complaint.mutable_place() = request.place();
  complaint.set_description(request.description());
  *complaint.mutable_persons() = request.persons();
  if (request.has_complainant()) *complaint.mutable_complainant() = request.complainant();
  *complaint.mutable_create_time() = base::ToProto(call.now);
  if (rules::IsClue(request.violations(), request.suspected_trafficking())) {
    LD_ASSIGN_OR_RETURN(const v1::Clue clue, desk_.File(call, rules::ClueOf(request), first, tx));
    complaint.set_clue(clue.name());
  }
  return contract::Create(complaints_, tx, call, std::move(complaint), {.state = v1::COMPLAINT_STATE_RECEIVED});
}

absl::StatusOr<std::string> LabourService::GatherFirstOfInspection(const Call& call,
                                                                   const v1::RecordInspectionRequest& request,
                                                                   const contract::Reader& reader) {
  if (!rules::IsClue(request.violations(), request.suspected_trafficking())) return std::string();
  LD_ASSIGN_OR_RETURN(const auto record,
                      reader.Read([&](store::ReadTx& tx) { return complaints_.Load(tx, call.reach, request.name()); }));
  return desk_.FindFirst(call, rules::ClueOf(record.message, request), reader);
}

absl::StatusOr<v1::LabourComplaint> LabourService::RecordInspection(const Call& call,
                                                                    const v1::RecordInspectionRequest& request,
                                                                    const std::string& first, contract::WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(auto record, complaints_.Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::RecordInspection(record.message, request));
  record.columns.state = record.message.state();
  // A complaint that already became a clue is not filed again.
  if (record.message.clue().empty() && rules::IsClue(request.violations(), request.suspected_trafficking())) {
    LD_ASSIGN_OR_RETURN(const v1::Clue clue, desk_.File(call, rules::ClueOf(record.message, request), first, tx));
    record.message.set_clue(clue.name());
  }
  LD_RETURN_IF_ERROR(complaints_.Update(tx, record, request.etag()));
  return std::move(record.message);
}

absl::StatusOr<v1::LabourComplaint> LabourService::GetLabourComplaint(const Call& call,
                                                                      const v1::GetLabourComplaintRequest& request,
                                                                      store::ReadTx& tx) {
  return contract::Get(complaints_, tx, call, request.name());
}

absl::StatusOr<v1::ListLabourComplaintsResponse> LabourService::ListLabourComplaints(
    const Call& call, const v1::ListLabourComplaintsRequest& request, store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::Unless0(request.state());
  return contract::List(complaints_, tx, filter, call, request, *tokens_,
                        &v1::ListLabourComplaintsResponse::mutable_labour_complaints);
}

absl::StatusOr<std::string> LabourService::GatherFirstOfFinding(const Call& call,
                                                                const v1::FileBorderFindingRequest& request,
                                                                const contract::Reader& reader) {
  return desk_.FindFirst(call, rules::ClueOf(request), reader);
}

absl::StatusOr<v1::BorderFinding> LabourService::FileBorderFinding(const Call& call,
                                                                   const v1::FileBorderFindingRequest& request,
                                                                   const std::string& first, contract::WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const v1::Clue clue, desk_.File(call, rules::ClueOf(request), first, tx));
  v1::BorderFinding finding;
  finding.set_kind(request.kind());
  finding.set_description(request.description());
  *finding.mutable_persons() = request.persons();
  finding.set_registration_reference(request.registration_reference());
  finding.set_clue(clue.name());
  *finding.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(findings_, tx, call, std::move(finding), {.kind = request.kind()});
}

absl::StatusOr<v1::ListBorderFindingsResponse> LabourService::ListBorderFindings(
    const Call& call, const v1::ListBorderFindingsRequest& request, store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.kind = contract::Unless0(request.kind());
  return contract::List(findings_, tx, filter, call, request, *tokens_,
                        &v1::ListBorderFindingsResponse::mutable_border_findings);
}

}  // namespace liandong::clue
