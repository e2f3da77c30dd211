#include "shared/contract/handlers/handler_registry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "liandong/clue/v1/clue_service.pb.h"
#include "liandong/clue/v1/venue_service.pb.h"
#include "shared/contract/dispatch/dispatch.h"
#include "shared/contract/handlers/process_handlers.h"

namespace liandong::contract {
namespace {

using clue::v1::Clue;
using ::testing::HasSubstr;

struct Process {
  std::string note;
};

absl::StatusOr<Clue> GetClue(const Process& process, const Call&, const clue::v1::GetClueRequest& request, ReadTx&) {
  Clue clue;
  clue.set_name(request.name());
  clue.set_description(process.note);
  return clue;
}

absl::StatusOr<Clue> WriteGetClue(const Process&, const Call&, const clue::v1::GetClueRequest&, WriteTx&) {
  return Clue();
}

absl::StatusOr<Clue> GetPerson(const Process&, const Call&, const common::v1::Person&, ReadTx&) { return Clue(); }

absl::StatusOr<int> CountWords(const Process&, const Call&, const clue::v1::ReportClueRequest& request, const Reader&) {
  return static_cast<int>(request.description().size());
}
absl::StatusOr<Clue> ReportClue(const Process&, const Call&, const clue::v1::ReportClueRequest&, const int& words,
                                WriteTx&) {
  Clue clue;
  clue.set_description(std::string(static_cast<size_t>(words), 'x'));
  return clue;
}

absl::StatusOr<clue::v1::Venue> RegisterVenue(const Process&, const Call&, const clue::v1::RegisterVenueRequest&,
                                              WriteTx& tx) {
  tx.Touch("venues/1");
  return clue::v1::Venue();
}

const google::protobuf::ServiceDescriptor& ClueService() {
  return *clue::v1::GetClueRequest::descriptor()->file()->service(0);
}

class HandlerRegistryTest : public ::testing::Test {
 protected:
  Process process_{"shared"};
  HandlerRegistry registry_;
  ProcessHandlers<Process> handlers_{registry_, process_};
};

TEST_F(HandlerRegistryTest, FindsTheServiceAndTheMethodByTheRequest) {
  handlers_.Read(&GetClue);
  handlers_.Write(&RegisterVenue);
  handlers_.GatheredWrite(&CountWords, &ReportClue);
  const auto services = registry_.TakeServices();
  ASSERT_TRUE(services.ok()) << services.status();
  ASSERT_EQ(services->size(), 2u);
  EXPECT_EQ((*services)[0].service, &ClueService());
  EXPECT_EQ((*services)[1].service->full_name(), "liandong.clue.v1.VenueService");
  const auto& of_clues = (*services)[0].handlers;
  EXPECT_EQ(of_clues.size(), 2u);
  EXPECT_EQ(of_clues.count(ClueService().FindMethodByName("GetClue")), 1u);
  EXPECT_EQ(of_clues.count(ClueService().FindMethodByName("ReportClue")), 1u);
}

TEST_F(HandlerRegistryTest, AHandlerSharesItsProcessWithTheOthers) {
  handlers_.Read(&GetClue);
  const auto services = registry_.TakeServices();
  ASSERT_TRUE(services.ok());
  const Handler& handler = (*services)[0].handlers.begin()->second;
  clue::v1::GetClueRequest request;
  request.set_name("clues/1");
  Clue reply;
  process_.note = "changed";
  Effects effects;
  struct NoRows : store::ReadTx {
    absl::Status Query(absl::string_view, store::Values, absl::FunctionRef<void(const store::Row&)>) override {
      return absl::OkStatus();
    }
  } no_rows;
  ReadTx tx(no_rows, effects);
  ASSERT_TRUE(std::get<ReadHandler>(handler.kind).handle(Call(), request, tx, reply).ok());
  EXPECT_EQ(reply.name(), "clues/1");
  EXPECT_EQ(reply.description(), "changed");
}

TEST_F(HandlerRegistryTest, RefusesARequestThatNoMethodTakes) {
  handlers_.Read(&GetPerson);
  EXPECT_THAT(registry_.TakeServices().status().message(), HasSubstr("liandong.common.v1.Person"));
}

TEST_F(HandlerRegistryTest, RefusesTwoHandlersOfOneMethod) {
  handlers_.Read(&GetClue);
  handlers_.Read(&GetClue);
  EXPECT_THAT(registry_.TakeServices().status().message(), HasSubstr("liandong.clue.v1.ClueService.GetClue"));
}

TEST_F(HandlerRegistryTest, AMethodWithoutAHandlerStopsTheStart) {
  handlers_.Read(&GetClue);
  auto services = registry_.TakeServices();
  ASSERT_TRUE(services.ok());
  const auto dispatch = Dispatch::Create(std::move((*services)[0]), {}, nullptr);
  EXPECT_THAT(dispatch.status().message(), HasSubstr("the method has no handler"));
}

TEST_F(HandlerRegistryTest, AHandlerThatWritesStopsTheStartOfAMethodThatReads) {
  handlers_.GatheredWrite(&CountWords, &ReportClue);
  handlers_.Write(&WriteGetClue);
  auto services = registry_.TakeServices();
  ASSERT_TRUE(services.ok());
  telemetry::Metrics metrics;
  Environment environment{};
  environment.metrics = &metrics;
  const auto dispatch = Dispatch::Create(std::move((*services)[0]), environment, nullptr);
  EXPECT_THAT(dispatch.status().message(),
              HasSubstr("GetClue: the request has no request_id, so the handler must only read"));
}

}  // namespace
}  // namespace liandong::contract
