// Short texts from outside: names in certificates and metadata, identity numbers, dates, resource names, targets.
#include "absl/strings/str_split.h"
#include "shared/base/actors.h"
#include "shared/base/dates.h"
#include "shared/base/divisions.h"
#include "shared/base/identity_number.h"
#include "shared/base/names.h"
#include "shared/client/targets.h"
#include "shared/contract/formats.h"
#include "shared/identity/caller.h"
#include "tests/fuzz/input.h"

LD_FUZZ(bytes) {
  using namespace liandong;
  const absl::CivilDay today(2026, 11, 25);
  if (const auto number = base::ParseIdentityNumber(bytes, today); number.has_value()) {
    const auto again = base::ParseIdentityNumber(number->canonical, today);
    fuzz::Expect(again.has_value() && again->canonical == number->canonical && again->birth <= today);
  }
  base::IsPermanentResident2017(bytes);
  if (const auto day = base::ParseDay(bytes); day.has_value()) fuzz::Expect(base::FormatDay(*day) == bytes);
  if (base::IsDivision(bytes)) fuzz::Expect(base::DivisionWithin(bytes, bytes));
  if (const auto id = base::IdIn(bytes, "clues"); id.has_value()) fuzz::Expect(base::NameOf("clues", *id) == bytes);
  if (const auto clause = base::ClauseFromText(bytes); clause.has_value()) {
    fuzz::Expect(base::ClauseFromText(base::ClauseSlug(*clause)) == clause);
  }
  if (const auto caller = identity::ParseSpiffe(bytes, "nanchuan.liandong"); caller.has_value()) {
    fuzz::Expect(caller->uri == bytes);
  }
  for (int format = 0; format < contract::v1::Format_ARRAYSIZE; ++format) {
    contract::FormatFault(static_cast<contract::v1::Format>(format), bytes, absl::FromUnixSeconds(1795000000));
  }
  client::ParseTargets(absl::StrSplit(bytes, ',')).IgnoreError();
}
