#pragma once

#include <map>
#include <string>
#include <vector>

#include "services/casefile/store.h"
#include "services/casefile/transit_office.h"
#include "shared/runtime/process.h"

namespace liandong::casefile {

// The handlers of CasefileService.
class CasefileService : public runtime::Servant {
 public:
  explicit CasefileService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;
  // Names of the records that match a person who is asked about.
  using Matters = std::vector<std::string>;

  // case_handlers.cc
  absl::StatusOr<v1::Case> OpenMissingPersonCase(const Call& call, const v1::OpenMissingPersonCaseRequest& request,
                                                 contract::WriteTx& tx);
  absl::StatusOr<v1::Case> OpenTraffickingCase(const Call& call, const v1::OpenTraffickingCaseRequest& request,
                                               contract::WriteTx& tx);
  absl::StatusOr<v1::Case> GetCase(const Call& call, const v1::GetCaseRequest& request, store::ReadTx& tx);
  absl::StatusOr<v1::Case> AssignTaskForce(const Call& call, const v1::AssignTaskForceRequest& request, store::Tx& tx);
  absl::StatusOr<v1::Case> DissolveTaskForce(const Call& call, const v1::DissolveTaskForceRequest& request,
                                             store::Tx& tx);
  absl::StatusOr<v1::Case> CloseCase(const Call& call, const v1::CloseCaseRequest& request, store::Tx& tx);
  absl::StatusOr<v1::Case> RecordTaskForceDuty(const Call& call, const v1::RecordTaskForceDutyRequest& request,
                                               store::Tx& tx);
  absl::StatusOr<v1::Case> TransferCase(const Call& call, const v1::TransferCaseRequest& request,
                                        contract::WriteTx& tx);
  absl::StatusOr<v1::Case> InsertCase(const Call& call, v1::Case file, contract::WriteTx& tx);

  // victim_handlers.cc
  absl::StatusOr<v1::VictimFile> OpenVictimFile(const Call& call, const v1::OpenVictimFileRequest& request,
                                                contract::WriteTx& tx);
  absl::StatusOr<v1::VictimFile> GetVictimFile(const Call& call, const v1::GetVictimFileRequest& request,
                                               store::ReadTx& tx);
  absl::StatusOr<v1::VictimFile> UpdateVictimFile(const Call& call, const v1::UpdateVictimFileRequest& request,
                                                  store::Tx& tx);
  absl::StatusOr<v1::ListVictimFilesResponse> ListVictimFiles(const Call& call,
                                                              const v1::ListVictimFilesRequest& request,
                                                              store::ReadTx& tx);
  absl::StatusOr<v1::Interview> RecordInterview(const Call& call, const v1::RecordInterviewRequest& request,
                                                contract::WriteTx& tx);
  absl::StatusOr<v1::Interview> GetInterview(const Call& call, const v1::GetInterviewRequest& request,
                                             store::ReadTx& tx);
  absl::StatusOr<v1::ListInterviewsResponse> ListInterviews(const Call& call, const v1::ListInterviewsRequest& request,
                                                            store::ReadTx& tx);
  absl::Status IndexPersons(const records::Record<v1::VictimFile>& record, store::Tx& tx) const;
  absl::Status OpenDuties(const Call& call, const v1::VictimFile& file, store::Tx& tx) const;
  absl::StatusOr<v1::DnaSample> RegisterDnaSample(const Call& call, const v1::RegisterDnaSampleRequest& request,
                                                  contract::WriteTx& tx);
  absl::StatusOr<v1::DnaSample> RecordDnaComparison(const Call& call, const v1::RecordDnaComparisonRequest& request,
                                                    contract::WriteTx& tx);
  absl::Status SetGate(const Call& call, const v1::DnaSample& sample, v1::DnaGate gate, store::Tx& tx);

  // notice_handlers.cc
  absl::StatusOr<v1::Notice> PublishNotice(const Call& call, const v1::PublishNoticeRequest& request, store::Tx& tx);
  absl::StatusOr<v1::Notice> WithdrawNotice(const Call& call, const v1::WithdrawNoticeRequest& request, store::Tx& tx);
  absl::StatusOr<v1::ListNoticesResponse> ListNotices(const Call& call, const v1::ListNoticesRequest& request,
                                                      store::ReadTx& tx);
  absl::StatusOr<v1::Notice> RelayNotice(const Call& call, const v1::RelayNoticeRequest& request, store::Tx& tx);
  absl::StatusOr<v1::NoteHandOverResponse> NoteHandOver(const Call& call, const v1::NoteHandOverRequest& request,
                                                        store::Tx& tx);
  absl::StatusOr<Matters> GatherMatters(const Call& call, const v1::ScreenPersonRequest& request,
                                        const contract::Reader& reader);
  absl::StatusOr<v1::ScreenPersonResponse> ScreenPerson(const Call& call, const v1::ScreenPersonRequest& request,
                                                        const Matters& matters, store::Tx& tx);
  absl::StatusOr<v1::ScreenCarersResponse> ScreenCarers(const Call& call, const v1::ScreenCarersRequest& request,
                                                        store::ReadTx& tx);

  CasefileStore store_;
  TransitOffice transits_;
  const outbox::Outbox* outbox_;
  const obligations::Book* obligations_;
  const seal::TokenBox* tokens_;
  telemetry::Metrics* metrics_;
};

}  // namespace liandong::casefile
