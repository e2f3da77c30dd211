#pragma once

#include <grpcpp/server.h>
#include <prometheus/exposer.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/base/executor.h"
#include "shared/client/peers.h"
#include "shared/contract/dispatch.h"
#include "shared/outbox/relay.h"
#include "shared/records/key_index.h"
#include "shared/runtime/config.h"

namespace liandong::runtime {

// What a service builds its handlers from. Nothing is owned by the service; all lives as long as the host.
struct Parts {
  const seal::Sealer* sealer;
  const records::KeyIndex* keys;
  const outbox::Outbox* outbox;
  const seal::TokenBox* tokens;
  client::Peers* peers;
  telemetry::Metrics* metrics;
};

// The handlers of one gRPC service and what they need. A process serves one or more.
class Servant {
 public:
  virtual ~Servant() = default;
  virtual const google::protobuf::ServiceDescriptor& Descriptor() const = 0;
  // By method name. They refer to this object.
  virtual std::map<std::string, contract::Handler> Handlers() = 0;
};
using Servants = std::vector<std::unique_ptr<Servant>>;

// Everything around one service's handlers: database, keys, ledger, outbox, credentials, server, metrics.
class Host {
 public:
  // Opens and migrates the database. `clock` is not owned.
  static absl::StatusOr<std::unique_ptr<Host>> Create(const Config& config,
                                                      const std::vector<store::Migration>& migrations,
                                                      const base::Clock* clock);
  // Drains.
  ~Host();

  Parts parts();

  absl::Status Serve(Servants servants);

  // The port that RPCs are served on.
  int port() const { return port_; }

  // Takes no new calls, lets open ones end, ends streams, stops.
  void Drain();

 private:
  Host(const Config& config, const base::Clock* clock);
  absl::Status Open(const std::vector<store::Migration>& migrations);
  absl::Status Expose(Servant& servant);
  absl::Status Listen();

  const Config config_;
  const base::Clock* clock_;
  telemetry::Metrics metrics_;
  std::unique_ptr<seal::Sealer> sealer_;
  std::unique_ptr<seal::KeyedDigest> index_digest_;
  std::unique_ptr<seal::KeyedDigest> ledger_digest_;
  std::unique_ptr<seal::TokenBox> tokens_;
  std::unique_ptr<records::KeyIndex> keys_;
  std::unique_ptr<outbox::Outbox> outbox_;
  std::unique_ptr<contract::SavedReplies> saved_replies_;
  std::unique_ptr<ledger::Ledger> ledger_;
  std::unique_ptr<identity::Authenticator> authenticator_;
  std::unique_ptr<client::Peers> peers_;
  std::unique_ptr<contract::WatchHub> hub_;
  std::unique_ptr<base::Executor> gatherers_;
  std::unique_ptr<outbox::Relay> relay_;
  std::unique_ptr<store::Database> database_;
  Servants servants_;
  std::vector<std::unique_ptr<contract::Dispatch>> dispatches_;
  std::unique_ptr<prometheus::Exposer> exposer_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
};

}  // namespace liandong::runtime
