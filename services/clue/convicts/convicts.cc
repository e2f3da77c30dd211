#include "services/clue/convicts/convicts.h"

#include <utility>

#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::clue {
namespace {

absl::StatusOr<v1::ConvictFile> OpenConvictFile(const Process& process, const Call& call,
                                                const v1::OpenConvictFileRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto existing, process.convicts.Find(tx, request.person()));
  if (!existing.empty())
    return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_3_6_4_P1);
  v1::ConvictFile file;
  *file.mutable_person() = request.person();
  file.set_judgment_number(request.judgment_number());
  file.set_release_date(request.release_date());
  *file.mutable_aid_needs() = request.aid_needs();
  *file.mutable_create_time() = base::ToProto(call.now);
  auto record = contract::NewRecord(call, std::move(file));
  LD_RETURN_IF_ERROR(process.convict_files.Insert(tx, record));
  LD_RETURN_IF_ERROR(process.convicts.Add(tx, request.person(), record.columns.id));
  LD_RETURN_IF_ERROR(process.obligations.Open(
      tx, {obligation::v1::OBLIGATION_KIND_CONVICT_VISIT, record.columns.division, record.message.name()}, call.now));
  return std::move(record.message);
}

absl::StatusOr<v1::ConvictFile> RecordConvictVisit(const Process& process, const Call& call,
                                                   const v1::RecordConvictVisitRequest& request, WriteTx& tx) {
  const auto kind = obligation::v1::OBLIGATION_KIND_CONVICT_VISIT;
  LD_RETURN_IF_ERROR(process.obligations.Meet(tx, kind, request.name(), call.now));
  LD_RETURN_IF_ERROR(process.obligations.Open(tx, {kind, call.caller->division, request.name()}, call.now));
  return contract::Change<v1::ConvictFile>(
      process.convict_files, tx, call, request.name(),
      [&](v1::ConvictFile& file) {
        v1::ConvictVisit& visit = *file.add_visits();
        *visit.mutable_visit_time() = request.visit_time();
        visit.set_agency(call.caller->agency);
        visit.set_note(request.note());
        *file.mutable_aid_needs() = request.aid_needs();
        return absl::OkStatus();
      },
      request.etag());
}

absl::StatusOr<v1::ConvictFile> GetConvictFile(const Process& process, const Call& call,
                                               const v1::GetConvictFileRequest& request, ReadTx& tx) {
  return contract::Get(process.convict_files, tx, call, request.name());
}

absl::StatusOr<v1::ListConvictFilesResponse> ListConvictFiles(const Process& process, const Call& call,
                                                              const v1::ListConvictFilesRequest& request, ReadTx& tx) {
  return contract::List(process.convict_files, tx, {.reach = call.reach}, call, request,
                        &v1::ListConvictFilesResponse::mutable_convict_files);
}

}  // namespace

void AddConvictHandlers(Handlers& handlers) {
  handlers.Write(&OpenConvictFile);
  handlers.Write(&RecordConvictVisit);
  handlers.Read(&GetConvictFile);
  handlers.Read(&ListConvictFiles);
}

}  // namespace liandong::clue
