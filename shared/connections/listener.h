#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/connections/address.h"

namespace liandong::connections {

// A listening socket that survives a lack of file descriptors.
class Listener {
 public:
  // One for each address of the host, at least one, all on the same port. `address` is host:port; port 0 takes a free
  // port. A loopback address, or a family of addresses, that this machine does not have is left out. UNAVAILABLE if it
  // cannot listen at one of the others, also because another process does.
  static absl::StatusOr<std::vector<std::unique_ptr<Listener>>> OpenAll(const std::string& address);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  // Stops listening. Connections that wait are refused.
  void Close();

  int descriptor() const { return descriptor_; }
  int port() const { return own_.port(); }
  // Where it listens.
  const Address& own() const { return own_; }

  struct Accepted {
    int descriptor;
    Address address;
  };
  // A waiting connection, which does not block. Empty if none waits. If no descriptor is left, waiting connections are
  // refused with one kept for the purpose, so that they do not wait for ever and the listener is not called in vain.
  std::optional<Accepted> Accept();

 private:
  explicit Listener(int descriptor);
  // Without those that this machine does not have.
  static absl::StatusOr<std::vector<std::unique_ptr<Listener>>> OpenAt(const std::vector<Address>& addresses);
  // NOT_FOUND if this machine does not have it. `alone`: no other listener is for another address of the host.
  static absl::StatusOr<std::unique_ptr<Listener>> Open(const Address& address, bool alone);
  void RefuseWithSpare();

  int descriptor_;
  int spare_;
  Address own_;
};

}  // namespace liandong::connections
