#include "services/clue/border_findings/border_findings.h"

#include <utility>

#include "services/clue/border_findings/border_finding_rules.h"
#include "services/clue/clues/filing.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::clue {
namespace {

absl::StatusOr<Earlier> GatherEarlierOfFinding(const Process& process, const Call& call,
                                               const v1::FileBorderFindingRequest& request, const Reader& reader) {
  return FindEarlier(process, call, rules::ClueOf(request), reader);
}

absl::StatusOr<v1::BorderFinding> FileBorderFinding(const Process& process, const Call& call,
                                                    const v1::FileBorderFindingRequest& request, const Earlier& earlier,
                                                    WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const v1::Clue clue, FileClue(process, call, rules::ClueOf(request), earlier, tx));
  v1::BorderFinding finding;
  finding.set_kind(request.kind());
  finding.set_description(request.description());
  *finding.mutable_persons() = request.persons();
  finding.set_registration_reference(request.registration_reference());
  finding.set_clue(clue.name());
  *finding.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(process.border_findings, tx, call, std::move(finding), {.kind = request.kind()});
}

absl::StatusOr<v1::ListBorderFindingsResponse> ListBorderFindings(const Process& process, const Call& call,
                                                                  const v1::ListBorderFindingsRequest& request,
                                                                  ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.kind = contract::IfSet(request.kind());
  return contract::List(process.border_findings, tx, filter, call, request,
                        &v1::ListBorderFindingsResponse::mutable_border_findings);
}

}  // namespace

void AddBorderFindingHandlers(Handlers& handlers) {
  handlers.GatheredWrite(&GatherEarlierOfFinding, &FileBorderFinding);
  handlers.Read(&ListBorderFindings);
}

}  // namespace liandong::clue
