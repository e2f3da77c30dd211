#pragma once

#include <string>
#include <vector>

#include "liandong/registration/v1/adoption_service.pb.h"
#include "liandong/registration/v1/registration_service.pb.h"
#include "shared/contract/call.h"
#include "shared/records/key_index.h"
#include "shared/records/repository.h"

namespace liandong::registration {

// Checks, and who crossed the border.
class RegistrationStore {
 public:
  // Not owned.
  RegistrationStore(const seal::RecordSealer* sealer, const records::KeyIndex* keys)
      : checks("check_record", "checks", sealer), entry_exits("entry_exit", "entryExits", sealer), keys_(keys) {}

  static std::vector<store::Migration> Migrations();

  records::Repository<v1::Check> checks;
  records::Repository<v1::EntryExit> entry_exits;

  // Makes the person's crossing findable by document.
  absl::Status IndexCrossing(store::Tx& tx, const v1::EntryExit& crossing) const;
  // The person's recorded crossings, oldest first.
  absl::StatusOr<std::vector<v1::EntryExit>> CrossingsOf(store::ReadTx& tx, const common::v1::Person& person) const;
  // Whether the last of them is an entry.
  absl::StatusOr<bool> IsInCountry(store::ReadTx& tx, const common::v1::Person& person) const;

 private:
  const records::KeyIndex* keys_;
};

// The adoption within the caller's district, whoever of its agencies made it.
absl::StatusOr<v1::Adoption> LoadAdoption(const records::Repository<v1::Adoption>& adoptions, store::ReadTx& tx,
                                          const contract::Call& call, const std::string& name);

}  // namespace liandong::registration
