#include "shared/connections/own_check.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <vector>

#include "shared/limits/connection_limits.h"

namespace liandong::connections {
namespace {

// Accepts connections and says nothing, or ends them at once.
class Mute : public Acceptor::Server {
 public:
  explicit Mute(bool ends) : ends_(ends) {}
  ~Mute() override {
    for (const int descriptor : held_) close(descriptor);
  }
  void Serve(int descriptor, const Address&) override { ends_ ? void(close(descriptor)) : held_.push_back(descriptor); }

 private:
  const bool ends_;
  std::vector<int> held_;
};

absl::Status CheckOf(Mute& server) {
  const Limits limits{.connections = 8,
                      .of_address = 8,
                      .of_caller = 8,
                      .handshakes = 8,
                      .handshakes_of_address = 8,
                      .handshake = limits::kHandshakeTime,
                      .rate = 8,
                      .burst = 8,
                      .failure = 0};
  auto acceptor = Acceptor::Listen({.address = "127.0.0.1:0",
                                    .limits = limits,
                                    .highest_descriptor = 1024,
                                    .thread = "test",
                                    .refused = [](Reason, const std::string&) {},
                                    .open = [](size_t) {}},
                                   &server);
  EXPECT_TRUE(acceptor.ok());
  (*acceptor)->Start();
  return CheckOwnPort(**acceptor, {});
}

TEST(OwnCheckTest, APortThatSaysNothingOrEndsConnectionsDoesNotAnswer) {
  for (const bool ends : {false, true}) {
    Mute server(ends);
    EXPECT_EQ(CheckOf(server).code(), absl::StatusCode::kUnavailable) << ends;
  }
}

}  // namespace
}  // namespace liandong::connections
