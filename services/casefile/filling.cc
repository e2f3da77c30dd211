#include "services/casefile/filling.h"

#include "services/casefile/subjects.h"
#include "shared/telemetry/log.h"

namespace liandong::casefile {
namespace {

constexpr int kBatch = 1000;

using Persons = std::vector<records::SearchIndex::Person>;

// The persons of the next records, and the last of these in `after`.
absl::StatusOr<Persons> NextPersons(const CasefileStore& store, store::ReadTx& tx, Role role, std::string& after) {
  Persons persons;
  if (role == Role::kMissing) {
    LD_ASSIGN_OR_RETURN(const auto cases, store.cases.Next(tx, after, kBatch));
    for (const auto& file : cases) {
      if (file.message.kind() == v1::CASE_KIND_MISSING_PERSON)
        persons.push_back({SubjectOf(file.message), file.columns.id});
    }
    return persons;
  }
  LD_ASSIGN_OR_RETURN(const auto files, store.victim_files.Next(tx, after, kBatch));
  for (const auto& file : files) {
    if (role == Role::kVictim) persons.push_back({SubjectOf(file.message), file.columns.id});
    if (role != Role::kBuyer) continue;
    for (const matching::Subject& buyer : BuyersOf(file.message)) persons.push_back({buyer, file.columns.id});
  }
  return persons;
}

absl::Status Fill(store::Database& database, const CasefileStore& store, Role role) {
  const records::SearchIndex& index = store.SearchOf(role);
  bool filled = false;
  LD_RETURN_IF_ERROR(database.ReadAndWait([&](store::ReadTx& tx) -> absl::Status {
    LD_ASSIGN_OR_RETURN(filled, index.IsFilled(tx));
    return absl::OkStatus();
  }));
  if (filled) return absl::OkStatus();
  std::string before;
  std::string after;
  for (int64_t persons = 0;; before = after) {
    LD_RETURN_IF_ERROR(database.WriteAndWait([&](store::Tx& tx) -> absl::Status {
      after = before;
      LD_ASSIGN_OR_RETURN(const Persons next, NextPersons(store, tx, role, after));
      if (after == before) return index.SetFilled(tx);
      persons += static_cast<int64_t>(next.size());
      return index.Add(tx, next);
    }));
    if (after == before) return absl::OkStatus();
    telemetry::Log(telemetry::Severity::kInfo, "filling the search index", {{"persons", persons}});
  }
}

}  // namespace

absl::Status FillIndexes(store::Database& database, const CasefileStore& store) {
  for (const Role role : {Role::kMissing, Role::kVictim, Role::kBuyer}) LD_RETURN_IF_ERROR(Fill(database, store, role));
  return absl::OkStatus();
}

}  // namespace liandong::casefile
