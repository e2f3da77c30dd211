#include "services/registration/hospital_service.h"

#include <utility>

#include "services/registration/rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::registration {
namespace {

constexpr char kCertificateDomain[] = "birth-certificate";

}  // namespace

HospitalService::HospitalService(const runtime::Parts& parts)
    : desk_(parts),
      adoptions_("adoption", "adoptions", parts.sealer),
      screener_(parts.peers, &adoptions_),
      keys_(parts.keys) {}

std::vector<store::Migration> HospitalService::Migrations() { return {}; }

const google::protobuf::ServiceDescriptor& HospitalService::Descriptor() const {
  return *v1::CheckHospitalAdmissionRequest::descriptor()->file()->service(0);
}

std::map<std::string, contract::Handler> HospitalService::Handlers() {
  using contract::Bind;
  using Self = HospitalService;
  return {
      {"CheckHospitalAdmission", Bind(&screener_, &Screener::Admission, this, &Self::CheckHospitalAdmission)},
      {"CheckBirthCertificate", Bind(&screener_, &Screener::Birth, this, &Self::CheckBirthCertificate)},
      {"CheckFosteredMinor", Bind(&screener_, &Screener::Fostered, this, &Self::CheckFosteredMinor)},
  };
}

absl::StatusOr<v1::Check> HospitalService::CheckHospitalAdmission(const Call& call,
                                                                  const v1::CheckHospitalAdmissionRequest& request,
                                                                  const rules::Screenings& facts, store::Tx& tx) {
  v1::Check check;
  check.set_kind(v1::CHECK_KIND_HOSPITAL_ADMISSION);
  *check.add_parties() = request.patient();
  return desk_.Conclude(call, std::move(check), rules::AdmissionReasons(request, facts), facts, request.note(), tx);
}

absl::StatusOr<v1::Check> HospitalService::CheckBirthCertificate(const Call& call,
                                                                 const v1::CheckBirthCertificateRequest& request,
                                                                 const rules::Screenings& facts, store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const auto admission, desk_.store().checks.Load(tx, call.reach, request.admission_check()));
  LD_RETURN_IF_ERROR(rules::CheckBirth(request, admission.message));
  LD_ASSIGN_OR_RETURN(const auto others, keys_->Find(tx, kCertificateDomain, request.certificate_number()));
  v1::Check check;
  check.set_kind(v1::CHECK_KIND_BIRTH_CERTIFICATE);
  *check.add_parties() = request.newborn();
  *check.add_parties() = request.mother();
  check.set_certificate_number(request.certificate_number());
  const auto reasons = rules::BirthReasons(request, facts, !others.empty());
  LD_ASSIGN_OR_RETURN(v1::Check concluded, desk_.Conclude(call, std::move(check), reasons, facts, request.note(), tx));
  LD_RETURN_IF_ERROR(keys_->Add(tx, kCertificateDomain, request.certificate_number(),
                                *base::IdIn(concluded.name(), desk_.store().checks.collection())));
  return concluded;
}

absl::StatusOr<v1::Check> HospitalService::CheckFosteredMinor(const Call& call,
                                                              const v1::CheckFosteredMinorRequest& request,
                                                              const rules::Screenings& facts, store::Tx& tx) {
  v1::Check check;
  check.set_kind(v1::CHECK_KIND_FOSTERED_MINOR);
  *check.add_parties() = request.minor();
  check.mutable_parties()->MergeFrom(request.fosterers());
  return desk_.Conclude(call, std::move(check), rules::FosteredReasons(facts), facts, request.note(), tx);
}

}  // namespace liandong::registration
