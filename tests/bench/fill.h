#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/bench/reports.h"

namespace liandong::bench {

inline constexpr char kReportClue[] = "/liandong.clue.v1.ClueService/ReportClue";
inline constexpr char kGetClue[] = "/liandong.clue.v1.ClueService/GetClue";
// A clause under which every participating agency may report clues and read its own.
inline constexpr char kPurpose[] = "6-9";

// Reports this many clues, many at once, so that a server commits them in large batches: only its own method keeps
// indexes, encryption and ledger true. Returns the names of the clues for each channel, because only who reported a
// clue may read it. The benchmark ends if a call fails for another reason than load.
std::vector<std::vector<std::string>> Fill(const std::vector<std::shared_ptr<grpc::Channel>>& channels,
                                           Reports& reports, int records);

}  // namespace liandong::bench
