#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "shared/base/ids.h"
#include "shared/law/names.h"
#include "tests/testing/cluster.h"
#include "tools/story/caller.h"

namespace liandong::testing {

// A cluster that is called as in the story: by agency, method and clause, with JSON.
class JsonCalls : public ::testing::Test {
 protected:
  using json = nlohmann::json;
  using Outcome = story::Outcome;

  JsonCalls() { Reconnect(); }

  // A connection from before a restart would wait before it connects again.
  void Reconnect() { caller_ = std::make_unique<story::Caller>(cluster_.PkiFile(""), Targets()); }

  Outcome Call(const std::string& agency, const std::string& method, const std::string& purpose, json body) {
    if (story::TakesRequestId(method) && !body.contains("request_id")) body["request_id"] = base::NewUuid();
    auto outcome = caller_->Call({agency, method, std::move(body), purpose, "T-1"}, absl::Seconds(20));
    EXPECT_TRUE(outcome.ok()) << outcome.status();
    return outcome.ok() ? *std::move(outcome) : Outcome{.code = 13};
  }

  story::Caller& caller() { return *caller_; }

  // The reply of a call that must be allowed.
  json Do(const std::string& agency, const std::string& method, const std::string& purpose, json body) {
    const Outcome outcome = Call(agency, method, purpose, std::move(body));
    EXPECT_EQ(outcome.code, 0) << method << ": " << outcome.reason << " " << outcome.message;
    return outcome.reply;
  }

  TestCluster cluster_;

 private:
  std::map<std::string, std::string> Targets() const {
    std::map<std::string, std::string> targets;
    for (const law::Service service : law::AllServices()) {
      targets[law::ServiceSlug(service)] = cluster_.Address(service);
    }
    return targets;
  }

  std::unique_ptr<story::Caller> caller_;
};

}  // namespace liandong::testing
