#include "shared/telemetry/log.h"

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "shared/telemetry/trace.h"

namespace liandong::telemetry {
namespace {

std::string Quoted(absl::string_view text) {
  return nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string& Service() {
  static std::string* const service = new std::string;
  return *service;
}

absl::string_view NameOf(Severity severity) {
  switch (severity) {
    case Severity::kInfo:
      return "info";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      return "error";
  }
  return "error";
}

}  // namespace

LogField::LogField(Literal key, int64_t number) : key_(key.text()), value_(absl::StrCat(number)) {}
LogField::LogField(Literal key, Literal text) : key_(key.text()), value_(Quoted(text.text())) {}
LogField::LogField(Literal key, Setting setting) : key_(key.text()), value_(Quoted(setting.value)) {}
LogField::LogField(Literal key, Declared name) : key_(key.text()), value_(Quoted(name.name)) {}
LogField::LogField(Literal key, const absl::Status& status)
    : key_(key.text()), value_(Quoted(absl::StrCat(absl::StatusCodeToString(status.code()), ": ", status.message()))) {}

void SetLogService(absl::string_view service) { Service() = std::string(service); }

void Log(Severity severity, Literal event, std::initializer_list<LogField> fields) {
  std::string line = absl::StrCat(
      "{\"time\":\"", absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", absl::Now(), absl::UTCTimeZone()), "\",\"severity\":\"",
      NameOf(severity), "\",\"service\":", Quoted(Service()), ",\"event\":", Quoted(event.text()));
  if (const telemetry::Trace* trace = telemetry::CurrentTrace())
    absl::StrAppend(&line, ",\"trace_id\":", Quoted(trace->id));
  for (const LogField& field : fields) absl::StrAppend(&line, ",", Quoted(field.key()), ":", field.value());
  line += "}\n";
  // One write per line, so that lines of several threads do not mix. A log that cannot be written stops nothing.
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace liandong::telemetry
