#include "services/clue/labour/labour_complaints.h"

#include <utility>

#include "services/clue/clues/filing.h"
#include "services/clue/labour/labour_complaint_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::clue {
namespace {

absl::StatusOr<Earlier> GatherEarlierOfComplaint(const Process& process, const Call& call,
                                                 const v1::FileLabourComplaintRequest& request, const Reader& reader) {
  if (!rules::IsClue(request.violations(), request.suspected_trafficking())) return Earlier();
  return FindEarlier(process, call, rules::ClueOf(request), reader);
}

absl::StatusOr<v1::LabourComplaint> FileLabourComplaint(const Process& process, const Call& call,
                                                        const v1::FileLabourComplaintRequest& request,
                                                        const Earlier& earlier, WriteTx& tx) {
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
    LD_ASSIGN_OR_RETURN(const v1::Clue clue, FileClue(process, call, rules::ClueOf(request), earlier, tx));
    complaint.set_clue(clue.name());
  }
  return contract::Create(process.labour_complaints, tx, call, std::move(complaint),
                          {.state = v1::COMPLAINT_STATE_RECEIVED});
}

absl::StatusOr<Earlier> GatherEarlierOfInspection(const Process& process, const Call& call,
                                                  const v1::RecordInspectionRequest& request, const Reader& reader) {
  if (!rules::IsClue(request.violations(), request.suspected_trafficking())) return Earlier();
  LD_ASSIGN_OR_RETURN(const auto record, reader.Read([&](store::ReadTx& tx) {
    return process.labour_complaints.Load(tx, call.reach, request.name());
  }));
  return FindEarlier(process, call, rules::ClueOf(record.message, request), reader);
}

absl::StatusOr<v1::LabourComplaint> RecordInspection(const Process& process, const Call& call,
                                                     const v1::RecordInspectionRequest& request, const Earlier& earlier,
                                                     WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(auto record, process.labour_complaints.Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::RecordInspection(record.message, request));
  record.columns.state = record.message.state();
  // A complaint that already became a clue is not filed again.
  if (record.message.clue().empty() && rules::IsClue(request.violations(), request.suspected_trafficking())) {
    LD_ASSIGN_OR_RETURN(const v1::Clue clue,
                        FileClue(process, call, rules::ClueOf(record.message, request), earlier, tx));
    record.message.set_clue(clue.name());
  }
  LD_RETURN_IF_ERROR(process.labour_complaints.Update(tx, record, request.etag()));
  return std::move(record.message);
}

absl::StatusOr<v1::LabourComplaint> GetLabourComplaint(const Process& process, const Call& call,
                                                       const v1::GetLabourComplaintRequest& request, ReadTx& tx) {
  return contract::Get(process.labour_complaints, tx, call, request.name());
}

absl::StatusOr<v1::ListLabourComplaintsResponse> ListLabourComplaints(const Process& process, const Call& call,
                                                                      const v1::ListLabourComplaintsRequest& request,
                                                                      ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::IfSet(request.state());
  return contract::List(process.labour_complaints, tx, filter, call, request,
                        &v1::ListLabourComplaintsResponse::mutable_labour_complaints);
}

}  // namespace

void AddLabourComplaintHandlers(Handlers& handlers) {
  handlers.GatheredWrite(&GatherEarlierOfComplaint, &FileLabourComplaint);
  handlers.GatheredWrite(&GatherEarlierOfInspection, &RecordInspection);
  handlers.Read(&GetLabourComplaint);
  handlers.Read(&ListLabourComplaints);
}

}  // namespace liandong::clue
