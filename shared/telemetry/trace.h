#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

// What belongs to one cause, across services: W3C Trace Context.
namespace liandong::telemetry {

struct Trace {
  std::string id;    // 32 lower-case hexadecimal digits, not all zeros
  std::string span;  // 16 of them: of the call that this process answers, or of the caller's where it was just read
};

// Of the header `traceparent`. Nullopt unless it is well-formed, as the standard has it: then a trace begins here.
std::optional<Trace> ParseTraceparent(absl::string_view text);
// The header by which a call out of `trace` goes on with it, under a span of its own.
std::string TraceparentWithin(const Trace& trace);

// A new span, in the trace given or in a new one.
Trace BeginSpan(const std::optional<Trace>& parent);

// What this thread does now is done for; null if for nothing that has a trace.
const Trace* CurrentTrace();

// Makes it so while it lives. `trace` is not owned and may be null.
class TraceScope {
 public:
  explicit TraceScope(const Trace* trace);
  ~TraceScope();
  TraceScope(const TraceScope&) = delete;
  TraceScope& operator=(const TraceScope&) = delete;

 private:
  const Trace* const before_;
};

}  // namespace liandong::telemetry
