#include "services/casefile/persons/person_indexes.h"

#include "shared/base/status_macros.h"
#include "shared/records/record_type.h"
#include "shared/values/resource_name.h"

namespace liandong::casefile {
namespace {

// How many look-ups use a count before the persons are counted again. Only its logarithm matters, so that some persons
// more or less change nothing.
constexpr int kUsesOfCount = 64;

template <typename Message>
std::string IdOf(const Message& message) {
  return std::string(*values::IdIn(message.name(), records::CollectionOf<Message>()));
}

}  // namespace

PersonIndexes::PersonIndexes(const records::KeyIndex* keys)
    : missing_("person/missing", keys), victims_("person/victim", keys), buyers_("person/buyer", keys) {}

absl::Status PersonIndexes::Add(store::Tx& tx, const v1::Case& missing) const {
  return AddTo(missing_, tx, SubjectOf(missing), IdOf(missing));
}

absl::Status PersonIndexes::Add(store::Tx& tx, const v1::VictimFile& file) const {
  for (const Role role : kRolesInVictimFiles) {
    for (const matching::Subject& subject : SubjectsOf(file, role)) {
      LD_RETURN_IF_ERROR(AddTo(IndexesOf(role), tx, subject, IdOf(file)));
    }
  }
  return absl::OkStatus();
}

absl::Status PersonIndexes::Remove(store::Tx& tx, const v1::Case& missing) const {
  return RemoveFrom(missing_, tx, IdOf(missing));
}

absl::Status PersonIndexes::Remove(store::Tx& tx, const v1::VictimFile& file) const {
  for (const Role role : kRolesInVictimFiles) LD_RETURN_IF_ERROR(RemoveFrom(IndexesOf(role), tx, IdOf(file)));
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> PersonIndexes::Find(store::ReadTx& tx, Role role,
                                                             const common::v1::Person& person) const {
  return IndexesOf(role).exact.Find(tx, person);
}

absl::StatusOr<std::vector<std::string>> PersonIndexes::Search(store::ReadTx& tx, Role role,
                                                               const matching::Subject& subject) const {
  return IndexesOf(role).search.Find(tx, subject);
}

absl::StatusOr<int64_t> PersonIndexes::Count(store::ReadTx& tx, Role role) const {
  const Indexes& indexes = IndexesOf(role);
  if (indexes.uses_left.fetch_sub(1) > 0) return indexes.counted.load();
  LD_ASSIGN_OR_RETURN(const int64_t count, indexes.search.Count(tx));
  indexes.counted = count;
  indexes.uses_left = kUsesOfCount;
  return count;
}

const PersonIndexes::Indexes& PersonIndexes::IndexesOf(Role role) const {
  switch (role) {
    case Role::kMissing:
      return missing_;
    case Role::kVictim:
      return victims_;
    default:
      return buyers_;
  }
}

absl::Status PersonIndexes::AddTo(const Indexes& indexes, store::Tx& tx, const matching::Subject& subject,
                                  absl::string_view id) const {
  LD_RETURN_IF_ERROR(indexes.exact.Add(tx, subject.person, id));
  return indexes.search.Add(tx, {{subject, std::string(id)}});
}

absl::Status PersonIndexes::RemoveFrom(const Indexes& indexes, store::Tx& tx, absl::string_view id) const {
  LD_RETURN_IF_ERROR(indexes.exact.Remove(tx, id));
  return indexes.search.Remove(tx, id);
}

}  // namespace liandong::casefile
