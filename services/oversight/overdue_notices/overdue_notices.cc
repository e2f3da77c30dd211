#include "services/oversight/overdue_notices/overdue_notices.h"

#include <utility>

#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::oversight {
namespace {

absl::Status MakeNotice(const Process& process, const Call& call, const obligation::v1::Obligation& obligation,
                        WriteTx& tx) {
  v1::OverdueNotice notice;
  *notice.mutable_obligation() = obligation;
  notice.set_service(call.caller->service);
  *notice.mutable_create_time() = base::ToProto(call.now);
  auto record =
      contract::NewRecord(call, std::move(notice), {.division = obligation.division(), .kind = obligation.kind()});
  // The notice belongs to the owner, so that the owner can read it.
  record.columns.owner = identity::OwnerOf(obligation.owner(), obligation.division());
  LD_RETURN_IF_ERROR(process.overdue_notices.Insert(tx, record));
  tx.Touch(record.message.name());
  return absl::OkStatus();
}

absl::StatusOr<v1::NoteOverdueResponse> NoteOverdue(const Process& process, const Call& call,
                                                    const v1::NoteOverdueRequest& request, WriteTx& tx) {
  if (!request.has_obligation() && request.obligations().empty()) {
    return errors::RefuseFields({{"obligations", "needs at least one", "至少填写一项"}});
  }
  if (request.has_obligation()) LD_RETURN_IF_ERROR(MakeNotice(process, call, request.obligation(), tx));
  for (const obligation::v1::Obligation& obligation : request.obligations()) {
    LD_RETURN_IF_ERROR(MakeNotice(process, call, obligation, tx));
  }
  return v1::NoteOverdueResponse();
}

absl::StatusOr<v1::ListOverdueNoticesResponse> ListOverdueNotices(const Process& process, const Call& call,
                                                                  const v1::ListOverdueNoticesRequest& request,
                                                                  ReadTx& tx) {
  return contract::List(process.overdue_notices, tx, {.reach = call.reach}, call, request,
                        &v1::ListOverdueNoticesResponse::mutable_overdue_notices);
}

absl::StatusOr<v1::OverdueNotice> AcknowledgeOverdueNotice(const Process& process, const Call& call,
                                                           const v1::AcknowledgeOverdueNoticeRequest& request,
                                                           WriteTx& tx) {
  return contract::Change<v1::OverdueNotice>(
      process.overdue_notices, tx, call, request.name(),
      [&](v1::OverdueNotice& notice) {
        *notice.mutable_acknowledge_time() = base::ToProto(call.now);
        notice.set_note(request.note());
        return absl::OkStatus();
      },
      request.etag());
}

}  // namespace

void AddOverdueNoticeHandlers(Handlers& handlers) {
  handlers.Write(&NoteOverdue);
  handlers.Read(&ListOverdueNotices);
  handlers.Write(&AcknowledgeOverdueNotice);
}

}  // namespace liandong::oversight
