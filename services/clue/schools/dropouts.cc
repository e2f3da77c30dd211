#include "services/clue/schools/dropouts.h"

#include <utility>

#include "services/clue/clues/filing.h"
#include "services/clue/schools/dropout_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"
#include "shared/rule/rule.h"

namespace liandong::clue {
namespace {

absl::StatusOr<v1::DropoutFile> OpenDropoutFile(const Process& process, const Call& call,
                                                const v1::OpenDropoutFileRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto existing, process.dropouts.Find(tx, request.pupil()));
  LD_RULE("3-3-2-p1.one-file-a-pupil")
  if (!existing.empty())
    return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_3_3_2_P1);
  v1::DropoutFile file;
  file.set_state(v1::DROPOUT_STATE_OUT_OF_SCHOOL);
  *file.mutable_pupil() = request.pupil();
  file.set_school(request.school());
  file.set_leave_date(request.leave_date());
  file.set_reason(request.reason());
  *file.mutable_create_time() = base::ToProto(call.now);
  auto record = contract::NewRecord(call, std::move(file), {.state = v1::DROPOUT_STATE_OUT_OF_SCHOOL});
  LD_RETURN_IF_ERROR(process.dropout_files.Insert(tx, record));
  LD_RETURN_IF_ERROR(process.dropouts.Add(tx, request.pupil(), record.columns.id));
  LD_RETURN_IF_ERROR(process.obligations.Open(
      tx, {obligation::v1::OBLIGATION_KIND_DROPOUT_VISIT, record.columns.division, record.message.name()}, call.now));
  return std::move(record.message);
}

absl::StatusOr<Earlier> GatherEarlierOfVisit(const Process& process, const Call& call,
                                             const v1::RecordDropoutVisitRequest& request, const Reader& reader) {
  if (request.result() != v1::DROPOUT_STATE_SUSPECTED_TRAFFICKED) return Earlier();
  LD_ASSIGN_OR_RETURN(const auto record, reader.Read([&](store::ReadTx& tx) {
    return process.dropout_files.Load(tx, call.reach, request.name());
  }));
  return FindEarlier(process, call, rules::ClueOf(record.message, request), reader);
}

absl::StatusOr<v1::DropoutFile> RecordDropoutVisit(const Process& process, const Call& call,
                                                   const v1::RecordDropoutVisitRequest& request, const Earlier& earlier,
                                                   WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(auto record, process.dropout_files.Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::RecordVisit(record.message, request));
  record.columns.state = record.message.state();
  LD_RULE("3-3-2-p1.a-suspicion-becomes-a-clue")
  if (request.result() == v1::DROPOUT_STATE_SUSPECTED_TRAFFICKED) {
    LD_ASSIGN_OR_RETURN(const v1::Clue clue,
                        FileClue(process, call, rules::ClueOf(record.message, request), earlier, tx));
    record.message.set_clue(clue.name());
  }
  const auto kind = obligation::v1::OBLIGATION_KIND_DROPOUT_VISIT;
  LD_RETURN_IF_ERROR(process.obligations.Meet(tx, kind, request.name(), call.now));
  if (request.result() == v1::DROPOUT_STATE_BACK_AT_SCHOOL) {
    // A pupil who drops out again gets a new file.
    LD_RETURN_IF_ERROR(process.dropouts.Remove(tx, record.columns.id));
  } else {
    LD_RETURN_IF_ERROR(process.obligations.Open(tx, {kind, record.columns.division, request.name()}, call.now));
  }
  LD_RETURN_IF_ERROR(process.dropout_files.Update(tx, record, request.etag()));
  return std::move(record.message);
}

absl::StatusOr<v1::DropoutFile> GetDropoutFile(const Process& process, const Call& call,
                                               const v1::GetDropoutFileRequest& request, ReadTx& tx) {
  return contract::Get(process.dropout_files, tx, call, request.name());
}

absl::StatusOr<v1::ListDropoutFilesResponse> ListDropoutFiles(const Process& process, const Call& call,
                                                              const v1::ListDropoutFilesRequest& request, ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::IfSet(request.state());
  return contract::List(process.dropout_files, tx, filter, call, request,
                        &v1::ListDropoutFilesResponse::mutable_dropout_files);
}

}  // namespace

void AddDropoutHandlers(Handlers& handlers) {
  handlers.Write(&OpenDropoutFile);
  handlers.GatheredWrite(&GatherEarlierOfVisit, &RecordDropoutVisit);
  handlers.Read(&GetDropoutFile);
  handlers.Read(&ListDropoutFiles);
}

}  // namespace liandong::clue
