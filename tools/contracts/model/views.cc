#include "tools/contracts/model/views.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/contract/access/disclosure.h"
#include "shared/law/names.h"

namespace liandong::contracts {
namespace {

using google::protobuf::Descriptor;

// The paths of the fields within `type` that the reader does not see; of a field and those within it, only the first.
void AddWithheld(const Descriptor& type, const identity::Caller& reader, const std::string& prefix,
                 std::set<const Descriptor*>& within, std::vector<std::string>& withheld) {
  if (!within.insert(&type).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    const std::string path = absl::StrCat(prefix, field.name());
    const auto readers = contract::Disclosure::ReadersOf(field);
    if (readers.has_value() && !readers->Contains(reader)) {
      withheld.push_back(path);
    } else if (field.message_type() != nullptr) {
      AddWithheld(*field.message_type(), reader, path + ".", within, withheld);
    }
  }
  within.erase(&type);
}

// What is read of a list is its items.
const Descriptor& RecordOf(const Descriptor& reply) {
  const auto* first = reply.field_count() > 0 ? reply.field(0) : nullptr;
  return first != nullptr && first->is_repeated() && first->message_type() != nullptr ? *first->message_type() : reply;
}

}  // namespace

std::vector<View> ViewsOf(const Descriptor& reply, const Actors& callers) {
  std::map<std::vector<std::string>, std::vector<law::Agency>> readers;
  for (const law::Agency agency : law::AllAgencies()) {
    if (!callers.agencies.test(agency)) continue;
    identity::Caller reader;
    reader.agency = agency;
    std::set<const Descriptor*> within;
    std::vector<std::string> withheld;
    AddWithheld(RecordOf(reply), reader, "", within, withheld);
    readers[withheld].push_back(agency);
  }
  const bool all_see_all = readers.empty() || (readers.size() == 1 && readers.begin()->first.empty());
  std::vector<View> views;
  if (all_see_all) return views;
  for (const auto& [withheld, agencies] : readers) views.push_back({.readers = agencies, .withheld = withheld});
  return views;
}

}  // namespace liandong::contracts
