#include "services/registration/hospital_service.h"

#include <utility>

#include "services/registration/rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::registration {
namespace {

constexpr char kCertificateDomain[] = "birth-certificate";

// The checks as far as the requests tell them.
v1::Check CheckOf(const v1::CheckHospitalAdmissionRequest& request) {
  v1::Check check;
  check.set_kind(v1::CHECK_KIND_HOSPITAL_ADMISSION);
  *check.add_parties() = request.patient();
  return check;
}

v1::Check CheckOf(const v1::CheckBirthCertificateRequest& request) {
  v1::Check check;
  check.set_kind(v1::CHECK_KIND_BIRTH_CERTIFICATE);
  *check.add_parties() = request.newborn();
  *check.add_parties() = request.mother();
  check.set_certificate_number(request.certificate_number());
  return check;
}

v1::Check CheckOf(const v1::CheckFosteredMinorRequest& request) {
  v1::Check check;
  check.set_kind(v1::CHECK_KIND_FOSTERED_MINOR);
  *check.add_parties() = request.minor();
  check.mutable_parties()->MergeFrom(request.fosterers());
  return check;
}

}  // namespace

HospitalService::HospitalService(const runtime::Parts& parts)
    : desk_(parts), screener_(parts.peers), keys_(parts.keys) {}

std::vector<store::Migration> HospitalService::Migrations() { return {}; }

std::map<std::string, contract::Handler> HospitalService::Handlers() {
  using contract::Bind;
  using Self = HospitalService;
  return {
      {"CheckHospitalAdmission", Bind(this, &Self::GatherAdmission, &Self::CheckHospitalAdmission)},
      {"CheckBirthCertificate", Bind(this, &Self::GatherBirth, &Self::CheckBirthCertificate)},
      {"CheckFosteredMinor", Bind(this, &Self::GatherFostered, &Self::CheckFosteredMinor)},
  };
}

absl::StatusOr<CheckFacts> HospitalService::GatherAdmission(const Call& call,
                                                            const v1::CheckHospitalAdmissionRequest& request,
                                                            const contract::Reader& reader) {
  LD_ASSIGN_OR_RETURN(rules::Screenings screenings, screener_.Admission(call, request));
  return desk_.GatherPast(std::move(screenings), CheckOf(request), reader);
}

absl::StatusOr<v1::Check> HospitalService::CheckHospitalAdmission(const Call& call,
                                                                  const v1::CheckHospitalAdmissionRequest& request,
                                                                  const CheckFacts& facts, contract::WriteTx& tx) {
  const auto reasons = rules::AdmissionReasons(request, facts.screenings);
  return desk_.Conclude(call, CheckOf(request), reasons, facts, request.note(), tx);
}

absl::StatusOr<CheckFacts> HospitalService::GatherBirth(const Call& call,
                                                        const v1::CheckBirthCertificateRequest& request,
                                                        const contract::Reader& reader) {
  LD_ASSIGN_OR_RETURN(rules::Screenings screenings, screener_.Birth(call, request));
  return desk_.GatherPast(std::move(screenings), CheckOf(request), reader);
}

absl::StatusOr<v1::Check> HospitalService::CheckBirthCertificate(const Call& call,
                                                                 const v1::CheckBirthCertificateRequest& request,
                                                                 const CheckFacts& facts, contract::WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto admission, desk_.store().checks.Load(tx, call.reach, request.admission_check()));
  LD_RETURN_IF_ERROR(rules::CheckBirth(request, admission.message));
  LD_ASSIGN_OR_RETURN(const auto others, keys_->Find(tx, kCertificateDomain, request.certificate_number()));
  const auto reasons = rules::BirthReasons(request, facts.screenings, !others.empty());
  LD_ASSIGN_OR_RETURN(v1::Check concluded, desk_.Conclude(call, CheckOf(request), reasons, facts, request.note(), tx));
  LD_RETURN_IF_ERROR(keys_->Add(tx, kCertificateDomain, request.certificate_number(),
                                *base::IdIn(concluded.name(), desk_.store().checks.collection())));
  return concluded;
}

absl::StatusOr<CheckFacts> HospitalService::GatherFostered(const Call& call,
                                                           const v1::CheckFosteredMinorRequest& request,
                                                           const contract::Reader& reader) {
  LD_ASSIGN_OR_RETURN(rules::Screenings screenings, screener_.Fostered(call, request));
  return desk_.GatherPast(std::move(screenings), CheckOf(request), reader);
}

absl::StatusOr<v1::Check> HospitalService::CheckFosteredMinor(const Call& call,
                                                              const v1::CheckFosteredMinorRequest& request,
                                                              const CheckFacts& facts, contract::WriteTx& tx) {
  return desk_.Conclude(call, CheckOf(request), rules::FosteredReasons(facts.screenings), facts, request.note(), tx);
}

}  // namespace liandong::registration
