#include "services/casefile/service.h"

#include <functional>
#include <memory>

namespace liandong::casefile {

CasefileService::CasefileService(const runtime::Parts& parts)
    : store_(parts.sealer, parts.keys),
      transits_(parts),
      outbox_(parts.outbox),
      obligations_(parts.obligations),
      tokens_(parts.tokens),
      metrics_(parts.metrics) {}

std::map<std::string, contract::Handler> CasefileService::Handlers() {
  using contract::Bind;
  using Self = CasefileService;
  return {
      {"OpenMissingPersonCase", Bind(this, &Self::OpenMissingPersonCase)},
      {"OpenTraffickingCase", Bind(this, &Self::OpenTraffickingCase)},
      {"GetCase", Bind(this, &Self::GetCase)},
      {"AssignTaskForce", Bind(this, &Self::AssignTaskForce)},
      {"RecordTaskForceDuty", Bind(this, &Self::RecordTaskForceDuty)},
      {"TransferCase", Bind(this, &Self::TransferCase)},
      {"GetInterview", Bind(this, &Self::GetInterview)},
      {"ListInterviews", Bind(this, &Self::ListInterviews)},
      {"RelayNotice", Bind(this, &Self::RelayNotice)},
      {"NoteHandOver", Bind(this, &Self::NoteHandOver)},
      {"DissolveTaskForce", Bind(this, &Self::DissolveTaskForce)},
      {"CloseCase", Bind(this, &Self::CloseCase)},
      {"OpenVictimFile", Bind(this, &Self::OpenVictimFile)},
      {"GetVictimFile", Bind(this, &Self::GetVictimFile)},
      {"UpdateVictimFile", Bind(this, &Self::UpdateVictimFile)},
      {"ListVictimFiles", Bind(this, &Self::ListVictimFiles)},
      {"RecordInterview", Bind(this, &Self::RecordInterview)},
      {"RegisterDnaSample", Bind(this, &Self::RegisterDnaSample)},
      {"RecordDnaComparison", Bind(this, &Self::RecordDnaComparison)},
      {"PublishNotice", Bind(this, &Self::PublishNotice)},
      {"WithdrawNotice", Bind(this, &Self::WithdrawNotice)},
      {"ListNotices", Bind(this, &Self::ListNotices)},
      {"ScreenPerson", Bind(this, &Self::GatherMatters, &Self::ScreenPerson)},
      {"ScreenCarers", Bind(this, &Self::ScreenCarers)},
  };
}

}  // namespace liandong::casefile
