#include "services/oversight/meetings/meetings.h"

#include <utility>

#include "services/oversight/calendar/calendar.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"
#include "shared/values/dates.h"

namespace liandong::oversight {
namespace {

absl::StatusOr<v1::Meeting> RecordMeeting(const Process& process, const Call& call,
                                          const v1::RecordMeetingRequest& request, WriteTx& tx) {
  v1::Meeting meeting;
  meeting.set_thematic(request.thematic());
  *meeting.mutable_hold_time() = request.hold_time();
  meeting.set_topics(request.topics());
  meeting.set_measures(request.measures());
  *meeting.mutable_create_time() = base::ToProto(call.now);
  if (request.thematic()) {
    const int year = static_cast<int>(values::DayOf(base::FromProto(request.hold_time())).year());
    LD_RETURN_IF_ERROR(
        process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_THEMATIC_MEETING, YearSubject(year), call.now));
  }
  return contract::Create(process.meetings, tx, call, std::move(meeting));
}

absl::StatusOr<v1::ListMeetingsResponse> ListMeetings(const Process& process, const Call& call,
                                                      const v1::ListMeetingsRequest& request, ReadTx& tx) {
  return contract::List(process.meetings, tx, {.reach = call.reach}, call, request,
                        &v1::ListMeetingsResponse::mutable_meetings);
}

}  // namespace

void AddMeetingHandlers(Handlers& handlers) {
  handlers.Write(&RecordMeeting);
  handlers.Read(&ListMeetings);
}

}  // namespace liandong::oversight
