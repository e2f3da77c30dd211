#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

// Connects everything that one call causes across services: W3C Trace Context.
namespace liandong::telemetry {

struct Trace {
  std::string id;    // 32 lower-case hexadecimal digits, not all zeros
  std::string span;  // 16 such digits: the span of the call in this process, or of the caller while its header is read
};

// Parses the header `traceparent`. Nullopt if it is malformed; then, as the standard says, a new trace begins.
std::optional<Trace> ParseTraceparent(absl::string_view text);
// The header with which an outgoing call continues `trace`, with a new span.
std::string TraceparentWithin(const Trace& trace);

// A new span in the given trace, or in a new trace.
Trace BeginSpan(const std::optional<Trace>& parent);

// The trace on behalf of which this thread is working; null if none.
const Trace* CurrentTrace();

// Sets the thread's trace for its own lifetime. `trace` is not owned and may be null.
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
