#include "services/registration/past_checks/past_checks.h"

#include <set>
#include <utility>

#include "services/registration/past_checks/trace_rules.h"
#include "shared/records/backfill.h"
#include "shared/rule/rule.h"

namespace liandong::registration {
namespace {

constexpr char kTraces[] = "check/trace";
constexpr char kDocuments[] = "check/document";

}  // namespace

absl::StatusOr<rules::Screenings> PastChecks::Screen(store::ReadTx& tx, const v1::Check& check) const {
  LD_ASSIGN_OR_RETURN(const bool pattern, IsPattern(tx, check));
  LD_ASSIGN_OR_RETURN(const bool reused, IsReused(tx, check));
  rules::Screenings found;
  LD_RULE("3-3-4.one-agent-behind-several-marriages")
  found.push_back({v1::REFER_REASON_REPEAT_PATTERN, pattern, ""});
  LD_RULE("3-3-4.a-document-of-another-person")
  found.push_back({v1::REFER_REASON_DOCUMENT_REUSED, reused, ""});
  return found;
}

absl::Status PastChecks::Remember(store::Tx& tx, const v1::Check& check) const {
  const std::string id(*values::IdIn(check.name(), store_.checks.collection()));
  LD_RETURN_IF_ERROR(store_.keys->AddAll(tx, kTraces, rules::TracesOf(check), id));
  return store_.keys->AddAll(tx, kDocuments, rules::DocumentsOf(check), id);
}

absl::Status PastChecks::Backfill(store::Database& database) const {
  return records::Backfill(database, kTraces, [&](store::Tx& tx, std::string& after) -> absl::StatusOr<int64_t> {
    LD_ASSIGN_OR_RETURN(const auto checks, store_.checks.Next(tx, after, records::kBackfilledAtOnce));
    for (const auto& check : checks) LD_RETURN_IF_ERROR(Remember(tx, check.message));
    return static_cast<int64_t>(checks.size());
  });
}

absl::StatusOr<std::vector<v1::Check>> PastChecks::Load(store::ReadTx& tx, const std::vector<std::string>& ids) const {
  LD_ASSIGN_OR_RETURN(auto records, store_.checks.LoadMany(tx, ids));
  std::vector<v1::Check> checks;
  for (auto& record : records) checks.push_back(std::move(record.message));
  return checks;
}

absl::StatusOr<bool> PastChecks::IsPattern(store::ReadTx& tx, const v1::Check& check) const {
  LD_ASSIGN_OR_RETURN(const auto with, store_.keys->FindLatest(tx, kTraces, rules::TracesOf(check), rules::kLookedAt));
  bool pattern = false;
  for (const std::vector<std::string>& ids : with) {
    LD_ASSIGN_OR_RETURN(const auto before, Load(tx, ids));
    pattern = pattern || rules::IsPattern(check, before);
  }
  return pattern;
}

absl::StatusOr<bool> PastChecks::IsReused(store::ReadTx& tx, const v1::Check& check) const {
  std::vector<common::v1::Person> before;
  LD_ASSIGN_OR_RETURN(const auto with,
                      store_.keys->FindLatest(tx, kDocuments, rules::DocumentsOf(check), rules::kLookedAt));
  std::set<std::string> ids;
  for (const std::vector<std::string>& of_document : with) ids.insert(of_document.begin(), of_document.end());
  LD_ASSIGN_OR_RETURN(const auto checks, Load(tx, {ids.begin(), ids.end()}));
  for (const v1::Check& one : checks) {
    const auto persons = rules::PersonsIn(one);
    before.insert(before.end(), persons.begin(), persons.end());
  }
  for (const common::v1::Person& party : check.parties()) {
    LD_ASSIGN_OR_RETURN(const auto crossings, store_.CrossingsOf(tx, party));
    for (const v1::EntryExit& crossing : crossings) before.push_back(crossing.person());
  }
  return rules::IsReused(check, before);
}

}  // namespace liandong::registration
