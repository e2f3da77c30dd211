#pragma once

#include <string>
#include <vector>

#include "liandong/registration/v1/adoption_service.pb.h"
#include "liandong/registration/v1/marriage_service.pb.h"
#include "liandong/registration/v1/registration_service.pb.h"
#include "shared/records/key_index.h"
#include "shared/records/repository.h"

namespace liandong::registration {

// The records of the registration process, and how they are found.
class RegistrationStore {
 public:
  // Not owned.
  RegistrationStore(const seal::RecordSealer* sealer, const records::KeyIndex* index_keys)
      : checks(sealer),
        entry_exits(sealer),
        adoptions(sealer),
        dishonesty_records(sealer),
        marriages(sealer),
        keys(index_keys) {}

  records::Repository<v1::Check> checks;
  records::Repository<v1::EntryExit> entry_exits;
  records::Repository<v1::Adoption> adoptions;
  records::Repository<v1::DishonestyRecord> dishonesty_records;
  records::Repository<v1::Marriage> marriages;
  // Finds records by blind keys of what a person left behind.
  const records::KeyIndex* keys;

  // Makes the crossing findable by the person's document.
  absl::Status IndexCrossing(store::Tx& tx, const v1::EntryExit& crossing) const;
  // The person's recorded crossings, oldest first.
  absl::StatusOr<std::vector<v1::EntryExit>> CrossingsOf(store::ReadTx& tx, const common::v1::Person& person) const;
  // Whether the last crossing is an entry.
  absl::StatusOr<bool> IsInCountry(store::ReadTx& tx, const common::v1::Person& person) const;
};

}  // namespace liandong::registration
