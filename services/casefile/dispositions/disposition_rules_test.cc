#include "services/casefile/dispositions/disposition_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::casefile::rules {
namespace {

using errors::ClauseOf;
using errors::ReasonOf;

TEST(Clause48, EachAgencyRecordsItsOwnDecisions) {
  v1::RecordDispositionRequest request;
  request.set_kind(v1::DISPOSITION_KIND_CONVICTED);
  EXPECT_TRUE(CheckDisposition(request, contract::v1::AGENCY_COURT).ok());
  for (const auto other : {contract::v1::AGENCY_PUBLIC_SECURITY, contract::v1::AGENCY_PROCURATORATE}) {
    EXPECT_EQ(ReasonOf(CheckDisposition(request, other)), contract::v1::ERROR_REASON_SECTION_OF_ANOTHER_AGENCY);
  }
  request.set_kind(v1::DISPOSITION_KIND_ADMINISTRATIVE_PENALTY);
  EXPECT_TRUE(CheckDisposition(request, contract::v1::AGENCY_HUMAN_RESOURCES).ok());
  EXPECT_FALSE(CheckDisposition(request, contract::v1::AGENCY_COURT).ok());
}

TEST(Clause485, ACoercedVictimIsTreatedLeniently) {
  v1::RecordDispositionRequest request;
  request.set_kind(v1::DISPOSITION_KIND_PROSECUTED);
  request.set_accused_role(v1::ACCUSED_ROLE_COERCED_VICTIM);
  const auto refused = CheckDisposition(request, contract::v1::AGENCY_PROCURATORATE);
  EXPECT_EQ(ReasonOf(refused), contract::v1::ERROR_REASON_LENIENCY_REQUIRED);
  EXPECT_EQ(ClauseOf(refused), contract::v1::CLAUSE_4_8_5);
  request.set_lenient(true);
  EXPECT_TRUE(CheckDisposition(request, contract::v1::AGENCY_PROCURATORATE).ok());
}

}  // namespace
}  // namespace liandong::casefile::rules
