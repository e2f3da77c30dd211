#include "services/casefile/victims/victim_status.h"

#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::casefile {
namespace {

absl::StatusOr<v1::VictimStatus> GetVictimStatus(const Process& process, const Call&,
                                                 const v1::GetVictimStatusRequest& request, ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto ids, process.store.persons.Find(tx, Role::kVictim, request.person()));
  v1::VictimStatus status;
  status.set_victim(!ids.empty());
  for (const std::string& id : ids) {
    status.add_victim_files(values::NameOf(process.store.victim_files.collection(), id));
    tx.Touch(status.victim_files(status.victim_files_size() - 1));
  }
  return status;
}

}  // namespace

void AddVictimStatusHandlers(Handlers& handlers) { handlers.Read(&GetVictimStatus); }

}  // namespace liandong::casefile
