#include "services/casefile/screening/matters.h"

#include <algorithm>

#include "services/casefile/persons/likely.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::casefile {
namespace {

absl::StatusOr<bool> IsOpen(const CasefileStore& store, store::ReadTx& tx, const std::string& case_name) {
  LD_ASSIGN_OR_RETURN(const auto record, store.cases.Load(tx, {}, case_name));
  return record.message.state() == v1::CASE_STATE_OPEN;
}

// Ids of the records in which the person has the role, or may have it, however the records are written.
absl::StatusOr<std::vector<std::string>> FindInRole(const CasefileStore& store, store::ReadTx& tx, Role role,
                                                    const common::v1::Person& person, absl::Time now) {
  LD_ASSIGN_OR_RETURN(std::vector<std::string> ids, store.persons.Find(tx, role, person));
  LD_ASSIGN_OR_RETURN(const std::vector<std::string> likely, Likely(store, tx, role, SubjectOf(person), now));
  for (const std::string& id : likely) {
    LD_RULE("3-3-4.names-that-sound-alike-are-found")
    if (std::count(ids.begin(), ids.end(), id) == 0) ids.push_back(id);
  }
  return ids;
}

absl::StatusOr<Matters> OpenMatters(const CasefileStore& store, store::ReadTx& tx, const common::v1::Person& person,
                                    absl::Time now) {
  Matters matters;
  LD_ASSIGN_OR_RETURN(const auto cases, FindInRole(store, tx, Role::kMissing, person, now));
  for (const std::string& id : cases) {
    const std::string name = values::NameOf(store.cases.collection(), id);
    LD_ASSIGN_OR_RETURN(const bool open, IsOpen(store, tx, name));
    if (open) matters.push_back(name);
  }
  LD_ASSIGN_OR_RETURN(const auto files, FindInRole(store, tx, Role::kVictim, person, now));
  for (const std::string& id : files) {
    const std::string name = values::NameOf(store.victim_files.collection(), id);
    LD_ASSIGN_OR_RETURN(const auto file, store.victim_files.Load(tx, {}, name));
    LD_ASSIGN_OR_RETURN(const bool open, IsOpen(store, tx, file.message.case_()));
    if (open) matters.push_back(name);
  }
  return matters;
}

absl::StatusOr<Matters> BoughtBy(const CasefileStore& store, store::ReadTx& tx, const common::v1::Person& person,
                                 absl::Time now) {
  Matters matters;
  LD_ASSIGN_OR_RETURN(const auto files, FindInRole(store, tx, Role::kBuyer, person, now));
  for (const std::string& id : files) matters.push_back(values::NameOf(store.victim_files.collection(), id));
  return matters;
}

absl::StatusOr<Matters> ClosedGate(const CasefileStore& store, store::ReadTx& tx, const std::string& victim_file) {
  const auto file = store.victim_files.Load(tx, {}, victim_file);
  if (absl::IsNotFound(file.status())) return Matters{victim_file};
  if (!file.ok()) return file.status();
  if (file->message.dna_gate() == v1::DNA_GATE_COMPARED) return Matters{};
  return Matters{victim_file};
}

}  // namespace

absl::StatusOr<Matters> Screen(const CasefileStore& store, store::ReadTx& tx, const v1::Screening& screening,
                               absl::Time now) {
  switch (screening.question()) {
    case v1::SCREEN_QUESTION_MISSING_OR_VICTIM:
      return OpenMatters(store, tx, screening.person(), now);
    case v1::SCREEN_QUESTION_BUYING_FAMILY:
      return BoughtBy(store, tx, screening.person(), now);
    case v1::SCREEN_QUESTION_DNA_GATE_CLOSED:
      return ClosedGate(store, tx, screening.victim_file());
    default:
      return absl::InternalError("the service asked an unknown screening question");
  }
}

absl::StatusOr<bool> AnyCarerBarred(const CasefileStore& store, store::ReadTx& tx,
                                    const v1::ScreenCarersRequest& request, absl::Time now) {
  const auto file = store.victim_files.Load(tx, {}, request.victim_file());
  if (absl::IsNotFound(file.status())) return true;
  if (!file.ok()) return file.status();
  for (const common::v1::Person& carer : request.carers()) {
    LD_ASSIGN_OR_RETURN(const auto bought, FindInRole(store, tx, Role::kBuyer, carer, now));
    if (!bought.empty()) return true;
  }
  return false;
}

}  // namespace liandong::casefile
