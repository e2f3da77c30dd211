#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/oversight/v1/duty_service.pb.h"
#include "services/oversight/suite.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::oversight {

class DutyService : public runtime::Servant {
 public:
  explicit DutyService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;
  // The services' answers, added up.
  using Standings = v1::DutyAssessment;

  absl::StatusOr<v1::OverdueNotice> NoteOverdue(const Call& call, const v1::NoteOverdueRequest& request, store::Tx& tx);
  absl::StatusOr<v1::ListOverdueNoticesResponse> ListOverdueNotices(const Call& call,
                                                                    const v1::ListOverdueNoticesRequest& request,
                                                                    store::ReadTx& tx);
  absl::StatusOr<v1::OverdueNotice> AcknowledgeOverdueNotice(const Call& call,
                                                             const v1::AcknowledgeOverdueNoticeRequest& request,
                                                             store::Tx& tx);
  absl::StatusOr<Standings> AskStandings(const Call& call, const v1::AssessDutiesRequest& request,
                                         const contract::Reader& reader);
  absl::StatusOr<v1::DutyAssessment> AssessDuties(const Call& call, const v1::AssessDutiesRequest& request,
                                                  const Standings& facts, store::Tx& tx);
  absl::StatusOr<v1::DutyAssessment> GetDutyAssessment(const Call& call, const v1::GetDutyAssessmentRequest& request,
                                                       store::ReadTx& tx);
  absl::StatusOr<v1::ListDutyAssessmentsResponse> ListDutyAssessments(const Call& call,
                                                                      const v1::ListDutyAssessmentsRequest& request,
                                                                      store::ReadTx& tx);
  absl::StatusOr<v1::Circular> IssueCircular(const Call& call, const v1::IssueCircularRequest& request, store::Tx& tx);
  absl::StatusOr<v1::ListCircularsResponse> ListCirculars(const Call& call, const v1::ListCircularsRequest& request,
                                                          store::ReadTx& tx);

  records::Repository<v1::OverdueNotice> notices_;
  records::Repository<v1::DutyAssessment> assessments_;
  records::Repository<v1::Circular> circulars_;
  Suite suite_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::oversight
