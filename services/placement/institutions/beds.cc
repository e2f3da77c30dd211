#include "services/placement/institutions/beds.h"

namespace liandong::placement {
namespace {

absl::Status ChangeOccupied(const Process& process, const std::string& institution, int by, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(auto record, process.institutions.Load(tx, {}, institution));
  record.message.set_occupied(record.message.occupied() + by);
  return process.institutions.Update(tx, record);
}

}  // namespace

absl::Status TakeBed(const Process& process, const std::string& institution, WriteTx& tx) {
  return ChangeOccupied(process, institution, 1, tx);
}

absl::Status FreeBed(const Process& process, const std::string& institution, WriteTx& tx) {
  return ChangeOccupied(process, institution, -1, tx);
}

}  // namespace liandong::placement
