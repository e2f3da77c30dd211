#include "tools/bulk_import/import.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "shared/base/ids.h"
#include "shared/base/status_macros.h"
#include "shared/contract/validation/validation.h"
#include "shared/errors/errors.h"

namespace liandong::bulk_import {
namespace {

using nlohmann::ordered_json;

constexpr absl::Duration kAttempt = absl::Seconds(10);
constexpr absl::Duration kPause = absl::Milliseconds(200);
constexpr char kFaulty[] = "INVALID_ARGUMENT";
constexpr char kRequestId[] = "request_id";
constexpr char kNoForm[] = "not a JSON form of the request";

bool IsTransient(const story::Outcome& outcome) {
  const auto code = static_cast<absl::StatusCode>(outcome.code);
  return code == absl::StatusCode::kUnavailable || code == absl::StatusCode::kDeadlineExceeded ||
         code == absl::StatusCode::kCancelled || code == absl::StatusCode::kResourceExhausted;
}

// Whether the text can be the name of a field, and not a typing error that reveals personal data.
bool IsName(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return absl::ascii_isalnum(c) || c == '_'; });
}

// Removes the value from the library's message: `(persons[0].sex): invalid value "…" for type TYPE_ENUM`, or
// `(persons[0]) nam: Cannot find field.`
std::string WithoutValue(absl::string_view said) {
  std::string path;
  if (absl::ConsumePrefix(&said, "(")) {
    const size_t close = said.find(')');
    if (close == absl::string_view::npos) return kNoForm;
    path = std::string(said.substr(0, close));
    said.remove_prefix(close + 1);
  }
  absl::ConsumePrefix(&said, " ");
  const absl::string_view name = said.substr(0, said.find(':'));
  if (!absl::StrContains(said, "Cannot find field"))
    return path.empty() ? kNoForm : path + ": must be a valid value of this field";
  absl::StrAppend(&path, path.empty() ? "" : ".", IsName(name) ? name : "?");
  return path + ": this field does not exist";
}

class Importer {
 public:
  Importer(const Options& options, story::Caller& caller, Report& report)
      : options_(options), caller_(caller), report_(report) {}

  absl::StatusOr<Tally> Run(std::istream& file) {
    LD_ASSIGN_OR_RETURN(const auto request, story::NewRequest(options_.request.method));
    if (!story::TakesRequestId(options_.request.method)) {
      return absl::InvalidArgumentError(absl::StrCat(
          options_.request.method, " does not write: bulk-import calls only methods that take a request_id"));
    }
    validation_.Prepare(*request->GetDescriptor());
    absl::Status failure;
    LD_RETURN_IF_ERROR(ReadRows(file, options_.form, [&](const Row& row) {
      failure = Take(row);
      if (options_.progress) options_.progress(tally_);
      return failure.ok() && !tally_.stopped;
    }));
    LD_RETURN_IF_ERROR(failure);
    return tally_;
  }

 private:
  absl::Status Take(const Row& row) {
    ++tally_.rows;
    ordered_json entry = {{"line", row.line}};
    if (!row.body.ok()) return Faulty(std::move(entry), {std::string(row.body.status().message())});
    nlohmann::json body = *row.body;
    if (!body.contains(kRequestId)) body[kRequestId] = IdOf(row.text);
    if (!body[kRequestId].is_string())
      return Faulty(std::move(entry), {"request_id: must be a valid value of this field"});
    const std::string id = body[kRequestId];
    entry[kRequestId] = id;
    if (report_.IsDone(id)) {
      ++tally_.before;
      return absl::OkStatus();
    }
    const auto faults = FaultsOf(body);
    if (!faults.empty()) return Faulty(std::move(entry), faults);
    return options_.dry_run ? Done(std::move(entry)) : Send(std::move(entry), std::move(body));
  }

  std::string IdOf(const std::string& text) {
    const auto& request = options_.request;
    return base::UuidOf(absl::StrCat(request.agency, "\n", request.method, "\n", seen_[text]++, "\n", text));
  }

  // The faults that the service would find, each with its path.
  std::vector<std::string> FaultsOf(const nlohmann::json& body) const {
    const auto request = *story::NewRequest(options_.request.method);
    const auto parsed = google::protobuf::util::JsonStringToMessage(body.dump(), request.get());
    if (!parsed.ok()) return {WithoutValue(std::string(parsed.message()))};
    const absl::Status checked = validation_.Check(*request, absl::Now());
    story::Outcome outcome;
    if (!checked.ok()) story::ReadDetails(errors::ToWire(checked).details, outcome);
    return outcome.fields;
  }

  absl::Status Send(ordered_json entry, nlohmann::json body) {
    story::Request request = options_.request;
    request.body = std::move(body);
    story::Outcome outcome;
    const absl::Time until = absl::Now() + options_.patience;
    while (true) {
      LD_ASSIGN_OR_RETURN(outcome, caller_.Call(request, kAttempt));
      if (!IsTransient(outcome)) break;
      if (absl::Now() > until) {
        tally_.stopped = true;
        return absl::OkStatus();
      }
      absl::SleepFor(kPause);
    }
    if (outcome.code != 0) return Refused(std::move(entry), outcome);
    if (outcome.reply.contains("name")) entry["name"] = outcome.reply["name"];
    return Done(std::move(entry));
  }

  absl::Status Done(ordered_json entry) {
    ++tally_.done;
    // A row of a dry run is not done.
    entry["code"] = options_.dry_run ? "WOULD_BE_SENT" : "OK";
    return report_.Add(entry);
  }

  absl::Status Refused(ordered_json entry, const story::Outcome& outcome) {
    ++tally_.refused;
    entry["code"] = story::CodeName(outcome.code);
    entry["reason"] = outcome.reason;
    if (!outcome.clause.empty()) entry["clause"] = outcome.clause;
    if (!outcome.fields.empty()) entry["fields"] = outcome.fields;
    return report_.Add(entry);
  }

  absl::Status Faulty(ordered_json entry, const std::vector<std::string>& faults) {
    ++tally_.faulty;
    entry["code"] = kFaulty;
    entry["fields"] = faults;
    return report_.Add(entry);
  }

  const Options& options_;
  story::Caller& caller_;
  Report& report_;
  contract::Validation validation_;
  std::map<std::string, int> seen_;
  Tally tally_;
};

}  // namespace

absl::StatusOr<Tally> Import(std::istream& file, const Options& options, story::Caller& caller, Report& report) {
  return Importer(options, caller, report).Run(file);
}

}  // namespace liandong::bulk_import
