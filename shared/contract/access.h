#pragma once

#include <bitset>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "liandong/contract/v1/method.pb.h"
#include "shared/identity/caller.h"
#include "shared/records/table.h"

// Access computed from the clauses. Pure.
namespace liandong::contract {

inline constexpr size_t kMaxActor = 256;

// Agencies by number and services by number.
struct Actors {
  std::bitset<kMaxActor> agencies;
  std::bitset<kMaxActor> services;

  bool Contains(const identity::Caller& caller) const;
  void Add(const Actors& others);
};

// 负责 and 配合 of a clause as the text has them; "各成员单位" is expanded to all members that do not lead.
std::vector<v1::Agency> LeadsOf(v1::Clause clause);
std::vector<v1::Agency> CooperatorsOf(v1::Clause clause);

Actors ActorsOf(const v1::Grant& grant);

// A method's grants made ready for use.
class Access {
 public:
  // INVALID_ARGUMENT if a grant names nobody, or no clause.
  static absl::StatusOr<Access> Of(const v1::MethodContract& contract);

  // What the caller reaches, citing `purpose`. CALLER_NOT_PERMITTED and PURPOSE_REQUIRED name the clause of the
  // method's first grant, PURPOSE_NOT_PERMITTED the one cited.
  absl::StatusOr<records::Reach> Permit(const identity::Caller& caller, std::optional<v1::Clause> purpose) const;

  const Actors& callers() const { return callers_; }
  std::vector<v1::Clause> Clauses() const;

 private:
  struct Way {
    v1::Clause clause;
    Actors actors;
    v1::Scope scope;
  };
  std::vector<Way> ways_;
  Actors callers_;
};

}  // namespace liandong::contract
