#include "services/casefile/store.h"

#include <algorithm>

#include "shared/matching/keys.h"

namespace liandong::casefile {
namespace {

absl::string_view DomainOf(Role role) {
  switch (role) {
    case Role::kMissing:
      return "person/missing";
    case Role::kVictim:
      return "person/victim";
    case Role::kBuyer:
      return "person/buyer";
  }
  return "";
}

}  // namespace

CasefileStore::CasefileStore(const seal::Sealer* sealer, const records::KeyIndex* keys)
    : cases("case_file", "cases", sealer),
      victim_files("victim_file", "victimFiles", sealer),
      interviews("interview", "interviews", sealer),
      dna_samples("dna_sample", "dnaSamples", sealer),
      notices("notice", "notices", sealer),
      screenings("screening", "screenings", sealer),
      keys_(keys) {}

std::vector<store::Migration> CasefileStore::Migrations() {
  return records::SealedTable::Schemas({"case_file", "victim_file", "interview", "dna_sample", "notice", "screening"});
}

absl::Status CasefileStore::Index(store::Tx& tx, Role role, const common::v1::Person& person,
                                  absl::string_view id) const {
  for (const std::string& key : matching::PersonKeys(person))
    LD_RETURN_IF_ERROR(keys_->Add(tx, DomainOf(role), key, id));
  return absl::OkStatus();
}

absl::Status CasefileStore::Unindex(store::Tx& tx, Role role, absl::string_view id) const {
  return keys_->Remove(tx, DomainOf(role), id);
}

absl::StatusOr<std::vector<std::string>> CasefileStore::Find(store::ReadTx& tx, Role role,
                                                             const common::v1::Person& person) const {
  std::vector<std::string> found;
  for (const std::string& key : matching::PersonKeys(person)) {
    LD_ASSIGN_OR_RETURN(const std::vector<std::string> ids, keys_->Find(tx, DomainOf(role), key));
    for (const std::string& id : ids) {
      if (std::count(found.begin(), found.end(), id) == 0) found.push_back(id);
    }
  }
  return found;
}

}  // namespace liandong::casefile
