#include "tests/chaos/load/followers.h"

#include <grpcpp/grpcpp.h>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "liandong/clue/v1/clue_service.grpc.pb.h"
#include "shared/base/status_macros.h"

namespace liandong::chaos {
namespace {

using nlohmann::json;

constexpr absl::Duration kPause = absl::Milliseconds(200);
constexpr absl::Duration kTimeout = absl::Seconds(4);
// A stream without events for this long is opened again. After several of these, the follower has seen everything.
constexpr absl::Duration kQuiet = absl::Seconds(3);
constexpr int kPageSize = 200;

}  // namespace

void FollowClues(story::Caller& caller, History& history, const std::string& name, const std::atomic<bool>& stop,
                 bool until_quiet) {
  std::string token;
  bool quiet = false;
  while (!stop && !(until_quiet && quiet)) {
    const auto channel = caller.ChannelTo("public-security", "clue");
    if (!channel.ok()) return;
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + kQuiet));
    context.AddMetadata("ld-purpose", "3-1");
    clue::v1::WatchCluesRequest request;
    request.set_resume_token(token);
    const auto stub = clue::v1::ClueService::NewStub(*channel);
    const auto stream = stub->WatchClues(&context, request);
    clue::v1::ClueEvent event;
    bool any = false;
    while (stream->Read(&event)) {
      token = event.resume_token();
      any = true;
      history.Add({{"kind", "event"}, {"follower", name}, {"clue", event.clue()}, {"state", event.state()}});
    }
    const bool ended_by_time = stream->Finish().error_code() == grpc::StatusCode::DEADLINE_EXCEEDED;
    quiet = ended_by_time && !any;
    if (!ended_by_time) absl::SleepFor(kPause);
  }
}

void SaveCheckpoints(story::Caller& caller, History& history, const std::atomic<bool>& stop) {
  while (!stop) {
    for (const char* service : {"clue", "casefile", "registration"}) {
      const auto outcome = caller.Call(
          {"joint-conference-office", absl::StrCat(service, "/GetCheckpoint"), json::object(), "8-3", "AUDITOR"},
          kTimeout);
      if (!outcome.ok() || outcome->code != 0) continue;
      history.Add({{"kind", "checkpoint"}, {"service", service}, {"note", outcome->reply.value("checkpoint", "")}});
    }
    absl::SleepFor(absl::Seconds(2));
  }
}

absl::Status ListClues(story::Caller& caller, History& history) {
  json body = {{"page_size", kPageSize}};
  while (true) {
    LD_ASSIGN_OR_RETURN(const auto outcome,
                        caller.Call({"public-security", "clue/ListClues", body, "3-1", "AUDITOR"}, absl::Seconds(30)));
    if (outcome.code != 0) return absl::UnavailableError(absl::StrCat("ListClues: ", outcome.reason));
    for (const json& clue : outcome.reply["clues"]) {
      history.Add({{"kind", "clue"},
                   {"name", clue["name"]},
                   {"state", clue["state"]},
                   {"description", clue.value("description", "")},
                   {"reference", clue.value("registration_reference", "")}});
    }
    body["page_token"] = outcome.reply.value("next_page_token", "");
    if (body["page_token"].get<std::string>().empty()) return absl::OkStatus();
  }
}

}  // namespace liandong::chaos
