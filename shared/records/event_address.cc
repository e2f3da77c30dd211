#include "shared/records/event_address.h"

#include "absl/strings/str_cat.h"

namespace liandong::records {
namespace {

// The numbers of leading digits that the divisions of a district, city or province, or of the country, share.
constexpr size_t kPrefixes[] = {0, 2, 4, 6};

std::string OfOwner(absl::string_view table, absl::string_view owner) { return absl::StrCat(table, "/owner/", owner); }
std::string Exactly(absl::string_view table, absl::string_view division) {
  return absl::StrCat(table, "/division/", division);
}
std::string Within(absl::string_view table, absl::string_view prefix) {
  return absl::StrCat(table, "/within/", prefix);
}

}  // namespace

std::string WatchKey(absl::string_view table, const Reach& reach) {
  if (!reach.owner.empty()) return OfOwner(table, reach.owner);
  return reach.below || reach.division.empty() ? Within(table, reach.Prefix()) : Exactly(table, reach.division);
}

std::vector<std::string> WatchKeysOf(const EventAddress& event) {
  std::vector<std::string> keys = {OfOwner(event.table, event.owner), Exactly(event.table, event.division),
                                   Within(event.table, event.division)};
  for (const size_t digits : kPrefixes) {
    if (digits < event.division.size()) keys.push_back(Within(event.table, event.division.substr(0, digits)));
  }
  return keys;
}

}  // namespace liandong::records
