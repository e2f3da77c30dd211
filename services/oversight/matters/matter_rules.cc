#include "services/oversight/matters/matter_rules.h"

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::oversight::rules {
namespace {

absl::Status WrongState() { return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_2_3); }

}  // namespace

absl::Status CheckConvener(const v1::Convener& convener) {
  if (convener.active()) return absl::OkStatus();
  return errors::RefuseFields({{"convener", "must be a person who is still a convener", "须为现任召集人"}});
}

absl::Status ReportProgress(v1::Matter& matter, const v1::ReportMatterProgressRequest& request, absl::Time now) {
  if (matter.state() == v1::MATTER_STATE_CLOSED) return WrongState();
  v1::MatterProgress& progress = *matter.add_progress();
  *progress.mutable_report_time() = base::ToProto(now);
  progress.set_note(request.note());
  progress.set_done(request.done());
  matter.set_state(request.done() ? v1::MATTER_STATE_REPORTED_DONE : v1::MATTER_STATE_OPEN);
  return absl::OkStatus();
}

absl::Status CloseMatter(v1::Matter& matter, absl::Time now) {
  LD_RULE("2-3.a-matter-is-reported-done-before-it-is-closed")
  if (matter.state() != v1::MATTER_STATE_REPORTED_DONE) return WrongState();
  matter.set_state(v1::MATTER_STATE_CLOSED);
  *matter.mutable_close_time() = base::ToProto(now);
  return absl::OkStatus();
}

}  // namespace liandong::oversight::rules
