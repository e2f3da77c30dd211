#include "shared/connections/connection_table.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <optional>

namespace liandong::connections {
namespace {

constexpr Limits kLimits{.connections = 6,
                         .of_address = 4,
                         .of_caller = 2,
                         .handshakes = 5,
                         .handshakes_of_address = 3,
                         .handshake = absl::Seconds(5),
                         .rate = 1,
                         .burst = 10,
                         .failure = 0};

Address Ipv4(const char* host, int port) {
  sockaddr_storage storage{};
  auto& address = reinterpret_cast<sockaddr_in&>(storage);
  address.sin_family = AF_INET;
  inet_pton(AF_INET, host, &address.sin_addr);
  return Address(storage, sizeof(address)).WithPort(port);
}

Address Ipv6(const char* host, int port) {
  sockaddr_storage storage{};
  auto& address = reinterpret_cast<sockaddr_in6&>(storage);
  address.sin6_family = AF_INET6;
  inet_pton(AF_INET6, host, &address.sin6_addr);
  return Address(storage, sizeof(address)).WithPort(port);
}

// Both ends of a connection.
struct Ends {
  int client;
  int server;
};
Ends Connect() {
  const int listening = socket(AF_INET, SOCK_STREAM, 0);
  listen(listening, 1);
  sockaddr_storage own{};
  socklen_t length = sizeof(own);
  getsockname(listening, reinterpret_cast<sockaddr*>(&own), &length);
  const int client = socket(AF_INET, SOCK_STREAM, 0);
  EXPECT_EQ(connect(client, reinterpret_cast<const sockaddr*>(&own), length), 0);
  const int server = accept(listening, nullptr, nullptr);
  close(listening);
  return {.client = client, .server = server};
}

class ConnectionTableTest : public ::testing::Test {
 protected:
  // The connection's id, or 0 if it was refused.
  ConnectionTable::Id Open(const Address& address) {
    objection_ = table_.Objection(address, now_);
    if (objection_.has_value()) return 0;
    return table_.Add({.descriptor = socket(AF_INET, SOCK_STREAM, 0), .address = address, .since = now_});
  }
  ConnectionTable::Id Open(const char* host) { return Open(Ipv4(host, ++port_)); }
  bool IsOpen(ConnectionTable::Id id) { return table_.Find(id) != nullptr; }

  absl::Time now_ = absl::UnixEpoch() + absl::Hours(1);
  int port_ = 1000;
  std::optional<Reason> objection_;
  std::map<Reason, int> refused_;
  int closed_ = 0;
  ConnectionTable table_{kLimits,
                         {.refused = [this](Reason reason, const std::string&) { ++refused_[reason]; },
                          .will_be_closed = [this](int) { ++closed_; }}};
};

TEST_F(ConnectionTableTest, TheOldestUnfinishedHandshakeOfAnAddressMakesRoomForANewOne) {
  const auto first = Open("192.0.2.1");
  const auto second = Open("192.0.2.1");
  const auto third = Open("192.0.2.1");
  EXPECT_NE(Open("192.0.2.1"), 0U);
  EXPECT_FALSE(IsOpen(first));
  EXPECT_TRUE(IsOpen(second));
  EXPECT_TRUE(IsOpen(third));
  EXPECT_EQ(refused_[Reason::kHandshake], 1);
}

TEST_F(ConnectionTableTest, FinishedConnectionsAreNeverClosedToMakeRoom) {
  for (const char* caller : {"a", "a", "b", "b"}) table_.Establish(Open("192.0.2.1"), caller);
  EXPECT_EQ(Open("192.0.2.1"), 0U);
  EXPECT_EQ(objection_, Reason::kAddress);
  table_.Establish(Open("192.0.2.2"), "c");
  table_.Establish(Open("192.0.2.2"), "c");
  EXPECT_EQ(table_.size(), 6U);
  EXPECT_EQ(Open("192.0.2.3"), 0U);
  EXPECT_EQ(objection_, Reason::kTotal);
}

TEST_F(ConnectionTableTest, OneAddressCannotKeepOthersOut) {
  for (int i = 0; i < 9; ++i) Open("192.0.2.1");
  EXPECT_LE(table_.size(), 3U);
  EXPECT_NE(Open("192.0.2.2"), 0U);
}

TEST_F(ConnectionTableTest, AnAddressOpensOnlySoManyInASecond) {
  for (int i = 0; i < 10; ++i) EXPECT_NE(Open("192.0.2.1"), 0U);
  EXPECT_EQ(Open("192.0.2.1"), 0U);
  EXPECT_EQ(objection_, Reason::kRate);
  now_ += absl::Seconds(1);
  EXPECT_NE(Open("192.0.2.1"), 0U);
  EXPECT_EQ(Open("192.0.2.1"), 0U);
}

class FailedHandshakeTest : public ::testing::Test {
 protected:
  // How many connections an address may open at once if each ends before its handshake is seen to be finished.
  int Opened(bool process_ends_them) {
    int opened = 0;
    while (!table_.Objection(address_, now_).has_value()) {
      ++opened;
      const Ends ends = Connect();
      if (process_ends_them) shutdown(ends.server, SHUT_RDWR);
      table_.Forget(table_.Add({.descriptor = ends.server, .address = address_, .since = now_}));
      close(ends.client);
    }
    return opened;
  }

