#include "shared/connections/listener.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "absl/strings/str_cat.h"

namespace liandong::connections {
namespace {

// Whether the listener gets a connection to its address.
bool IsReached(Listener& listener) {
  const Address own = listener.own().Reachable();
  const int client = socket(own.data()->sa_family, SOCK_STREAM, 0);
  const bool connected = connect(client, own.data(), own.length()) == 0;
  const auto accepted = listener.Accept();
  close(client);
  if (accepted.has_value()) close(accepted->descriptor);
  return connected && accepted.has_value();
}

TEST(Listener, EveryAddressOfANameIsServedOnOnePort) {
  const auto listeners = Listener::OpenAll("localhost:0");
  ASSERT_TRUE(listeners.ok()) << listeners.status();
  for (const auto& listener : *listeners) {
    EXPECT_EQ(listener->port(), listeners->front()->port());
    EXPECT_TRUE(IsReached(*listener)) << listener->own().Peer();
  }
}

TEST(Listener, TheWildcardServesBothFamilies) {
  const auto listeners = Listener::OpenAll("[::]:0");
  // This machine may have no IPv6.
  if (!listeners.ok()) return;
  ASSERT_EQ(listeners->size(), 1U);
  const auto other = Listener::OpenAll(absl::StrCat("127.0.0.1:", listeners->front()->port()));
  EXPECT_TRUE(absl::IsUnavailable(other.status())) << "the port is taken for IPv4 too";
}

TEST(Listener, AnAddressThatCannotBeServedIsRefused) {
  const auto first = Listener::OpenAll("127.0.0.1:0");
  ASSERT_TRUE(first.ok());
  const auto second = Listener::OpenAll(absl::StrCat("127.0.0.1:", first->front()->port()));
  EXPECT_TRUE(absl::IsUnavailable(second.status()));
  EXPECT_TRUE(absl::IsUnavailable(Listener::OpenAll("192.0.2.1:0").status())) << "not an address of this machine";
  EXPECT_TRUE(absl::IsUnavailable(Listener::OpenAll("127.0.0.1").status())) << "without a port";
}

}  // namespace
}  // namespace liandong::connections
