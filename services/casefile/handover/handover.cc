#include "services/casefile/handover/handover.h"

#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::casefile {
namespace {

absl::StatusOr<v1::NoteHandOverResponse> NoteHandOver(const Process& process, const Call& call,
                                                      const v1::NoteHandOverRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(
      process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_HAND_OVER, request.victim_file(), call.now));
  return v1::NoteHandOverResponse();
}

}  // namespace

void AddHandOverHandlers(Handlers& handlers) { handlers.Write(&NoteHandOver); }

}  // namespace liandong::casefile
