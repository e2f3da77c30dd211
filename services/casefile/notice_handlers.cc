#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/casefile/rules.h"
#include "services/casefile/screening.h"
#include "services/casefile/service.h"
#include "shared/base/ids.h"
#include "shared/contract/standard_methods.h"

namespace liandong::casefile {

absl::StatusOr<v1::Notice> CasefileService::PublishNotice(const Call& call, const v1::PublishNoticeRequest& request,
                                                          store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const auto file, store_.cases.Load(tx, call.reach, request.case_()));
  LD_ASSIGN_OR_RETURN(v1::Notice notice, rules::MakeNotice(file.message, request, call.now));
  auto record =
      contract::NewRecord(call, std::move(notice), {.state = v1::NOTICE_STATE_PUBLISHED, .parent = file.columns.id});
  LD_RETURN_IF_ERROR(store_.notices.Insert(tx, record));
  return std::move(record.message);
}

absl::StatusOr<v1::Notice> CasefileService::WithdrawNotice(const Call& call, const v1::WithdrawNoticeRequest& request,
                                                           store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(auto record, store_.notices.Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::WithdrawNotice(record.message, call.now));
  record.columns.state = record.message.state();
  LD_RETURN_IF_ERROR(store_.notices.Update(tx, record));
  return std::move(record.message);
}

absl::StatusOr<v1::Notice> CasefileService::RelayNotice(const Call& call, const v1::RelayNoticeRequest& request,
                                                        store::Tx& tx) {
  return contract::Change<v1::Notice>(store_.notices, tx, call, request.name(), [&](v1::Notice& notice) {
    return rules::RelayNotice(notice, call.caller->agency, request.outlet(), call.now);
  });
}

absl::StatusOr<v1::NoteHandOverResponse> CasefileService::NoteHandOver(const Call& call,
                                                                       const v1::NoteHandOverRequest& request,
                                                                       store::Tx& tx) {
  LD_RETURN_IF_ERROR(
      obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_HAND_OVER, request.victim_file(), call.now));
  return v1::NoteHandOverResponse();
}

absl::StatusOr<v1::ListNoticesResponse> CasefileService::ListNotices(const Call& call,
                                                                     const v1::ListNoticesRequest& request,
                                                                     store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = request.state() == v1::NOTICE_STATE_UNSPECIFIED ? v1::NOTICE_STATE_PUBLISHED : request.state();
  return contract::List(store_.notices, tx, filter, call, request, *tokens_, &v1::ListNoticesResponse::mutable_notices);
}

// Outside the transaction that stores the screening. Inside it, any two concurrent screenings would conflict.
absl::StatusOr<CasefileService::Matters> CasefileService::GatherMatters(const Call&,
                                                                        const v1::ScreenPersonRequest& request,
                                                                        const contract::Reader& reader) {
  const bool gate = request.question() == v1::SCREEN_QUESTION_DNA_GATE_CLOSED;
  if (gate ? request.victim_file().empty() : !request.has_person()) {
    return errors::RefuseFields(
        {{gate ? "victim_file" : "person", "is required for this question", "该查询事项必须填写"}});
  }
  return reader.Read([&](store::ReadTx& tx) { return Screen(store_, tx, request); });
}

absl::StatusOr<v1::ScreenPersonResponse> CasefileService::ScreenPerson(const Call& call,
                                                                       const v1::ScreenPersonRequest& request,
                                                                       const Matters& matters, store::Tx& tx) {
  // Stored for misses too, so that neither time nor effects reveal a hit.
  auto record = contract::NewRecord(call, v1::ScreeningRecord(), {.division = "000000", .kind = request.question()});
  record.message.set_question(request.question());
  record.message.set_reference(absl::StrCat("S-", absl::AsciiStrToUpper(base::NewId(call.now))));
  for (const std::string& matter : matters) record.message.add_matters(matter);
  LD_RETURN_IF_ERROR(store_.screenings.Insert(tx, record));
  v1::ScreenPersonResponse reply;
  reply.set_hit(!matters.empty());
  reply.set_reference(record.message.reference());
  return reply;
}

absl::StatusOr<v1::ScreenCarersResponse> CasefileService::ScreenCarers(const Call&,
                                                                       const v1::ScreenCarersRequest& request,
                                                                       store::ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const bool barred, AnyCarerBarred(store_, tx, request));
  v1::ScreenCarersResponse reply;
  reply.set_barred(barred);
  return reply;
}

}  // namespace liandong::casefile
