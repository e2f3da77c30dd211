#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/synchronization/notification.h"
#include "shared/law/names.h"
#include "shared/values/resource_name.h"
#include "tests/contract/law.h"
#include "tests/contract/planting.h"

// Every agency reads a full record of every kind, for every clause that allows it, over mutual TLS. It must see exactly
// the fields that disclosure.tsv gives it.
namespace liandong {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using testing::Planted;

struct Finding {
  size_t fields = 0;
  std::vector<std::string> faults;
};

bool IsSet(const Message& message, const FieldDescriptor& field) {
  return field.is_repeated() ? message.GetReflection()->FieldSize(message, &field) > 0
                             : message.GetReflection()->HasField(message, &field);
}

const Message& Within(const Message& message, const FieldDescriptor& field) {
  return field.is_repeated() ? message.GetReflection()->GetRepeatedMessage(message, &field, 0)
                             : message.GetReflection()->GetMessage(message, &field);
}

// Compares what arrived with what was stored, field by field.
void Compare(const law::Law& law, const std::string& reader, const Message& planted, const Message& came,
             const std::string& path, Finding& finding) {
  const auto& type = *planted.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (!IsSet(planted, field)) continue;
    const auto restricted = law.readers.find(absl::StrCat(type.name(), ".", field.name()));
    const bool shown = restricted == law.readers.end() || restricted->second.count(reader) > 0;
    const std::string here = absl::StrCat(path, ".", field.name());
    ++finding.fields;
    if (IsSet(came, field) != shown) {
      finding.faults.push_back(absl::StrCat(reader, shown ? " does not see " : " sees ", here));
    } else if (shown && field.message_type() != nullptr) {
      Compare(law, reader, Within(planted, field), Within(came, field), here, finding);
    }
  }
}

class DisclosureTest : public ::testing::Test {
 protected:
  DisclosureTest() {
    for (const Planted& one : testing::AllPlanted()) services_.insert(one.service);
    for (const law::Service service : services_) {
      cluster_.Stop(service);
      testing::Plant(cluster_, service, Owners());
      cluster_.Start(service);
    }
  }

  static std::vector<std::string> Owners() {
    std::vector<std::string> owners;
    for (const law::Agency agency : law::AllAgencies()) owners.push_back(identity::OwnerOf(agency, "500119"));
    return owners;
  }

  // The record as the agency receives it; null if the call fails.
  std::unique_ptr<Message> Read(const Planted& planted, law::Agency agency, const std::string& clause,
                                const std::string& id) {
    const auto* method = planted.method;
    auto request = New(method->input_type());
    if (const auto* name = method->input_type()->FindFieldByName("name"); name != nullptr) {
      request->GetReflection()->SetString(request.get(), name, values::NameOf(planted.type->collection, id));
    }
    grpc::GenericStub stub(Channel(planted.service, agency));
    const auto context = testing::NewContext(law::ClauseSlug(*law::ClauseFromText(clause)));
    const grpc::Slice slice(request->SerializeAsString());
    const grpc::ByteBuffer sent(&slice, 1);
    grpc::ByteBuffer received;
    grpc::Status status;
    absl::Notification done;
    stub.UnaryCall(context.get(), "/liandong." + RowOf(planted), grpc::StubOptions(), &sent, &received,
                   [&](const grpc::Status& result) {
                     status = result;
                     done.Notify();
                   });
    done.WaitForNotification();
    EXPECT_TRUE(status.ok()) << RowOf(planted) << " by " << law::AgencyNameZh(agency) << " for " << clause << ": "
                             << status.error_message();
    if (!status.ok()) return nullptr;
    auto reply = New(method->output_type());
    std::vector<grpc::Slice> slices;
    std::string bytes;
    EXPECT_TRUE(received.Dump(&slices).ok());
    for (const grpc::Slice& part : slices) bytes.append(reinterpret_cast<const char*>(part.begin()), part.size());
    EXPECT_TRUE(reply->ParseFromString(bytes));
    return First(*reply);
  }

  // The method as written in matrix.tsv: `clue.v1.ClueService/GetClue`.
  static std::string RowOf(const Planted& planted) {
    const std::string service = planted.method->service()->full_name();
    return absl::StrCat(absl::StripPrefix(service, "liandong."), "/", planted.method->name());
  }

  static std::unique_ptr<Message> New(const google::protobuf::Descriptor* type) {
    return std::unique_ptr<Message>(google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
  }

  // The first item of a list, or the reply itself.
  static std::unique_ptr<Message> First(const Message& reply) {
    const FieldDescriptor& field = *reply.GetDescriptor()->field(0);
    if (!field.is_repeated()) {
      auto copy = New(reply.GetDescriptor());
      copy->CopyFrom(reply);
      return copy;
    }
    EXPECT_GT(reply.GetReflection()->FieldSize(reply, &field), 0) << field.full_name();
    if (reply.GetReflection()->FieldSize(reply, &field) == 0) return nullptr;
    auto copy = New(field.message_type());
    copy->CopyFrom(reply.GetReflection()->GetRepeatedMessage(reply, &field, 0));
    return copy;
  }

  std::shared_ptr<grpc::Channel> Channel(law::Service service, law::Agency agency) {
    auto& channel = channels_[{service, agency}];
    if (channel == nullptr) channel = cluster_.ChannelTo(service, law::AgencySlug(agency));
    return channel;
  }

  testing::TestCluster cluster_;
  std::set<law::Service> services_;
  std::map<std::pair<law::Service, law::Agency>, std::shared_ptr<grpc::Channel>> channels_;
};

// A record type that begins to be shown needs test data; one that is no longer shown would no longer be checked.
TEST(PlantingTest, OnlyTheseRecordsAreShownByNoMethod) {
  EXPECT_THAT(testing::NeverShown(),
              ::testing::UnorderedElementsAre("dnaSamples", "entryExits", "screenings", "venueRosters"));
}

TEST_F(DisclosureTest, EachAgencySeesExactlyWhatTheClausesGiveIt) {
  const law::Law law = law::Read(LAW_FOLDER);
  Finding finding;
  size_t replies = 0;
  for (const Planted& planted : testing::AllPlanted()) {
    const auto full = testing::Full(*planted.type->message);
    for (const law::Agency agency : law::AllAgencies()) {
      const std::string who = law::AgencyNameZh(agency);
      for (const law::Grant& grant : law.methods.at(RowOf(planted)).grants) {
        if (grant.who.count(who) == 0) continue;
        const auto came =
            Read(planted, agency, grant.clause, testing::IdOf(planted, identity::OwnerOf(agency, "500119")));
        if (came == nullptr) continue;
        ++replies;
        Compare(law, who, *full, *came, RowOf(planted), finding);
      }
    }
  }
  for (const std::string& fault : finding.faults) ADD_FAILURE() << fault;
  std::printf("disclosure: %zu fields in %zu replies over TLS, %zu as the clauses say, %zu otherwise\n", finding.fields,
              replies, finding.fields - finding.faults.size(), finding.faults.size());
}

}  // namespace
}  // namespace liandong
