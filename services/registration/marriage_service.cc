#include "services/registration/marriage_service.h"

#include <utility>

#include "services/registration/rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"
#include "shared/rule/rule.h"

namespace liandong::registration {

MarriageService::MarriageService(const runtime::Parts& parts)
    : store_(parts.sealer, parts.keys), marriages_("marriage", "marriages", parts.sealer), tokens_(parts.tokens) {}

std::vector<store::Migration> MarriageService::Migrations() { return records::SealedTable::Schemas({"marriage"}); }

std::map<std::string, contract::Handler> MarriageService::Handlers() {
  using contract::Bind;
  using Self = MarriageService;
  return {
      {"RecordMarriage", Bind(this, &Self::RecordMarriage)},
      {"ListMarriages", Bind(this, &Self::ListMarriages)},
      {"FindEntryExits", Bind(this, &Self::FindEntryExits)},
  };
}

absl::StatusOr<v1::Marriage> MarriageService::RecordMarriage(const Call& call, const v1::RecordMarriageRequest& request,
                                                             store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const auto check, store_.checks.Load(tx, call.reach, request.check()));
  LD_RETURN_IF_ERROR(rules::CheckMarriageMayBeRecorded(check.message));
  LD_ASSIGN_OR_RETURN(const int64_t recorded, marriages_.Count(tx, {.parent = check.columns.id}));
  if (recorded > 0) return base::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_3_3_4);
  v1::Marriage marriage;
  marriage.set_check(request.check());
  marriage.set_certificate_number(request.certificate_number());
  *marriage.mutable_parties() = check.message.parties();
  marriage.set_foreign_related(check.message.foreign_related());
  *marriage.mutable_register_time() = request.register_time();
  return contract::Create(marriages_, tx, call, std::move(marriage), {.parent = check.columns.id});
}

absl::StatusOr<v1::ListMarriagesResponse> MarriageService::ListMarriages(const Call& call,
                                                                         const v1::ListMarriagesRequest& request,
                                                                         store::ReadTx& tx) {
  return contract::List(marriages_, tx, {.reach = call.reach}, call, request, *tokens_,
                        &v1::ListMarriagesResponse::mutable_marriages);
}

absl::StatusOr<v1::FindEntryExitsResponse> MarriageService::FindEntryExits(const Call& call,
                                                                           const v1::FindEntryExitsRequest& request,
                                                                           contract::ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto check, store_.checks.Load(tx, call.reach, request.check()));
  tx.Touch(request.check());
  v1::FindEntryExitsResponse reply;
  for (int i = 0; i < check.message.parties_size(); ++i) {
    LD_ASSIGN_OR_RETURN(const auto crossings, store_.CrossingsOf(tx, check.message.parties(i)));
    if (crossings.empty()) continue;
    v1::PartyCrossings& party = *reply.add_parties();
    party.set_party(i + 1);
    LD_RULE("3-3-4.crossings-are-shared")
    for (const v1::EntryExit& one : crossings) {
      v1::Crossing& crossing = *party.add_crossings();
      crossing.set_direction(one.direction());
      *crossing.mutable_cross_time() = one.cross_time();
      crossing.set_port(one.port());
    }
  }
  return reply;
}

}  // namespace liandong::registration
