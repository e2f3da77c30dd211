#include "services/casefile/service.h"

#include <functional>
#include <memory>

namespace liandong::casefile {

CasefileService::CasefileService(const runtime::Parts& parts)
    : store_(parts.sealer, parts.keys), tokens_(parts.tokens), metrics_(parts.metrics) {}

std::map<std::string, contract::Handler> CasefileService::Handlers() {
  using contract::Reads;
  using contract::Writes;
  using std::bind_front;
  using Self = CasefileService;
  return {
      {"OpenMissingPersonCase",
       Writes<v1::OpenMissingPersonCaseRequest, v1::Case>(bind_front(&Self::OpenMissingPersonCase, this))},
      {"OpenTraffickingCase",
       Writes<v1::OpenTraffickingCaseRequest, v1::Case>(bind_front(&Self::OpenTraffickingCase, this))},
      {"GetCase", Reads<v1::GetCaseRequest, v1::Case>(bind_front(&Self::GetCase, this))},
      {"AssignTaskForce", Writes<v1::AssignTaskForceRequest, v1::Case>(bind_front(&Self::AssignTaskForce, this))},
      {"DissolveTaskForce", Writes<v1::DissolveTaskForceRequest, v1::Case>(bind_front(&Self::DissolveTaskForce, this))},
      {"CloseCase", Writes<v1::CloseCaseRequest, v1::Case>(bind_front(&Self::CloseCase, this))},
      {"OpenVictimFile", Writes<v1::OpenVictimFileRequest, v1::VictimFile>(bind_front(&Self::OpenVictimFile, this))},
      {"GetVictimFile", Reads<v1::GetVictimFileRequest, v1::VictimFile>(bind_front(&Self::GetVictimFile, this))},
      {"UpdateVictimFile",
       Writes<v1::UpdateVictimFileRequest, v1::VictimFile>(bind_front(&Self::UpdateVictimFile, this))},
      {"ListVictimFiles",
       Reads<v1::ListVictimFilesRequest, v1::ListVictimFilesResponse>(bind_front(&Self::ListVictimFiles, this))},
      {"RecordInterview", Writes<v1::RecordInterviewRequest, v1::Interview>(bind_front(&Self::RecordInterview, this))},
      {"RegisterDnaSample",
       Writes<v1::RegisterDnaSampleRequest, v1::DnaSample>(bind_front(&Self::RegisterDnaSample, this))},
      {"RecordDnaComparison",
       Writes<v1::RecordDnaComparisonRequest, v1::DnaSample>(bind_front(&Self::RecordDnaComparison, this))},
      {"PublishNotice", Writes<v1::PublishNoticeRequest, v1::Notice>(bind_front(&Self::PublishNotice, this))},
      {"WithdrawNotice", Writes<v1::WithdrawNoticeRequest, v1::Notice>(bind_front(&Self::WithdrawNotice, this))},
      {"ListNotices", Reads<v1::ListNoticesRequest, v1::ListNoticesResponse>(bind_front(&Self::ListNotices, this))},
      {"ScreenPerson",
       Writes<v1::ScreenPersonRequest, v1::ScreenPersonResponse>(bind_front(&Self::ScreenPerson, this))},
      {"ScreenCarers", Reads<v1::ScreenCarersRequest, v1::ScreenCarersResponse>(bind_front(&Self::ScreenCarers, this))},
  };
}

runtime::Definition CasefileDefinition() {
  return {contract::v1::SERVICE_CASEFILE,
          google::protobuf::DescriptorPool::generated_pool()->FindServiceByName("liandong.casefile.v1.CasefileService"),
          CasefileStore::Migrations(),
          [](const runtime::Parts& parts) { return std::make_unique<CasefileService>(parts); }};
}

}  // namespace liandong::casefile
