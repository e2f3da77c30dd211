#include "services/oversight/undelivered_notices/undelivered_notices.h"

#include <utility>

#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::oversight {
namespace {

absl::StatusOr<v1::UndeliveredNotice> NoteUndelivered(const Process& process, const Call& call,
                                                      const v1::NoteUndeliveredRequest& request, WriteTx& tx) {
  v1::UndeliveredNotice notice;
  *notice.mutable_message() = request.message();
  notice.set_service(call.caller->service);
  *notice.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(process.undelivered_notices, tx, call, std::move(notice),
                          {.division = process.config.division});
}

absl::StatusOr<v1::ListUndeliveredNoticesResponse> ListUndeliveredNotices(
    const Process& process, const Call& call, const v1::ListUndeliveredNoticesRequest& request, ReadTx& tx) {
  return contract::List(process.undelivered_notices, tx, {.reach = call.reach}, call, request,
                        &v1::ListUndeliveredNoticesResponse::mutable_undelivered_notices);
}

absl::StatusOr<v1::UndeliveredNotice> AcknowledgeUndeliveredNotice(
    const Process& process, const Call& call, const v1::AcknowledgeUndeliveredNoticeRequest& request, WriteTx& tx) {
  return contract::Change<v1::UndeliveredNotice>(
      process.undelivered_notices, tx, call, request.name(),
      [&](v1::UndeliveredNotice& notice) {
        *notice.mutable_acknowledge_time() = base::ToProto(call.now);
        notice.set_note(request.note());
        return absl::OkStatus();
      },
      request.etag());
}

}  // namespace

void AddUndeliveredNoticeHandlers(Handlers& handlers) {
  handlers.Write(&NoteUndelivered);
  handlers.Read(&ListUndeliveredNotices);
  handlers.Write(&AcknowledgeUndeliveredNotice);
}

}  // namespace liandong::oversight
