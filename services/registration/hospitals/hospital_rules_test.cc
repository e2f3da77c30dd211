#include "services/registration/hospitals/hospital_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

// Each test names the clause of the rule that it tests.
namespace liandong::registration::rules {
namespace {

using errors::ClauseOf;
using errors::ReasonOf;

common::v1::Person Person(const char* birth_date, common::v1::Sex sex) {
  common::v1::Person person;
  person.set_name("甲");
  person.set_birth_date(birth_date);
  person.set_sex(sex);
  person.mutable_document()->set_number("1");
  return person;
}

TEST(Clause333, NobodyIsAdmittedUnderAnothersName) {
  v1::CheckHospitalAdmissionRequest request;
  *request.mutable_patient() = Person("1996-01-01", common::v1::SEX_FEMALE);
  EXPECT_EQ(AdmissionReasons(request, {}), std::vector{v1::REFER_REASON_IDENTITY_NOT_VERIFIED});
  request.set_identity_verified(true);
  EXPECT_TRUE(AdmissionReasons(request, {}).empty());
  const Screenings hit = {{v1::REFER_REASON_ON_RECORD, true, "S-1"}};
  EXPECT_EQ(AdmissionReasons(request, hit), std::vector{v1::REFER_REASON_ON_RECORD});
}

TEST(Clause333, ABirthCertificateFollowsTheMothersOwnAdmission) {
  v1::CheckBirthCertificateRequest request;
  *request.mutable_mother() = Person("1996-01-01", common::v1::SEX_FEMALE);
  v1::Check admission;
  admission.set_kind(v1::CHECK_KIND_HOSPITAL_ADMISSION);
  admission.set_state(v1::CHECK_STATE_CLEAR);
  *admission.add_parties() = request.mother();
  EXPECT_TRUE(CheckBirth(request, admission).ok());
  admission.set_state(v1::CHECK_STATE_HELD);
  EXPECT_EQ(ReasonOf(CheckBirth(request, admission)), contract::v1::ERROR_REASON_BIRTH_WITHOUT_ADMISSION);
  admission.set_state(v1::CHECK_STATE_CLEAR);
  admission.mutable_parties(0)->mutable_document()->set_number("2");
  EXPECT_EQ(ClauseOf(CheckBirth(request, admission)), contract::v1::CLAUSE_3_3_3);
  EXPECT_EQ(BirthReasons(request, {}, true), std::vector{v1::REFER_REASON_DOCUMENT_REUSED});
}

TEST(Clause362, AFosteredMinorIsAlwaysReferred) {
  EXPECT_EQ(FosteredReasons({}), std::vector{v1::REFER_REASON_FOSTERED_ILLEGALLY});
}

}  // namespace
}  // namespace liandong::registration::rules
