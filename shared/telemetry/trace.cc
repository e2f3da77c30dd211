#include "shared/telemetry/trace.h"

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace liandong::telemetry {
namespace {

constexpr size_t kVersionDigits = 2;
constexpr size_t kIdDigits = 32;
constexpr size_t kSpanDigits = 16;
constexpr char kVersion[] = "00";
constexpr char kInvalidVersion[] = "ff";
// The sampled flag is left to systems that record spans. The ledger records every call.
constexpr char kSampled[] = "01";

thread_local const Trace* current = nullptr;

bool IsHex(absl::string_view text, size_t digits) {
  return text.size() == digits && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isdigit(static_cast<unsigned char>(c)) || (c >= 'a' && c <= 'f');
         });
}

bool IsZero(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c == '0'; });
}

std::string RandomHex(size_t digits) {
  std::array<unsigned char, kIdDigits / 2> bytes;
  if (RAND_bytes(bytes.data(), bytes.size()) != 1) std::abort();
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(bytes.data()), digits / 2));
}

}  // namespace

std::optional<Trace> ParseTraceparent(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '-');
  if (parts.size() < 4 || !IsHex(parts[0], kVersionDigits) || parts[0] == kInvalidVersion) return std::nullopt;
  // Later versions of the standard may append further fields.
  if (parts[0] == kVersion && parts.size() != 4) return std::nullopt;
  if (!IsHex(parts[1], kIdDigits) || IsZero(parts[1])) return std::nullopt;
  if (!IsHex(parts[2], kSpanDigits) || IsZero(parts[2]) || !IsHex(parts[3], kVersionDigits)) return std::nullopt;
  return Trace{std::string(parts[1]), std::string(parts[2])};
}

std::string TraceparentWithin(const Trace& trace) {
  return absl::StrCat(kVersion, "-", trace.id, "-", RandomHex(kSpanDigits), "-", kSampled);
}

Trace BeginSpan(const std::optional<Trace>& parent) {
  return {parent.has_value() ? parent->id : RandomHex(kIdDigits), RandomHex(kSpanDigits)};
}

const Trace* CurrentTrace() { return current; }

TraceScope::TraceScope(const Trace* trace) : before_(current) { current = trace; }
TraceScope::~TraceScope() { current = before_; }

}  // namespace liandong::telemetry
