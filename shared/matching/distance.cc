#include "shared/matching/distance.h"

#include <algorithm>

#include "absl/container/inlined_vector.h"

namespace liandong::matching {
namespace {

constexpr size_t kPrefix = 4;
constexpr double kPrefixGain = 0.1;

// As long as nearly all names and addresses.
constexpr size_t kUsualLength = 128;
using Marks = absl::InlinedVector<bool, kUsualLength>;

// Finds the characters of `a` that have a partner in `b` within `reach`, and their partners.
size_t Pair(std::string_view a, std::string_view b, Marks& of_a, Marks& of_b) {
  const size_t longer = std::max(a.size(), b.size());
  const size_t reach = longer / 2 > 0 ? longer / 2 - 1 : 0;
  size_t paired = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    const size_t end = std::min(b.size(), i + reach + 1);
    for (size_t j = i > reach ? i - reach : 0; j < end; ++j) {
      if (of_b[j] || a[i] != b[j]) continue;
      of_a[i] = of_b[j] = true;
      ++paired;
      break;
    }
  }
  return paired;
}

}  // namespace

double JaroWinkler(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a == b ? 1 : 0;
  Marks of_a(a.size());
  Marks of_b(b.size());
  const size_t paired = Pair(a, b, of_a, of_b);
  if (paired == 0) return 0;
  size_t displaced = 0;
  for (size_t i = 0, j = 0; i < a.size(); ++i) {
    if (!of_a[i]) continue;
    while (!of_b[j]) ++j;
    if (a[i] != b[j++]) ++displaced;
  }
  const auto m = static_cast<double>(paired);
  const size_t swapped = displaced / 2;
  const double jaro =
      (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) + (m - static_cast<double>(swapped)) / m) /
      3;
  size_t prefix = 0;
  while (prefix < std::min({kPrefix, a.size(), b.size()}) && a[prefix] == b[prefix]) ++prefix;
  return jaro + static_cast<double>(prefix) * kPrefixGain * (1 - jaro);
}

}  // namespace liandong::matching
