#pragma once

#include <bitset>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/descriptor.h"
#include "liandong/contract/v1/access.pb.h"
#include "liandong/contract/v1/audience.pb.h"
#include "shared/identity/caller.h"
#include "shared/records/table.h"

// Access, computed from the audiences that the protos declare and from what the clauses say of leads and cooperators.
// Pure.
namespace liandong::contract {

inline constexpr size_t kMaxActor = 256;

// A set of agencies and services, by their enum numbers.
struct Actors {
  std::bitset<kMaxActor> agencies;
  std::bitset<kMaxActor> services;

  bool Contains(const identity::Caller& caller) const;
  void Add(const Actors& others);
  bool empty() const { return agencies.none() && services.none(); }
};

// The agencies that lead a clause (负责) and those that cooperate (配合), according to the text. 各成员单位 is expanded
// to all members that do not lead.
std::vector<v1::Agency> LeadsOf(v1::Clause clause);
std::vector<v1::Agency> CooperatorsOf(v1::Clause clause);

// One clause of an audience: who may act under it, and what they reach.
struct Grant {
  v1::Clause clause;
  Actors actors;
  v1::Scope scope;
};

// The audiences that an option lists: `callers` of a method, or `readers` of a field.
template <typename Options, typename Extension>
std::vector<v1::Audience> AudiencesIn(const Options& options, const Extension& extension) {
  std::vector<v1::Audience> audiences;
  for (int i = 0; i < options.ExtensionSize(extension); ++i) audiences.push_back(options.GetExtension(extension, i));
  return audiences;
}

// The grants of an audience and of those that it includes, in the order in which AudienceInfo lists them. Empty for
// AUDIENCE_CALLERS. INVALID_ARGUMENT if the audience admits nobody, names agencies or services without a clause, or
// includes itself.
absl::StatusOr<std::vector<Grant>> GrantsOf(v1::Audience audience);

// Everybody in the audience, computed once. Dies if GrantsOf fails, which a test of every audience precludes.
const Actors& ActorsOf(v1::Audience audience);

// The access to one method, ready for use.
class Access {
 public:
  // From the audiences of `callers`. INVALID_ARGUMENT if there are none or GrantsOf fails for one.
  static absl::StatusOr<Access> Of(const google::protobuf::MethodOptions& options);

  // What the caller reaches when it cites `purpose`. CALLER_NOT_PERMITTED and PURPOSE_REQUIRED name the clause of the
  // first grant, PURPOSE_NOT_PERMITTED the one that was cited.
  absl::StatusOr<records::Reach> Permit(const identity::Caller& caller, std::optional<v1::Clause> purpose) const;

  const Actors& callers() const { return callers_; }
  const std::vector<Grant>& grants() const { return grants_; }
  // Each clause once, in the order of the grants.
  std::vector<v1::Clause> Clauses() const;

 private:
  std::vector<Grant> grants_;
  Actors callers_;
};

}  // namespace liandong::contract
