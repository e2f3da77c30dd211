#include "services/casefile/kin/kin_rules.h"

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::casefile::rules {

absl::Status Propose(v1::KinSearch& search, const v1::ProposeKinRequest& request) {
  if (search.state() != v1::KIN_SEARCH_STATE_SEARCHING) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_5_3_2);
  }
  *search.mutable_candidate() = request.candidate();
  search.set_relation(request.relation());
  search.set_state(v1::KIN_SEARCH_STATE_PROPOSED);
  return absl::OkStatus();
}

absl::Status Confirm(v1::KinSearch& search, const v1::ConfirmKinRequest& request, absl::Time now) {
  if (search.state() != v1::KIN_SEARCH_STATE_PROPOSED) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_5_3_2);
  }
  search.set_evidence(request.evidence());
  if (!request.confirmed()) {
    search.clear_candidate();
    search.clear_relation();
    LD_RULE("5-3-2.the-search-goes-on")
    search.set_state(v1::KIN_SEARCH_STATE_SEARCHING);
    return absl::OkStatus();
  }
  search.set_state(v1::KIN_SEARCH_STATE_CONFIRMED);
  *search.mutable_confirm_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status Disclose(v1::KinSearch& search, absl::Time now) {
  if (search.state() == v1::KIN_SEARCH_STATE_DISCLOSED) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_5_3_2);
  }
  LD_RULE("5-3-2.a-family-is-told-what-the-police-confirmed")
  if (search.state() != v1::KIN_SEARCH_STATE_CONFIRMED) {
    return errors::Refuse(contract::v1::ERROR_REASON_KIN_NOT_CONFIRMED, contract::v1::CLAUSE_5_3_2);
  }
  search.set_state(v1::KIN_SEARCH_STATE_DISCLOSED);
  *search.mutable_disclose_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status Urge(v1::KinSearch& search, const std::string& note, law::Agency agency, absl::Time now) {
  if (search.state() != v1::KIN_SEARCH_STATE_DISCLOSED) {
    return errors::Refuse(contract::v1::ERROR_REASON_KIN_NOT_CONFIRMED, contract::v1::CLAUSE_5_3_2);
  }
  v1::KinUrging& urging = *search.add_urgings();
  *urging.mutable_urge_time() = base::ToProto(now);
  urging.set_agency(agency);
  urging.set_note(note);
  return absl::OkStatus();
}

}  // namespace liandong::casefile::rules
