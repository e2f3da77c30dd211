// Short texts from outside: names in certificates and metadata, identity numbers, dates, resource names, targets.
#include "absl/strings/str_split.h"
#include "shared/client/targets.h"
#include "shared/contract/validation/formats.h"
#include "shared/identity/caller.h"
#include "shared/law/names.h"
#include "shared/values/dates.h"
#include "shared/values/divisions.h"
#include "shared/values/identity_number.h"
#include "shared/values/resource_name.h"
#include "tests/fuzz/input.h"

LD_FUZZ(bytes) {
  using namespace liandong;
  const absl::CivilDay today(2026, 11, 25);
  if (const auto number = values::ParseIdentityNumber(bytes, today); number.has_value()) {
    const auto again = values::ParseIdentityNumber(number->canonical, today);
    fuzz::Expect(again.has_value() && again->canonical == number->canonical && again->birth <= today);
  }
  values::IsPermanentResident2017(bytes);
  if (const auto day = values::ParseDay(bytes); day.has_value()) fuzz::Expect(values::FormatDay(*day) == bytes);
  if (values::IsDivision(bytes)) fuzz::Expect(values::DivisionWithin(bytes, bytes));
  if (const auto id = values::IdIn(bytes, "clues"); id.has_value()) fuzz::Expect(values::NameOf("clues", *id) == bytes);
  if (const auto clause = law::ClauseFromText(bytes); clause.has_value()) {
    fuzz::Expect(law::ClauseFromText(law::ClauseSlug(*clause)) == clause);
  }
  if (const auto caller = identity::ParseSpiffe(bytes, "nanchuan.liandong"); caller.has_value()) {
    fuzz::Expect(caller->uri == bytes);
  }
  for (int format = 0; format < contract::v1::Format_ARRAYSIZE; ++format) {
    contract::FormatFault(static_cast<contract::v1::Format>(format), bytes, absl::FromUnixSeconds(1795000000));
  }
  client::ParseTargets(absl::StrSplit(bytes, ',')).IgnoreError();
}
