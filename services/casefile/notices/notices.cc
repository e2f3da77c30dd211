#include "services/casefile/notices/notices.h"

#include <utility>

#include "services/casefile/notices/notice_rules.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::casefile {
namespace {

absl::StatusOr<v1::Notice> PublishNotice(const Process& process, const Call& call,
                                         const v1::PublishNoticeRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto file, process.store.cases.Load(tx, call.reach, request.case_()));
  LD_ASSIGN_OR_RETURN(v1::Notice notice, rules::MakeNotice(file.message, request, call.now));
  return contract::Create(process.store.notices, tx, call, std::move(notice),
                          {.state = v1::NOTICE_STATE_PUBLISHED, .parent = file.columns.id});
}

absl::StatusOr<v1::Notice> WithdrawNotice(const Process& process, const Call& call,
                                          const v1::WithdrawNoticeRequest& request, WriteTx& tx) {
  return contract::Change<v1::Notice>(process.store.notices, tx, call, request.name(),
                                      [&](v1::Notice& notice) { return rules::WithdrawNotice(notice, call.now); });
}

absl::StatusOr<v1::Notice> RelayNotice(const Process& process, const Call& call, const v1::RelayNoticeRequest& request,
                                       WriteTx& tx) {
  return contract::Change<v1::Notice>(process.store.notices, tx, call, request.name(), [&](v1::Notice& notice) {
    return rules::RelayNotice(notice, call.caller->agency, request.outlet(), call.now);
  });
}

absl::StatusOr<v1::ListNoticesResponse> ListNotices(const Process& process, const Call& call,
                                                    const v1::ListNoticesRequest& request, ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = request.state() == v1::NOTICE_STATE_UNSPECIFIED ? v1::NOTICE_STATE_PUBLISHED : request.state();
  return contract::List(process.store.notices, tx, filter, call, request, &v1::ListNoticesResponse::mutable_notices);
}

}  // namespace

void AddNoticeHandlers(Handlers& handlers) {
  handlers.Write(&PublishNotice);
  handlers.Write(&WithdrawNotice);
  handlers.Write(&RelayNotice);
  handlers.Read(&ListNotices);
}

}  // namespace liandong::casefile
