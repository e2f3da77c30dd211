#include "services/clue/school_service.h"

#include <utility>

#include "services/clue/area_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"
#include "shared/rule/rule.h"

namespace liandong::clue {

SchoolService::SchoolService(const runtime::Parts& parts)
    : desk_(parts),
      dropout_files_(parts.sealer),
      reports_(parts.sealer),
      pupils_("person/dropout", parts.keys),
      obligations_(parts.obligations),
      tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> SchoolService::Handlers() {
  using contract::Bind;
  using Self = SchoolService;
  return {
      {"OpenDropoutFile", Bind(this, &Self::OpenDropoutFile)},
      {"RecordDropoutVisit", Bind(this, &Self::GatherFirstOfVisit, &Self::RecordDropoutVisit)},
      {"GetDropoutFile", Bind(this, &Self::GetDropoutFile)},
      {"ListDropoutFiles", Bind(this, &Self::ListDropoutFiles)},
      {"FileSchoolReport", Bind(this, &Self::GatherFirstOfReport, &Self::FileSchoolReport)},
      {"ListSchoolReports", Bind(this, &Self::ListSchoolReports)},
  };
}

absl::StatusOr<v1::DropoutFile> SchoolService::OpenDropoutFile(const Call& call,
                                                               const v1::OpenDropoutFileRequest& request,
                                                               store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const auto existing, pupils_.Find(tx, request.pupil()));
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
  LD_RETURN_IF_ERROR(dropout_files_.Insert(tx, record));
  LD_RETURN_IF_ERROR(pupils_.Add(tx, request.pupil(), record.columns.id));
  LD_RETURN_IF_ERROR(obligations_->Open(
      tx, {obligation::v1::OBLIGATION_KIND_DROPOUT_VISIT, record.columns.division, record.message.name()}, call.now));
  return std::move(record.message);
}

absl::StatusOr<std::string> SchoolService::GatherFirstOfVisit(const Call& call,
                                                              const v1::RecordDropoutVisitRequest& request,
                                                              const contract::Reader& reader) {
  if (request.result() != v1::DROPOUT_STATE_SUSPECTED_TRAFFICKED) return std::string();
  LD_ASSIGN_OR_RETURN(const auto record, reader.Read([&](store::ReadTx& tx) {
    return dropout_files_.Load(tx, call.reach, request.name());
  }));
  return desk_.FindFirst(call, rules::ClueOf(record.message, request), reader);
}

absl::StatusOr<v1::DropoutFile> SchoolService::RecordDropoutVisit(const Call& call,
                                                                  const v1::RecordDropoutVisitRequest& request,
                                                                  const std::string& first, contract::WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(auto record, dropout_files_.Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::RecordVisit(record.message, request));
  record.columns.state = record.message.state();
  LD_RULE("3-3-2-p1.a-suspicion-becomes-a-clue")
  if (request.result() == v1::DROPOUT_STATE_SUSPECTED_TRAFFICKED) {
    LD_ASSIGN_OR_RETURN(const v1::Clue clue, desk_.File(call, rules::ClueOf(record.message, request), first, tx));
    record.message.set_clue(clue.name());
  }
  const auto kind = obligation::v1::OBLIGATION_KIND_DROPOUT_VISIT;
  LD_RETURN_IF_ERROR(obligations_->Meet(tx, kind, request.name(), call.now));
  if (request.result() == v1::DROPOUT_STATE_BACK_AT_SCHOOL) {
    // A pupil who drops out again gets a new file.
    LD_RETURN_IF_ERROR(pupils_.Remove(tx, record.columns.id));
  } else {
    LD_RETURN_IF_ERROR(obligations_->Open(tx, {kind, record.columns.division, request.name()}, call.now));
  }
  LD_RETURN_IF_ERROR(dropout_files_.Update(tx, record, request.etag()));
  return std::move(record.message);
}

absl::StatusOr<v1::DropoutFile> SchoolService::GetDropoutFile(const Call& call,
                                                              const v1::GetDropoutFileRequest& request,
                                                              store::ReadTx& tx) {
  return contract::Get(dropout_files_, tx, call, request.name());
}

absl::StatusOr<v1::ListDropoutFilesResponse> SchoolService::ListDropoutFiles(const Call& call,
                                                                             const v1::ListDropoutFilesRequest& request,
                                                                             store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::Unless0(request.state());
  return contract::List(dropout_files_, tx, filter, call, request, *tokens_,
                        &v1::ListDropoutFilesResponse::mutable_dropout_files);
}

absl::StatusOr<std::string> SchoolService::GatherFirstOfReport(const Call& call,
                                                               const v1::FileSchoolReportRequest& request,
                                                               const contract::Reader& reader) {
  return desk_.FindFirst(call, rules::ClueOf(request), reader);
}

absl::StatusOr<v1::SchoolReport> SchoolService::FileSchoolReport(const Call& call,
                                                                 const v1::FileSchoolReportRequest& request,
                                                                 const std::string& first, contract::WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const v1::Clue clue, desk_.File(call, rules::ClueOf(request), first, tx));
  v1::SchoolReport report;
  report.set_kind(request.kind());
  report.set_reporter_role(request.reporter_role());
  report.set_school(request.school());
  report.set_clue(clue.name());
  *report.mutable_observe_time() = request.observe_time();
  report.set_late(rules::IsLate(request, call.now));
  *report.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(reports_, tx, call, std::move(report), {.kind = request.kind()});
}

absl::StatusOr<v1::ListSchoolReportsResponse> SchoolService::ListSchoolReports(
    const Call& call, const v1::ListSchoolReportsRequest& request, store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.kind = contract::Unless0(request.kind());
  return contract::List(reports_, tx, filter, call, request, *tokens_,
                        &v1::ListSchoolReportsResponse::mutable_school_reports);
}

}  // namespace liandong::clue
