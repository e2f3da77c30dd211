#include "tools/contracts/views.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "shared/contract/disclosure.h"
#include "shared/law/names.h"

namespace liandong::contracts {
namespace {

using google::protobuf::Descriptor;
using nlohmann::ordered_json;

// The highest paths that are cut for the reader.
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

// A list's records are what is read.
const Descriptor& ReadType(const Descriptor& reply) {
  const auto* first = reply.field_count() > 0 ? reply.field(0) : nullptr;
  return first != nullptr && first->is_repeated() && first->message_type() != nullptr ? *first->message_type() : reply;
}

}  // namespace

ordered_json Views(const contract::Method& method) {
  std::map<std::vector<std::string>, std::vector<std::string>> readers;
  for (const law::Agency agency : law::AllAgencies()) {
    identity::Caller reader;
    reader.agency = agency;
    if (!method.access.callers().Contains(reader)) continue;
    std::set<const Descriptor*> within;
    std::vector<std::string> withheld;
    AddWithheld(ReadType(*method.descriptor->output_type()), reader, "", within, withheld);
    readers[withheld].push_back(law::AgencyNameZh(reader.agency));
  }
  ordered_json views = ordered_json::array();
  const bool all_see_all = readers.size() == 1 && readers.begin()->first.empty();
  if (all_see_all) return views;
  for (const auto& [withheld, names] : readers) views.push_back({{"readers", names}, {"withheld", withheld}});
  return views;
}

}  // namespace liandong::contracts
