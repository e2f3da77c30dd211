#include "services/clue/convict_service.h"

#include <utility>

#include "services/clue/area_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::clue {

ConvictService::ConvictService(const runtime::Parts& parts)
    : files_(parts.sealer),
      persons_("person/convict", parts.keys),
      obligations_(parts.obligations),
      tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> ConvictService::Handlers() {
  using contract::Bind;
  using Self = ConvictService;
  return {
      {"OpenConvictFile", Bind(this, &Self::OpenConvictFile)},
      {"RecordConvictVisit", Bind(this, &Self::RecordConvictVisit)},
      {"GetConvictFile", Bind(this, &Self::GetConvictFile)},
      {"ListConvictFiles", Bind(this, &Self::ListConvictFiles)},
  };
}

absl::StatusOr<v1::ConvictFile> ConvictService::OpenConvictFile(const Call& call,
                                                                const v1::OpenConvictFileRequest& request,
                                                                store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const auto existing, persons_.Find(tx, request.person()));
  if (!existing.empty())
    return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_3_6_4_P1);
  v1::ConvictFile file;
  *file.mutable_person() = request.person();
  file.set_judgment_number(request.judgment_number());
  file.set_release_date(request.release_date());
  *file.mutable_aid_needs() = request.aid_needs();
  *file.mutable_create_time() = base::ToProto(call.now);
  auto record = contract::NewRecord(call, std::move(file));
  LD_RETURN_IF_ERROR(files_.Insert(tx, record));
  LD_RETURN_IF_ERROR(persons_.Add(tx, request.person(), record.columns.id));
  LD_RETURN_IF_ERROR(obligations_->Open(
      tx, {obligation::v1::OBLIGATION_KIND_CONVICT_VISIT, record.columns.division, record.message.name()}, call.now));
  return std::move(record.message);
}

absl::StatusOr<v1::ConvictFile> ConvictService::RecordConvictVisit(const Call& call,
                                                                   const v1::RecordConvictVisitRequest& request,
                                                                   store::Tx& tx) {
  const auto kind = obligation::v1::OBLIGATION_KIND_CONVICT_VISIT;
  LD_RETURN_IF_ERROR(obligations_->Meet(tx, kind, request.name(), call.now));
  LD_RETURN_IF_ERROR(obligations_->Open(tx, {kind, call.caller->division, request.name()}, call.now));
  return contract::Change<v1::ConvictFile>(
      files_, tx, call, request.name(),
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

absl::StatusOr<v1::ConvictFile> ConvictService::GetConvictFile(const Call& call,
                                                               const v1::GetConvictFileRequest& request,
                                                               store::ReadTx& tx) {
  return contract::Get(files_, tx, call, request.name());
}

absl::StatusOr<v1::ListConvictFilesResponse> ConvictService::ListConvictFiles(
    const Call& call, const v1::ListConvictFilesRequest& request, store::ReadTx& tx) {
  return contract::List(files_, tx, {.reach = call.reach}, call, request, *tokens_,
                        &v1::ListConvictFilesResponse::mutable_convict_files);
}

}  // namespace liandong::clue
