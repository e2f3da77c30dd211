#include "tests/contract/planting.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "shared/base/status_macros.h"
#include "shared/descriptors/files.h"
#include "shared/records/table.h"
#include "shared/seal/key_store.h"
#include "shared/store/sqlite_database.h"
#include "shared/values/resource_name.h"

namespace liandong::testing {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;
using google::protobuf::Reflection;

constexpr char kDivision[] = "500119";
constexpr int kMostDepth = 6;

void Fill(Message& message, int depth);

void FillField(Message& message, const FieldDescriptor& field, int depth) {
  const Reflection& reflection = *message.GetReflection();
  const bool many = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      many ? reflection.AddString(&message, &field, "x") : reflection.SetString(&message, &field, "x");
      return;
    case FieldDescriptor::CPPTYPE_INT32:
      many ? reflection.AddInt32(&message, &field, 1) : reflection.SetInt32(&message, &field, 1);
      return;
    case FieldDescriptor::CPPTYPE_INT64:
      many ? reflection.AddInt64(&message, &field, 1) : reflection.SetInt64(&message, &field, 1);
      return;
    case FieldDescriptor::CPPTYPE_BOOL:
      reflection.SetBool(&message, &field, true);
      return;
    case FieldDescriptor::CPPTYPE_ENUM: {
      const int value = field.enum_type()->value(1)->number();
      many ? reflection.AddEnumValue(&message, &field, value) : reflection.SetEnumValue(&message, &field, value);
      return;
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      Fill(many ? *reflection.AddMessage(&message, &field) : *reflection.MutableMessage(&message, &field), depth + 1);
      return;
    default:
      ADD_FAILURE() << field.full_name() << " is of a type that is not filled";
  }
}

void Fill(Message& message, int depth) {
  if (depth > kMostDepth) return;
  const Descriptor& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) FillField(message, *type.field(i), depth);
}

bool Shows(const MethodDescriptor& method, const Descriptor& record) {
  if (method.name() == "Get" + record.name()) return method.output_type() == &record;
  const FieldDescriptor* first = method.output_type()->field(0);
  return absl::StartsWith(method.name(), "List") && first->is_repeated() && first->message_type() == &record;
}

// The method that gets such a record, or else the one that lists them; null if there is neither.
const MethodDescriptor* MethodThatShows(const Descriptor& record) {
  const MethodDescriptor* found = nullptr;
  for (const auto* file : descriptors::FilesOf(record.file()->package())) {
    for (int i = 0; i < file->service_count(); ++i) {
      for (int j = 0; j < file->service(i)->method_count(); ++j) {
        const MethodDescriptor* method = file->service(i)->method(j);
        if (Shows(*method, record) && (found == nullptr || absl::StartsWith(method->name(), "Get"))) found = method;
      }
    }
  }
  return found;
}

std::vector<Planted> FindPlanted() {
  std::vector<Planted> all;
  for (const law::Service service : law::AllServices()) {
    for (const records::RecordType* type : records::RecordTypesOf(service)) {
      const MethodDescriptor* method = MethodThatShows(*type->message);
      if (method != nullptr) all.push_back({.service = service, .type = type, .method = method});
    }
  }
  return all;
}

void PlantOne(store::Tx& tx, const records::SealedTable& table, const Planted& planted, const std::string& owner) {
  records::Columns columns{.id = IdOf(planted, owner),
                           .division = kDivision,
                           .owner = owner,
                           .kind = 1,
                           .state = 1,
                           .create_time = absl::UnixEpoch()};
  const auto message = Full(*planted.type->message);
  message->GetReflection()->SetString(message.get(), message->GetDescriptor()->FindFieldByName("name"),
                                      values::NameOf(planted.type->collection, columns.id));
  EXPECT_TRUE(table.Insert(tx, columns, message->SerializeAsString()).ok()) << planted.type->table;
}

}  // namespace

const std::vector<Planted>& AllPlanted() {
  static const auto* const all = new std::vector<Planted>(FindPlanted());
  return *all;
}

std::vector<std::string> NeverShown() {
  std::vector<std::string> collections;
  for (const records::RecordType& type : records::AllRecordTypes()) {
    if (MethodThatShows(*type.message) == nullptr) collections.push_back(type.collection);
  }
  return collections;
}

std::unique_ptr<Message> Full(const Descriptor& type) {
  auto message =
      std::unique_ptr<Message>(google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New());
  Fill(*message, 0);
  return message;
}

std::string IdOf(const Planted& planted, const std::string& owner) {
  const auto& all = AllPlanted();
  const auto own = std::find_if(all.begin(), all.end(), [&](const Planted& one) { return one.type == planted.type; });
  // All have the same length.
  std::string id = absl::StrCat(100 + (own - all.begin()));
  for (const char c : owner) {
    if (absl::ascii_isalnum(c) && id.size() < 26) id += c;
  }
  id.resize(26, '0');
  // Crockford's alphabet contains none of these.
  return absl::StrReplaceAll(id, {{"i", "1"}, {"l", "1"}, {"o", "0"}, {"u", "v"}});
}

void Plant(const TestCluster& cluster, law::Service service, const std::vector<std::string>& owners) {
  const auto roots =
      seal::RootKeys::Open(cluster.PkiFile(law::ServiceSlug(service) + ".master"), "", seal::Suite::kStandard);
  ASSERT_TRUE(roots.ok());
  const seal::KeyStore keys(roots->get(), seal::Suite::kStandard);
  auto database = store::OpenSqlite(cluster.DatabasePath(service));
  ASSERT_TRUE(database.ok()) << database.status();
  const auto written = (*database)->WriteAndWait([&](store::Tx& tx) -> absl::Status {
    LD_ASSIGN_OR_RETURN(const auto ring, keys.Load(tx, absl::InfiniteFuture()));
    const seal::Sealer sealer(ring.get());
    const seal::RecordSealer record_sealer(&sealer);
    for (const Planted& planted : AllPlanted()) {
      if (planted.service != service) continue;
      const records::SealedTable table(*planted.type, &record_sealer);
      for (const std::string& owner : owners) PlantOne(tx, table, planted, owner);
    }
    return absl::OkStatus();
  });
  EXPECT_TRUE(written.ok()) << written;
}

}  // namespace liandong::testing
