#pragma once

#include <grpcpp/server.h>
#include <prometheus/exposer.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/common_services/process.h"
#include "shared/contract/dispatch.h"
#include "shared/obligations/sweeper.h"
#include "shared/outbox/relay.h"
#include "shared/runtime/certificate_expiry.h"
#include "shared/runtime/cosigning.h"
#include "shared/runtime/definition.h"
#include "shared/runtime/keeper.h"
#include "shared/runtime/probe.h"
#include "shared/runtime/sealing.h"
#include "shared/threads/executor.h"

namespace liandong::runtime {

// Everything around the handlers of a service: database, keys, ledger, outbox,
// credentials, server, metrics.
class Host {
public:
  // Opens and migrates the database, then serves. `clock` is not owned.
  static absl::StatusOr<std::unique_ptr<Host>>
  Create(const Config &config, const Definition &definition,
         const base::Clock *clock);
  // Drains.
  ~Host();

  // Marks obligations that are overdue by the host's clock.
  absl::Status SweepNow() { return sweeper_->SweepNow(); }

  // Sends the ledger's checkpoint to the other services.
  absl::StatusOr<Cosigning::Result> ShowCheckpointNow() {
    return cosigning_->ShowNow();
  }

  // Maintains the key ring: rotates, re-encrypts, destroys.
  absl::Status SealNow() { return sealing_->RoundNow(); }

  // The port on which RPCs are served.
  int port() const { return port_; }

  // Refuses new calls, lets open ones finish, ends streams, then stops.
  void Drain();

private:
  Host(const Config &config, const Definition &definition,
       const base::Clock *clock);
  absl::Status Open();
  absl::Status OpenDatabase();
  absl::Status OpenSealing();
  void AddHooks();
  absl::Status StartSealing();
  absl::Status Serve();
  Parts parts();
  absl::Status Expose();
  absl::Status Listen();
  static void Bound(grpc::ServerBuilder &builder);
  void MakeRelay();
  void MakeSweeper();
  void MakeKeeper();
  void MakeCosigning();
  absl::Status MakeCommonServices();

  const Config config_;
  const Definition definition_;
  const base::Clock *clock_;
  telemetry::Metrics metrics_;
  std::unique_ptr<Sealing> sealing_;
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
  std::unique_ptr<contract::Gate> gate_;
  std::unique_ptr<threads::Executor> gatherers_;
  std::unique_ptr<outbox::Relay> relay_;
  std::unique_ptr<records::EventOrder> events_;
  std::unique_ptr<obligations::Book> book_;
  std::unique_ptr<Keeper> keeper_;
  std::unique_ptr<Cosigning> cosigning_;
  std::unique_ptr<obligations::Sweeper> sweeper_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<ServiceProcess> process_;
  Servants servants_;
  std::unique_ptr<const common_services::Process> common_services_;
  std::vector<std::unique_ptr<contract::Dispatch>> dispatches_;
  std::shared_ptr<CertificateExpiry> certificate_expiry_ =
      std::make_shared<CertificateExpiry>(config_.tls.certificate);
  std::unique_ptr<prometheus::Exposer> exposer_;
  std::unique_ptr<Probe> probe_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
};

} // namespace liandong::runtime
