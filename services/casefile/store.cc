#include "services/casefile/store.h"

namespace liandong::casefile {
CasefileStore::CasefileStore(const seal::RecordSealer* sealer, const records::KeyIndex* keys)
    : cases(sealer),
      victim_files(sealer),
      interviews(sealer),
      dna_samples(sealer),
      notices(sealer),
      screenings(sealer),
      missing_("person/missing", keys),
      victims_("person/victim", keys),
      buyers_("person/buyer", keys) {}

absl::Status CasefileStore::Index(store::Tx& tx, Role role, const matching::Subject& subject,
                                  absl::string_view id) const {
  LD_RETURN_IF_ERROR(IndexOf(role).exact.Add(tx, subject.person, id));
  return IndexOf(role).search.Add(tx, {{subject, std::string(id)}});
}

absl::Status CasefileStore::Unindex(store::Tx& tx, Role role, absl::string_view id) const {
  LD_RETURN_IF_ERROR(IndexOf(role).exact.Remove(tx, id));
  return IndexOf(role).search.Remove(tx, id);
}

absl::StatusOr<std::vector<std::string>> CasefileStore::Find(store::ReadTx& tx, Role role,
                                                             const common::v1::Person& person) const {
  return IndexOf(role).exact.Find(tx, person);
}

absl::StatusOr<std::vector<std::string>> CasefileStore::Search(store::ReadTx& tx, Role role,
                                                               const matching::Subject& subject) const {
  return IndexOf(role).search.Find(tx, subject);
}

absl::StatusOr<int64_t> CasefileStore::Listed(store::ReadTx& tx, Role role) const {
  return IndexOf(role).search.Count(tx);
}

const CasefileStore::Indexes& CasefileStore::IndexOf(Role role) const {
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
