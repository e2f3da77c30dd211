#pragma once

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "absl/container/inlined_vector.h"

// Distances between two strings. Pure; on bytes or code points.
namespace liandong::matching {

// The number of insertions, deletions, substitutions and swaps of neighbours (optimal string alignment); `limit` + 1 if
// it exceeds `limit`.
template <typename Char>
int EditDistance(std::basic_string_view<Char> a, std::basic_string_view<Char> b, int limit) {
  // What both begin or end with changes nothing.
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  const int rows = static_cast<int>(a.size());
  const int columns = static_cast<int>(b.size());
  if (std::abs(rows - columns) > limit) return limit + 1;
  if (rows == 0 || columns == 0) return std::max(rows, columns);
  // The first characters differ, and the last ones. One edit changes at most two neighbours.
  if (limit == 1 && std::max(rows, columns) > 2) return limit + 1;
  // As long as an identity number.
  using Row = absl::InlinedVector<int, 19>;
  Row before_last(b.size() + 1);
  Row last(b.size() + 1);
  Row row(b.size() + 1);
  for (int j = 0; j <= columns; ++j) row[static_cast<size_t>(j)] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    std::swap(before_last, last);
    std::swap(last, row);
    row[0] = static_cast<int>(i);
    int least = row[0];
    for (size_t j = 1; j <= b.size(); ++j) {
      const int other = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + other});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;
  }
  return std::min(row[b.size()], limit + 1);
}

// Jaro-Winkler similarity, 0 to 1: for names, whose beginning counts most.
double JaroWinkler(std::string_view a, std::string_view b);

}  // namespace liandong::matching
