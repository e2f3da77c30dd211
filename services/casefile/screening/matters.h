#pragma once

#include <string>
#include <vector>

#include "services/casefile/store.h"

// Whether somebody is on record. Only the callers of these functions learn which records matched; the RPCs only report
// a hit.
namespace liandong::casefile {

// Names of the cases and victim files that answer a question with yes; none means no.
using Matters = std::vector<std::string>;

absl::StatusOr<Matters> Screen(const CasefileStore& store, store::ReadTx& tx, const v1::Screening& screening,
                               absl::Time now);

// 四(九): whether one of the carers belongs to a family that bought this victim. True if the file does not exist.
absl::StatusOr<bool> AnyCarerBarred(const CasefileStore& store, store::ReadTx& tx,
                                    const v1::ScreenCarersRequest& request, absl::Time now);

}  // namespace liandong::casefile
