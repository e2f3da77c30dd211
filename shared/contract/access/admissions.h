#pragma once

#include <vector>

#include "liandong/contract/v1/access.pb.h"
#include "liandong/contract/v1/audience.pb.h"

// Whom an audience admits, as its declaration states it. Pure.
namespace liandong::contract {

// The part that the members of an audience have in a clause.
enum class Role { kLeads, kParticipants, kMembers, kEveryService, kAgencies, kServices };

struct Admission {
  v1::Clause clause = v1::CLAUSE_UNSPECIFIED;
  Role role = Role::kLeads;
  std::vector<v1::Agency> agencies;   // for kAgencies
  std::vector<v1::Service> services;  // for kServices

  bool operator==(const Admission&) const = default;
};

// One for each clause of each list of `info`, in the order of AudienceInfo. Without the audiences that it includes.
std::vector<Admission> AdmissionsOf(const v1::AudienceInfo& info);

}  // namespace liandong::contract
