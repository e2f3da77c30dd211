#include "services/clue/platforms/online_report_rules.h"

namespace liandong::clue::rules {
namespace {

v1::ClueKind KindOf(v1::ContentKind kind) {
  switch (kind) {
    case v1::CONTENT_KIND_ILLEGAL_FOSTERING:
      return v1::CLUE_KIND_ILLEGAL_ADOPTION;
    case v1::CONTENT_KIND_TRAFFICKING:
      return v1::CLUE_KIND_CHILD_TRAFFICKING;
    case v1::CONTENT_KIND_ABUSE_OF_MINOR:
      return v1::CLUE_KIND_SEXUAL_ABUSE_OF_MINOR;
    default:
      return v1::CLUE_KIND_OTHER;
  }
}

template <typename Request>
v1::ReportClueRequest OnlineClue(const Request& request, v1::ClueChannel channel) {
  v1::ReportClueRequest clue;
  clue.set_channel(channel);
  clue.set_kind(KindOf(request.kind()));
  clue.set_description(request.description());
  *clue.mutable_persons() = request.persons();
  return clue;
}

}  // namespace

v1::ReportClueRequest ClueOf(const v1::FilePlatformReportRequest& request) {
  v1::ReportClueRequest clue = OnlineClue(request, v1::CLUE_CHANNEL_PLATFORM);
  if (request.has_account_holder()) *clue.add_persons() = request.account_holder();
  return clue;
}

v1::ReportClueRequest ClueOf(const v1::FileOnlineComplaintRequest& request) {
  v1::ReportClueRequest clue = OnlineClue(request, v1::CLUE_CHANNEL_ONLINE);
  if (request.has_complainant()) *clue.mutable_reporter() = request.complainant();
  return clue;
}

}  // namespace liandong::clue::rules
