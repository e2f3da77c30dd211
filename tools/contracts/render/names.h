#pragma once

#include <string>
#include <vector>

#include "tools/contracts/model/model.h"

// How the documents write what the model holds.
namespace liandong::contracts {

// 区公安局 …, as the rules name them.
std::vector<std::string> NamesOf(const std::vector<law::Agency>& agencies);

// In the order of their numbers.
std::vector<std::string> AgencyNames(const Actors& actors);
std::vector<std::string> ServiceNames(const Actors& actors);

// Everybody of the set, separated by 、: 区公安局、`clue`.
std::string Listed(const std::vector<law::Agency>& agencies);
std::string Listed(const Actors& actors);

// AUDIENCE_CLUE_POLICE
std::vector<std::string> NamesOf(const std::vector<AudienceId>& audiences);

// own division
std::string ScopeName(contract::v1::Scope scope);

// 确认线索 (Acknowledge a clue)
std::string TitleOf(const Obligation& obligation);

}  // namespace liandong::contracts
