#include "services/casefile/store.h"

namespace liandong::casefile {
CasefileStore::CasefileStore(const seal::RecordSealer* sealer, const records::KeyIndex* keys)
    : cases("case_file", "cases", sealer),
      victim_files("victim_file", "victimFiles", sealer),
      interviews("interview", "interviews", sealer),
      dna_samples("dna_sample", "dnaSamples", sealer),
      notices("notice", "notices", sealer),
      screenings("screening", "screenings", sealer),
      missing_("person/missing", keys),
      victims_("person/victim", keys),
      buyers_("person/buyer", keys) {}

std::vector<store::Migration> CasefileStore::Migrations() {
  return records::SealedTable::Schemas({"case_file", "victim_file", "interview", "dna_sample", "notice", "screening"});
}

absl::Status CasefileStore::Index(store::Tx& tx, Role role, const common::v1::Person& person,
                                  absl::string_view id) const {
  return IndexOf(role).Add(tx, person, id);
}

absl::Status CasefileStore::Unindex(store::Tx& tx, Role role, absl::string_view id) const {
  return IndexOf(role).Remove(tx, id);
}

absl::StatusOr<std::vector<std::string>> CasefileStore::Find(store::ReadTx& tx, Role role,
                                                             const common::v1::Person& person) const {
  return IndexOf(role).Find(tx, person);
}

const records::PersonIndex& CasefileStore::IndexOf(Role role) const {
  switch (role) {
    case Role::kMissing:
      return missing_;
    case Role::kVictim:
      return victims_;
    default:
      return buyers_;
  }
}

}  // namespace liandong::casefile
