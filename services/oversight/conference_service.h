#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/oversight/v1/conference_service.pb.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::oversight {

class ConferenceService : public runtime::Servant {
 public:
  explicit ConferenceService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::Convener> AppointConvener(const Call& call, const v1::AppointConvenerRequest& request,
                                               store::Tx& tx);
  absl::StatusOr<v1::ListConvenersResponse> ListConveners(const Call& call, const v1::ListConvenersRequest& request,
                                                          store::ReadTx& tx);
  absl::StatusOr<v1::Contact> RegisterContact(const Call& call, const v1::RegisterContactRequest& request,
                                              store::Tx& tx);
  absl::StatusOr<v1::ListContactsResponse> ListContacts(const Call& call, const v1::ListContactsRequest& request,
                                                        store::ReadTx& tx);
  absl::StatusOr<v1::Plan> FilePlan(const Call& call, const v1::FilePlanRequest& request, store::Tx& tx);
  absl::StatusOr<v1::ListPlansResponse> ListPlans(const Call& call, const v1::ListPlansRequest& request,
                                                  store::ReadTx& tx);
  absl::StatusOr<v1::Matter> OpenMatter(const Call& call, const v1::OpenMatterRequest& request, store::Tx& tx);
  absl::StatusOr<v1::Matter> ReportMatterProgress(const Call& call, const v1::ReportMatterProgressRequest& request,
                                                  store::Tx& tx);
  absl::StatusOr<v1::Matter> CloseMatter(const Call& call, const v1::CloseMatterRequest& request, store::Tx& tx);
  absl::StatusOr<v1::Matter> GetMatter(const Call& call, const v1::GetMatterRequest& request, store::ReadTx& tx);
  absl::StatusOr<v1::ListMattersResponse> ListMatters(const Call& call, const v1::ListMattersRequest& request,
                                                      store::ReadTx& tx);
  absl::StatusOr<v1::Meeting> RecordMeeting(const Call& call, const v1::RecordMeetingRequest& request, store::Tx& tx);
  absl::StatusOr<v1::ListMeetingsResponse> ListMeetings(const Call& call, const v1::ListMeetingsRequest& request,
                                                        store::ReadTx& tx);
  absl::StatusOr<v1::Supervision> ListForSupervision(const Call& call, const v1::ListForSupervisionRequest& request,
                                                     store::Tx& tx);
  absl::StatusOr<v1::Supervision> LiftSupervision(const Call& call, const v1::LiftSupervisionRequest& request,
                                                  store::Tx& tx);
  absl::StatusOr<v1::Supervision> IssueWarning(const Call& call, const v1::IssueWarningRequest& request, store::Tx& tx);
  absl::StatusOr<v1::Supervision> RecordCampaign(const Call& call, const v1::RecordCampaignRequest& request,
                                                 store::Tx& tx);
  absl::StatusOr<v1::ListSupervisionsResponse> ListSupervisions(const Call& call,
                                                                const v1::ListSupervisionsRequest& request,
                                                                store::ReadTx& tx);
  absl::StatusOr<v1::Evaluation> RecordEvaluation(const Call& call, const v1::RecordEvaluationRequest& request,
                                                  store::Tx& tx);
  absl::StatusOr<v1::ListEvaluationsResponse> ListEvaluations(const Call& call,
                                                              const v1::ListEvaluationsRequest& request,
                                                              store::ReadTx& tx);
  absl::StatusOr<v1::Budget> RecordBudget(const Call& call, const v1::RecordBudgetRequest& request, store::Tx& tx);
  absl::StatusOr<v1::ListBudgetsResponse> ListBudgets(const Call& call, const v1::ListBudgetsRequest& request,
                                                      store::ReadTx& tx);

  records::Repository<v1::Convener> conveners_;
  records::Repository<v1::Contact> contacts_;
  records::Repository<v1::Plan> plans_;
  records::Repository<v1::Matter> matters_;
  records::Repository<v1::Meeting> meetings_;
  records::Repository<v1::Supervision> supervisions_;
  records::Repository<v1::Evaluation> evaluations_;
  records::Repository<v1::Budget> budgets_;
  const obligations::Book* obligations_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::oversight
