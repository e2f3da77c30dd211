#pragma once

#include <functional>
#include <istream>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "tools/bulk_import/report.h"
#include "tools/bulk_import/rows.h"
#include "tools/story/caller.h"

namespace liandong::bulk_import {

struct Tally {
  int rows = 0;
  int done = 0;          // by this run
  int before = 0;        // by an earlier run, now skipped
  int refused = 0;       // by the service
  int faulty = 0;        // not a valid request of the method
  bool stopped = false;  // the service did not answer in time, so the remaining rows were not tried
};

struct Options {
  story::Request request;  // without its body
  Form form = Form::kJsonLines;
  bool dry_run = false;  // only check the rows, without calling the service
  absl::Duration patience = absl::Minutes(1);
  std::function<void(const Tally&)> progress;
};

// Calls the method with each row that is not done yet, in the order of the file. The request_id of a row is derived
// from its text and from the number of earlier rows with the same text. A row therefore takes effect once, whichever
// runs send it, and correcting or moving a row does not affect the others. INVALID_ARGUMENT if the method takes no
// request_id.
absl::StatusOr<Tally> Import(std::istream& file, const Options& options, story::Caller& caller, Report& report);

}  // namespace liandong::bulk_import
