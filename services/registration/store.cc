#include "services/registration/store.h"

#include "absl/strings/str_cat.h"
#include "shared/base/proto_time.h"
#include "shared/matching/keys.h"

namespace liandong::registration {
namespace {

constexpr char kCrossingDomain[] = "crossing/document";

// A document number is a person's only within the country that issued it.
std::string CrossingKey(const common::v1::Person& person) {
  return absl::StrCat(person.nationality(), "|", person.document().type(), "|",
                      matching::CanonicalNumber(person.document()));
}

}  // namespace

std::vector<store::Migration> RegistrationStore::Migrations() {
  return records::SealedTable::Schemas({"check_record", "entry_exit"});
}

absl::Status RegistrationStore::IndexCrossing(store::Tx& tx, const v1::EntryExit& crossing) const {
  return keys_->Add(tx, kCrossingDomain, CrossingKey(crossing.person()), *base::IdIn(crossing.name(), "entryExits"));
}

absl::StatusOr<bool> RegistrationStore::IsInCountry(store::ReadTx& tx, const common::v1::Person& person) const {
  if (person.document().number().empty()) return false;
  LD_ASSIGN_OR_RETURN(const auto ids, keys_->Find(tx, kCrossingDomain, CrossingKey(person)));
  absl::Time last = absl::InfinitePast();
  bool entered = false;
  for (const std::string& id : ids) {
    LD_ASSIGN_OR_RETURN(const auto record, entry_exits.Load(tx, {}, base::NameOf("entryExits", id)));
    const absl::Time crossed = base::FromProto(record.message.cross_time());
    if (crossed < last) continue;
    last = crossed;
    entered = record.message.direction() == v1::DIRECTION_ENTRY;
  }
  return entered;
}

}  // namespace liandong::registration
