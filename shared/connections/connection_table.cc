#include "shared/connections/connection_table.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace liandong::connections {
namespace {

// Networks without connections are remembered for their rate until there are this many.
constexpr size_t kMaxNetworks = 16384;

// Whether this side ended the connection first. A client that made a call and left at once may be gone before it was
// seen that its handshake had succeeded.
bool ProcessEndedIt(int descriptor) {
  tcp_info info{};
  socklen_t length = sizeof(info);
  if (getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &length) != 0) return false;
  return info.tcpi_state == TCP_FIN_WAIT1 || info.tcpi_state == TCP_FIN_WAIT2 || info.tcpi_state == TCP_CLOSING ||
         info.tcpi_state == TCP_TIME_WAIT;
}

}  // namespace

void Disconnect(int descriptor) {
  sockaddr none{};
  none.sa_family = AF_UNSPEC;
  // After shutdown(), whoever serves the connection would still read all that has arrived. It can only fail if the
  // connection has ended already.
  (void)connect(descriptor, &none, sizeof(none));
}

ConnectionTable::~ConnectionTable() {
  for (const auto& [id, connection] : connections_) close(connection.descriptor);
}

std::optional<Reason> ConnectionTable::Objection(const Address& address, absl::Time now) {
  DropIdle(now);
  return ObjectionOf(networks_[address.Network()], now);
}

std::optional<Reason> ConnectionTable::ObjectionOf(Network& network, absl::Time now) {
  if (network.allowed.Left(limits_.rate, limits_.burst, now) < 1) return Reason::kRate;
  network.allowed.Use(1);
  const bool full = network.connections >= limits_.of_address;
  const bool busy = static_cast<int>(network.unfinished.size()) >= limits_.handshakes_of_address;
  if ((full || busy) && !MakeRoom(network.unfinished)) return Reason::kAddress;
  const bool all_full = static_cast<int>(connections_.size()) >= limits_.connections;
  const bool all_busy = static_cast<int>(unfinished_.size()) >= limits_.handshakes;
  if ((all_full || all_busy) && !MakeRoom(unfinished_)) return Reason::kTotal;
  return std::nullopt;
}

bool ConnectionTable::MakeRoom(const std::set<Id>& unfinished) {
  if (unfinished.empty()) return false;
  // It has not failed: many may have begun at the same time.
  Break(*unfinished.begin(), Reason::kHandshake);
  return true;
}

ConnectionTable::Id ConnectionTable::Add(Connection connection) {
  const Id id = ++last_;
  Network& network = networks_[connection.address.Network()];
  ++network.connections;
  if (!connection.own_check) {
    network.unfinished.insert(id);
    unfinished_.insert(id);
  }
  peers_[connection.address.Peer()] = id;
  connections_.emplace(id, std::move(connection));
  return id;
}

Connection* ConnectionTable::Find(Id id) {
  const auto found = connections_.find(id);
  return found == connections_.end() ? nullptr : &found->second;
}

Connection* ConnectionTable::FindPeer(const std::string& peer, Id& id) {
  const auto found = peers_.find(peer);
  if (found == peers_.end()) return nullptr;
  id = found->second;
  return Find(id);
}

ConnectionTable::Id ConnectionTable::After(Id id) const {
  const auto next = connections_.upper_bound(id);
  return next == connections_.end() ? 0 : next->first;
}

void ConnectionTable::Establish(Id id, const std::string& caller) {
  Connection& connection = connections_.at(id);
  if (connection.established) return;
  Finish(id, connection);
  connection.established = true;
  connection.caller = caller;
  int& number = callers_[caller];
  if (++number > limits_.of_caller && !connection.own_check) Close(id, Reason::kCaller);
}

void ConnectionTable::Close(Id id, Reason reason) {
  const Connection* const connection = Find(id);
  if (connection == nullptr) return;
  if (!connection->established) Fail(*connection);
  Break(id, reason);
}

void ConnectionTable::Break(Id id, Reason reason) {
  const Connection& connection = connections_.at(id);
  Disconnect(connection.descriptor);
  listeners_.refused(reason, connection.caller);
  Remove(id);
}

void ConnectionTable::Forget(Id id) {
  const Connection* const connection = Find(id);
  if (connection == nullptr) return;
  if (!connection->established && !connection->own_check && ProcessEndedIt(connection->descriptor)) {
    Fail(*connection);
    listeners_.refused(Reason::kHandshake, connection->caller);
  }
  Remove(id);
}

void ConnectionTable::Fail(const Connection& connection) {
  limits::TokenBucket& allowed = networks_[connection.address.Network()].allowed;
  allowed.Use(limits_.failure);
  allowed.LimitDebt(limits_.burst);
}

void ConnectionTable::CloseLate(absl::Time now) {
  while (!unfinished_.empty()) {
    const Id oldest = *unfinished_.begin();
    if (absl::AbsDuration(now - connections_.at(oldest).since) < limits_.handshake) return;
    Close(oldest, Reason::kHandshake);
  }
}

void ConnectionTable::Finish(Id id, const Connection& connection) {
  unfinished_.erase(id);
  networks_[connection.address.Network()].unfinished.erase(id);
}

void ConnectionTable::Remove(Id id) {
  const auto found = connections_.find(id);
  const Connection& connection = found->second;
  Finish(id, connection);
  --networks_[connection.address.Network()].connections;
  const auto peer = peers_.find(connection.address.Peer());
  if (peer != peers_.end() && peer->second == id) peers_.erase(peer);
  if (connection.established && --callers_[connection.caller] == 0) callers_.erase(connection.caller);
  listeners_.will_be_closed(connection.descriptor);
  close(connection.descriptor);
  connections_.erase(found);
}

void ConnectionTable::DropIdle(absl::Time now) {
  if (networks_.size() < kMaxNetworks) return;
  absl::erase_if(networks_, [this, now](auto& entry) {
    Network& network = entry.second;
    return network.connections == 0 && network.allowed.Left(limits_.rate, limits_.burst, now) >= limits_.burst;
  });
}

}  // namespace liandong::connections
