#include "services/casefile/interviews/interviews.h"

#include <utility>

#include "services/casefile/interviews/interview_rules.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::casefile {
namespace {

absl::StatusOr<v1::Interview> RecordInterview(const Process& process, const Call& call,
                                              const v1::RecordInterviewRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(auto file, process.store.victim_files.Load(tx, call.reach, request.victim_file()));
  LD_RETURN_IF_ERROR(rules::CheckInterview(file.message, request));
  file.message.set_interview_count(file.message.interview_count() + 1);
  LD_RETURN_IF_ERROR(process.store.victim_files.Update(tx, file));
  v1::Interview interview;
  interview.set_ordinal(file.message.interview_count());
  interview.set_one_stop(request.one_stop());
  *interview.mutable_interview_time() = request.interview_time();
  interview.set_content(request.content());
  interview.set_reason(request.reason());
  interview.set_approval(request.approval());
  tx.Touch(file.message.name());
  return contract::Create(process.store.interviews, tx, call, std::move(interview),
                          {.division = file.columns.division, .parent = file.columns.id});
}

absl::StatusOr<v1::Interview> GetInterview(const Process& process, const Call& call,
                                           const v1::GetInterviewRequest& request, ReadTx& tx) {
  return contract::Get(process.store.interviews, tx, call, request.name());
}

absl::StatusOr<v1::ListInterviewsResponse> ListInterviews(const Process& process, const Call& call,
                                                          const v1::ListInterviewsRequest& request, ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto file, process.store.victim_files.Load(tx, call.reach, request.victim_file()));
  return contract::List(process.store.interviews, tx, {.reach = call.reach, .parent = file.columns.id}, call, request,
                        &v1::ListInterviewsResponse::mutable_interviews);
}

}  // namespace

void AddInterviewHandlers(Handlers& handlers) {
  handlers.Write(&RecordInterview);
  handlers.Read(&GetInterview);
  handlers.Read(&ListInterviews);
}

}  // namespace liandong::casefile