  static Limits WithFailures() {
    Limits limits = kLimits;
    limits.failure = 4;
    return limits;
  }

  const absl::Time now_ = absl::UnixEpoch() + absl::Hours(1);
  const Address address_ = Ipv4("192.0.2.1", 5000);
  int refused_ = 0;
  ConnectionTable table_{WithFailures(),
                         {.refused = [this](Reason, const std::string&) { ++refused_; }, .will_be_closed = [](int) {}}};
};

TEST_F(FailedHandshakeTest, SlowsItsAddressDown) {
  EXPECT_EQ(Opened(/*process_ends_them=*/true), 2);  // each took five of the ten
  EXPECT_EQ(refused_, 2);
  EXPECT_FALSE(table_.Objection(Ipv4("192.0.2.2", 5000), now_).has_value());
}

TEST_F(FailedHandshakeTest, IsNotThatOfAClientWhichLeavesByItself) {
  EXPECT_EQ(Opened(/*process_ends_them=*/false), 10);
  EXPECT_EQ(refused_, 0);
}

TEST_F(ConnectionTableTest, ACallerHasOnlySoManyConnectionsWhereverTheyComeFrom) {
  table_.Establish(Open("192.0.2.1"), "a");
  const auto second = Open("192.0.2.2");
  table_.Establish(second, "a");
  const auto third = Open("192.0.2.3");
  table_.Establish(third, "a");
  EXPECT_FALSE(IsOpen(third));
  EXPECT_EQ(refused_[Reason::kCaller], 1);
  table_.Forget(second);
  const auto fourth = Open("192.0.2.3");
  table_.Establish(fourth, "a");
  EXPECT_TRUE(IsOpen(fourth));
}

TEST_F(ConnectionTableTest, AHandshakeMustFinishInTime) {
  const auto unfinished = Open("192.0.2.1");
  const auto finished = Open("192.0.2.1");
  table_.Establish(finished, "a");
  now_ += kLimits.handshake;
  const auto young = Open("192.0.2.1");
  table_.CloseLate(now_);
  EXPECT_FALSE(IsOpen(unfinished));
  EXPECT_TRUE(IsOpen(finished));
  EXPECT_TRUE(IsOpen(young));
  EXPECT_EQ(closed_, 1);
}

TEST_F(ConnectionTableTest, AConnectionIsFoundByItsPeerUntilItEnds) {
  const auto id = Open(Ipv4("192.0.2.1", 5000));
  ConnectionTable::Id found = 0;
  ASSERT_NE(table_.FindPeer("ipv4:192.0.2.1:5000", found), nullptr);
  EXPECT_EQ(found, id);
  table_.Forget(id);
  EXPECT_EQ(table_.FindPeer("ipv4:192.0.2.1:5000", found), nullptr);
}

TEST(AddressTest, AnIpv6NetworkCountsAsOneAddress) {
  EXPECT_EQ(Ipv6("2001:db8:1:2::1", 1).Network(), Ipv6("2001:db8:1:2:ffff::9", 2).Network());
  EXPECT_NE(Ipv6("2001:db8:1:2::1", 1).Network(), Ipv6("2001:db8:1:3::1", 1).Network());
  EXPECT_EQ(Ipv6("2001:db8::1", 5000).Peer(), "ipv6:%5B2001:db8::1%5D:5000");
}

TEST(AddressTest, AMappedAddressIsThatOfIpv4) {
  EXPECT_EQ(Ipv6("::ffff:192.0.2.1", 5000).Peer(), "ipv4:192.0.2.1:5000");
  EXPECT_EQ(Ipv6("::ffff:192.0.2.1", 1).Network(), Ipv4("192.0.2.1", 2).Network());
}

TEST(AddressTest, AllAddressesAreReachedByLoopback) {
  EXPECT_EQ(Ipv4("0.0.0.0", 5000).Reachable().Peer(), "ipv4:127.0.0.1:5000");
  EXPECT_EQ(Ipv6("::", 5000).Reachable().Peer(), "ipv6:%5B::1%5D:5000");
  EXPECT_EQ(Ipv4("192.0.2.1", 5000).Reachable().Peer(), "ipv4:192.0.2.1:5000");
}

}  // namespace
}  // namespace liandong::connections
