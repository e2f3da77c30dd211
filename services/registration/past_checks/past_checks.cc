#include "services/registration/past_checks/past_checks.h"

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
  for (const std::string& trace : rules::TracesOf(check)) LD_RETURN_IF_ERROR(store_.keys->Add(tx, kTraces, trace, id));
  for (const std::string& document : rules::DocumentsOf(check))
    LD_RETURN_IF_ERROR(store_.keys->Add(tx, kDocuments, document, id));
  return absl::OkStatus();
}

absl::Status PastChecks::Backfill(store::Database& database) const {
  return records::Backfill(database, kTraces, [&](store::Tx& tx, std::string& after) -> absl::StatusOr<int64_t> {
    LD_ASSIGN_OR_RETURN(const auto checks, store_.checks.Next(tx, after, records::kBackfilledAtOnce));
    for (const auto& check : checks) LD_RETURN_IF_ERROR(Remember(tx, check.message));
    return static_cast<int64_t>(checks.size());
  });
}

absl::StatusOr<std::vector<v1::Check>> PastChecks::With(store::ReadTx& tx, const std::string& domain,
                                                        const std::string& trace) const {
  LD_ASSIGN_OR_RETURN(const auto ids,
                      store_.keys->FindLatest(tx, domain, trace, absl::InfinitePast(), rules::kLookedAt));
  LD_ASSIGN_OR_RETURN(auto records, store_.checks.LoadMany(tx, ids));
  std::vector<v1::Check> checks;
  for (auto& record : records) checks.push_back(std::move(record.message));
  return checks;
}

absl::StatusOr<bool> PastChecks::IsPattern(store::ReadTx& tx, const v1::Check& check) const {
  bool pattern = false;
  for (const std::string& trace : rules::TracesOf(check)) {
    LD_ASSIGN_OR_RETURN(const auto before, With(tx, kTraces, trace));
    pattern = pattern || rules::IsPattern(check, before);
  }
  return pattern;
}

absl::StatusOr<bool> PastChecks::IsReused(store::ReadTx& tx, const v1::Check& check) const {
  std::vector<common::v1::Person> before;
  for (const std::string& document : rules::DocumentsOf(check)) {
    LD_ASSIGN_OR_RETURN(const auto checks, With(tx, kDocuments, document));
    for (const v1::Check& one : checks) {
      const auto persons = rules::PersonsIn(one);
      before.insert(before.end(), persons.begin(), persons.end());
    }
  }
  for (const common::v1::Person& party : check.parties()) {
    LD_ASSIGN_OR_RETURN(const auto crossings, store_.CrossingsOf(tx, party));
    for (const v1::EntryExit& crossing : crossings) before.push_back(crossing.person());
  }
  return rules::IsReused(check, before);
}

}  // namespace liandong::registration
