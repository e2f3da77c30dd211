#include "services/registration/store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/proto_time.h"
#include "shared/matching/keys.h"

namespace liandong::registration {
namespace {

constexpr char kCrossingDomain[] = "crossing/document";

// A document number identifies a person only within the country that issued it.
std::string CrossingKey(const common::v1::Person& person) {
  return absl::StrCat(person.nationality(), "|", person.document().type(), "|",
                      matching::CanonicalNumber(person.document()));
}

}  // namespace

absl::Status RegistrationStore::IndexCrossing(store::Tx& tx, const v1::EntryExit& crossing) const {
  return keys->Add(tx, kCrossingDomain, CrossingKey(crossing.person()),
                   *values::IdIn(crossing.name(), entry_exits.collection()));
}

absl::StatusOr<std::vector<v1::EntryExit>> RegistrationStore::CrossingsOf(store::ReadTx& tx,
                                                                          const common::v1::Person& person) const {
  std::vector<v1::EntryExit> crossings;
  if (person.document().number().empty()) return crossings;
  LD_ASSIGN_OR_RETURN(const auto ids, keys->Find(tx, kCrossingDomain, CrossingKey(person)));
  for (const std::string& id : ids) {
    LD_ASSIGN_OR_RETURN(auto record, entry_exits.Load(tx, {}, values::NameOf(entry_exits.collection(), id)));
    crossings.push_back(std::move(record.message));
  }
  std::stable_sort(crossings.begin(), crossings.end(), [](const v1::EntryExit& one, const v1::EntryExit& other) {
    return base::FromProto(one.cross_time()) < base::FromProto(other.cross_time());
  });
  return crossings;
}

absl::StatusOr<bool> RegistrationStore::IsInCountry(store::ReadTx& tx, const common::v1::Person& person) const {
  LD_ASSIGN_OR_RETURN(const auto crossings, CrossingsOf(tx, person));
  return !crossings.empty() && crossings.back().direction() == v1::DIRECTION_ENTRY;
}

}  // namespace liandong::registration
