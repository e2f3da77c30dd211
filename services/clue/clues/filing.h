#pragma once

#include <string>

#include "services/clue/process.h"

// How every clue is filed, whether it was reported as one or arose from a complaint, a visit or a finding.
namespace liandong::clue {

// The name of the clue that a report most likely repeats; empty if there is none. Gathered before the transaction
// that files the report; inside it, any two reports of one day would conflict.
absl::StatusOr<std::string> FindFirstClue(const Process& process, const Call& call,
                                          const v1::ReportClueRequest& request, const Reader& reader);

// Stores the clue, linked to the `first` one that it repeats. The police must acknowledge it, 三(一).
absl::StatusOr<v1::Clue> FileClue(const Process& process, const Call& call, const v1::ReportClueRequest& request,
                                  const std::string& first, WriteTx& tx);

}  // namespace liandong::clue
