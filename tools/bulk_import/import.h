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
  int done = 0;          // now
  int before = 0;        // by an earlier run, left alone
  int refused = 0;       // by the rules
  int faulty = 0;        // no request of the method, or not by the rules beside its fields
  bool stopped = false;  // the service did not answer in time: what follows was not tried
};

struct Options {
  story::Request request;  // without its body
  Form form = Form::kJsonLines;
  bool dry_run = false;  // rows are looked at, nobody is called
  absl::Duration patience = absl::Minutes(1);
  std::function<void(const Tally&)> progress;
};

// Calls the method with each row that is not done yet, in the file's order. Each has a request_id of its text and of
// how often the same text came before it, so that a row that is sent again, by whichever run, takes effect once, and
// rows that are mended or moved leave the others as they are. INVALID_ARGUMENT if the method takes no request_id.
absl::StatusOr<Tally> Import(std::istream& file, const Options& options, story::Caller& caller, Report& report);

}  // namespace liandong::bulk_import
