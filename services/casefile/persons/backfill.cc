#include "services/casefile/persons/backfill.h"

#include "shared/records/backfill.h"

namespace liandong::casefile {
namespace {

using Persons = std::vector<records::SearchIndex::Person>;

// An open case in which somebody is missing.
bool IsSearchedFor(const v1::Case& file) {
  return file.kind() == v1::CASE_KIND_MISSING_PERSON && file.state() == v1::CASE_STATE_OPEN;
}

// The persons of the next records; `after` is set to the last of these.
absl::StatusOr<Persons> NextPersons(const CasefileStore& store, store::ReadTx& tx, Role role, std::string& after) {
  Persons persons;
  if (role == Role::kMissing) {
    LD_ASSIGN_OR_RETURN(const auto cases, store.cases.Next(tx, after, records::kBackfilledAtOnce));
    for (const auto& file : cases) {
      if (IsSearchedFor(file.message)) persons.push_back({SubjectOf(file.message), file.columns.id});
    }
    return persons;
  }
  LD_ASSIGN_OR_RETURN(const auto files, store.victim_files.Next(tx, after, records::kBackfilledAtOnce));
  for (const auto& file : files) {
    for (const matching::Subject& subject : SubjectsOf(file.message, role)) {
      persons.push_back({subject, file.columns.id});
    }
  }
  return persons;
}

}  // namespace

absl::Status BackfillPersons(store::Database& database, const CasefileStore& store) {
  for (const Role role : {Role::kMissing, Role::kVictim, Role::kBuyer}) {
    const records::SearchIndex& index = store.persons.SearchIndexOf(role);
    const auto next = [&](store::Tx& tx, std::string& after) -> absl::StatusOr<int64_t> {
      LD_ASSIGN_OR_RETURN(const Persons persons, NextPersons(store, tx, role, after));
      LD_RETURN_IF_ERROR(index.Add(tx, persons));
      return static_cast<int64_t>(persons.size());
    };
    LD_RETURN_IF_ERROR(records::Backfill(database, index.role(), next));
  }
  return absl::OkStatus();
}

}  // namespace liandong::casefile
