#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "shared/connections/closing.h"
#include "shared/connections/connection.h"
#include "shared/limits/token_bucket.h"

namespace liandong::connections {

struct Limits {
  int connections;  // in total
  int of_address;
  int of_caller;
  // Unfinished handshakes. A further one takes the place of the oldest.
  int handshakes;
  int handshakes_of_address;
  absl::Duration handshake;  // how long one may take
  // New connections of one address in a second, and at once.
  double rate;
  double burst;
  // A handshake that fails counts as this many more.
  double failure;
};

// The open connections of one port. Used by one thread.
class ConnectionTable {
 public:
  using Id = uint64_t;  // in the order of arrival; 0 is none
  struct Listeners {
    // A connection was refused, or closed by the process; with the URI of its caller, which is empty if none is known.
    std::function<void(Reason, const std::string&)> refused;
    std::function<void(int)> will_be_closed;  // the descriptor of a connection that has ended
  };
  ConnectionTable(const Limits& limits, Listeners listeners) : limits_(limits), listeners_(std::move(listeners)) {}
  ~ConnectionTable();
  ConnectionTable(const ConnectionTable&) = delete;
  ConnectionTable& operator=(const ConnectionTable&) = delete;

  // Whether a connection from the address may be added; the reason if not. Closes an unfinished handshake if that makes
  // room.
  std::optional<Reason> Objection(const Address& address, absl::Time now);
  // Owns the descriptor from now on.
  Id Add(Connection connection);
  // Null if it has ended.
  Connection* Find(Id id);
  Connection* FindPeer(const std::string& peer, Id& id);
  // The first connection after `id`, or 0.
  Id After(Id id) const;

  // Its handshake is finished. Closes it if its caller has too many.
  void Establish(Id id, const std::string& caller);

  // Breaks the connection off: what was received and not yet read is discarded, and the client is told at once.
  void Close(Id id, Reason reason);
  // It has ended by itself.
  void Forget(Id id);
  // Closes unfinished handshakes that have taken too long.
  void CloseLate(absl::Time now);

  size_t size() const { return connections_.size(); }
  bool handshaking() const { return !unfinished_.empty(); }

 private:
  struct Network {
    int connections = 0;
    std::set<Id> unfinished;
    limits::TokenBucket allowed;  // new connections
  };
  std::optional<Reason> ObjectionOf(Network& network, absl::Time now);
  bool MakeRoom(const std::set<Id>& unfinished);
  void Fail(const Connection& connection);
  void Break(Id id, Reason reason);
  void Finish(Id id, const Connection& connection);
  void Remove(Id id);
  void DropIdle(absl::Time now);

  const Limits limits_;
  const Listeners listeners_;
  Id last_ = 0;
  std::map<Id, Connection> connections_;
  std::set<Id> unfinished_;
  absl::flat_hash_map<std::string, Network> networks_;
  absl::flat_hash_map<std::string, int> callers_;
  absl::flat_hash_map<std::string, Id> peers_;
};

// Breaks off the connection of a descriptor, which stays open.
void Disconnect(int descriptor);

}  // namespace liandong::connections
