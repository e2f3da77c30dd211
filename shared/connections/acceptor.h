#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "shared/connections/connection_table.h"
#include "shared/connections/listener.h"

namespace liandong::connections {

// Accepts the connections of one port within limits, passes them on, and can close each of them afterwards.
class Acceptor {
 public:
  // Whoever serves the connections. Called on the acceptor's thread.
  class Server {
   public:
    virtual ~Server() = default;
    // Takes ownership of the descriptor.
    virtual void Serve(int descriptor, const Address& address) = 0;
    // Called many times a second while there are connections. Finds out whose handshakes are finished, and closes
    // connections.
    virtual void Watch(ConnectionTable& /*table*/, absl::Time /*now*/) {}
  };

  struct Settings {
    std::string address;  // host:port
    Limits limits;
    // The highest descriptor that a connection may take, so that others remain.
    int highest_descriptor;
    const char* thread;                                       // name of the thread
    std::function<void(Reason, const std::string&)> refused;  // as in ConnectionTable::Listeners
    std::function<void(size_t)> open;                         // called with the number of open connections
  };
  // Listens, but does not accept yet. `server` must outlive the acceptor.
  static absl::StatusOr<std::unique_ptr<Acceptor>> Listen(Settings settings, Server* server);
  // Stops.
  ~Acceptor();

  int port() const { return listeners_.front()->port(); }
  void Start();
  // Accepts no more, but still watches the open connections.
  void Refuse();
  void Stop();

  // Where the process can connect to itself.
  Address ReachedAt() const { return listeners_.front()->own().Reachable(); }
  // The process will connect to itself from this address. No limit applies to that connection.
  void Expect(const Address& address);
  void ExpectNoMore(const Address& address);

 private:
  Acceptor(Settings settings, Server* server, std::vector<std::unique_ptr<Listener>> listeners);
  absl::Status Prepare();
  void Run();
  void Accept(Listener& listener);
  void Take(const Listener::Accepted& accepted, absl::Time now);
  bool Expected(const Address& address);
  void Wake();
  void Heard(uint64_t belongs);

  const Settings settings_;
  Server* const server_;
  const std::vector<std::unique_ptr<Listener>> listeners_;
  const int epoll_;
  const int wake_;
  std::atomic<bool> refusing_ = false;
  std::atomic<bool> stopping_ = false;
  absl::Mutex mutex_;
  absl::flat_hash_set<std::string> expected_ ABSL_GUARDED_BY(mutex_);
  ConnectionTable table_;
  std::thread thread_;
};

}  // namespace liandong::connections
