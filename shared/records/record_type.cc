#include "shared/records/record_type.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "liandong/contract/v1/record.pb.h"
#include "shared/base/status_macros.h"
#include "shared/descriptors/files.h"

namespace liandong::records {
namespace {

using contract::v1::collection;
using contract::v1::counted;
using contract::v1::open;
using contract::v1::part_of;
using contract::v1::table;
using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;

absl::Status Fault(const std::string& what, absl::string_view fault) {
  return absl::InvalidArgumentError(absl::StrCat(what, ": ", fault));
}

// victim_file for VictimFile.
std::string SnakeCase(const std::string& name) {
  std::string snake;
  for (const char c : name) {
    if (absl::ascii_isupper(c) && !snake.empty()) snake += '_';
    snake += absl::ascii_tolower(c);
  }
  return snake;
}

// The enumeration of a record's states; null if it has none.
const EnumDescriptor* StatesOf(const Descriptor& message) {
  const FieldDescriptor* state = message.FindFieldByName("state");
  return state == nullptr ? nullptr : state->enum_type();
}

std::set<int64_t> ValuesOf(const EnumDescriptor& states) {
  std::set<int64_t> values;
  for (int i = 0; i < states.value_count(); ++i) values.insert(states.value(i)->number());
  return values;
}

std::set<int64_t> OpenAmong(const EnumDescriptor& states) {
  std::set<int64_t> found;
  for (int i = 0; i < states.value_count(); ++i) {
    if (states.value(i)->options().GetExtension(open)) found.insert(states.value(i)->number());
  }
  return found;
}

absl::StatusOr<RecordType> Read(const Descriptor& message) {
  const auto& options = message.options();
  const FieldDescriptor* name = message.FindFieldByName("name");
  if (name == nullptr || name->cpp_type() != FieldDescriptor::CPPTYPE_STRING || name->is_repeated()) {
    return Fault(message.full_name(), "a record has a name, a string");
  }
  RecordType type{
      .message = &message, .collection = options.GetExtension(collection), .counted = options.GetExtension(counted)};
  type.table = options.HasExtension(table) ? options.GetExtension(table) : SnakeCase(message.name());
  if (const EnumDescriptor* states = StatesOf(message)) {
    type.states = ValuesOf(*states);
    type.open = OpenAmong(*states);
  }
  return type;
}

// Whether the requests of a list name one kind, or the year, which is stored as the kind: an enumeration or a number
// besides the state and the size of a page.
bool NamesKind(const Descriptor& request) {
  for (int i = 0; i < request.field_count(); ++i) {
    const FieldDescriptor& field = *request.field(i);
    const bool number =
        field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM || field.cpp_type() == FieldDescriptor::CPPTYPE_INT32;
    if (number && field.name() != "state" && field.name() != "page_size") return true;
  }
  return false;
}

// For each message that replies of the file's methods list: whether a request names one kind.
void AddListed(const FileDescriptor& file, std::map<const Descriptor*, bool>& listed) {
  for (int i = 0; i < file.service_count(); ++i) {
    for (int j = 0; j < file.service(i)->method_count(); ++j) {
      const google::protobuf::MethodDescriptor& method = *file.service(i)->method(j);
      for (int k = 0; k < method.output_type()->field_count(); ++k) {
        const FieldDescriptor& field = *method.output_type()->field(k);
        if (!field.is_repeated() || field.message_type() == nullptr) continue;
        bool& by_kind = listed[field.message_type()];
        by_kind = by_kind || NamesKind(*method.input_type());
      }
    }
  }
}

bool IsRecordType(const Descriptor& message) {
  return message.options().HasExtension(collection) && !message.options().HasExtension(part_of);
}

// Two records with the same name could not be told apart, and two types in one table could not be read.
absl::Status CheckUnique(const std::vector<RecordType>& types) {
  std::map<std::string, const Descriptor*> seen;
  for (const RecordType& type : types) {
    for (const std::string& claim : {absl::StrCat("collection ", type.collection),
                                     absl::StrCat("table ", type.table, " of ", type.message->file()->package())}) {
      const auto [first, is_new] = seen.emplace(claim, type.message);
      if (!is_new)
        return Fault(type.message->full_name(), absl::StrCat("has the ", claim, " as ", first->second->full_name()));
    }
  }
  return absl::OkStatus();
}

// An open state that no record has would only seem to protect a record from being erased.
absl::Status CheckOpen(const std::vector<RecordType>& types, const FileDescriptor& file) {
  for (int i = 0; i < file.enum_type_count(); ++i) {
    const EnumDescriptor* states = file.enum_type(i);
    if (OpenAmong(*states).empty()) continue;
    const bool used = std::any_of(types.begin(), types.end(),
                                  [&](const RecordType& type) { return StatesOf(*type.message) == states; });
    if (!used) return Fault(states->full_name(), "has open states but is the state of no record");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<RecordType>> ReadRecordTypes(const std::vector<const FileDescriptor*>& files) {
  std::vector<RecordType> types;
  for (const FileDescriptor* file : files) {
    for (int i = 0; i < file->message_type_count(); ++i) {
      if (!IsRecordType(*file->message_type(i))) continue;
      LD_ASSIGN_OR_RETURN(RecordType type, Read(*file->message_type(i)));
      types.push_back(std::move(type));
    }
  }
  std::map<const Descriptor*, bool> listed;
  for (const FileDescriptor* file : files) AddListed(*file, listed);
  for (RecordType& type : types) {
    const auto found = listed.find(type.message);
    type.listed = found != listed.end();
    type.listed_by_kind = type.listed && found->second;
  }
  LD_RETURN_IF_ERROR(CheckUnique(types));
  for (const FileDescriptor* file : files) LD_RETURN_IF_ERROR(CheckOpen(types, *file));
  return types;
}

const std::vector<RecordType>& AllRecordTypes() {
  static const auto* const types = [] {
    auto read = ReadRecordTypes(descriptors::AllFiles());
    if (!read.ok()) std::abort();
    return new std::vector<RecordType>(*std::move(read));
  }();
  return *types;
}

std::vector<const RecordType*> RecordTypesOf(law::Service service) {
  const std::string package = absl::StrCat("liandong.", law::ServiceSlug(service), ".v1");
  std::vector<const RecordType*> types;
  for (const RecordType& type : AllRecordTypes()) {
    if (type.message->file()->package() == package) types.push_back(&type);
  }
  return types;
}

const RecordType& RecordTypeOf(const Descriptor& message) {
  const std::vector<RecordType>& all = AllRecordTypes();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const RecordType& type) { return type.message == &message; });
  if (found == all.end()) std::abort();
  return *found;
}

const std::string& CollectionOf(const Descriptor& message) { return message.options().GetExtension(collection); }

bool IsCollection(absl::string_view name) {
  for (const FileDescriptor* file : descriptors::AllFiles()) {
    for (int i = 0; i < file->message_type_count(); ++i) {
      if (CollectionOf(*file->message_type(i)) == name) return !name.empty();
    }
  }
  return false;
}

}  // namespace liandong::records
