#pragma once

#include <memory>

#include "services/clue/process.h"

// How every clue is filed, whether it was reported as one or arose from a complaint, a visit or a finding.
namespace liandong::clue {

// The earlier clues that a report may repeat: the likeliest in the store, and those that are being filed at the moment.
struct Earlier {
  ClueStore::Repeated stored;
  // Null if no clue is filed.
  std::shared_ptr<Filings::Filing> own;
  std::shared_ptr<const RepeatTokens> tokens;  // of the report
};

// Looks for the clue that a report most likely repeats. Gathered before the transaction that files the report; inside
// it, any two reports of one day would conflict.
absl::StatusOr<Earlier> FindEarlier(const Process& process, const Call& call, const v1::ReportClueRequest& request,
                                    store::ReadTx& tx);
absl::StatusOr<Earlier> FindEarlier(const Process& process, const Call& call, const v1::ReportClueRequest& request,
                                    const Reader& reader);

// Stores the clue, linked to the first one that it repeats. The police must acknowledge it, 三(一).
absl::StatusOr<v1::Clue> FileClue(const Process& process, const Call& call, const v1::ReportClueRequest& request,
                                  const Earlier& earlier, WriteTx& tx);

}  // namespace liandong::clue
