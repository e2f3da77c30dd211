#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "shared/common_services/process.h"
#include "shared/runtime/background_work.h"
#include "shared/runtime/definition.h"
#include "shared/runtime/health.h"
#include "shared/runtime/http_pages.h"
#include "shared/runtime/keys.h"
#include "shared/runtime/own_checks.h"
#include "shared/runtime/server.h"
#include "shared/runtime/storage.h"

namespace liandong::runtime {

// Composes a process: the handlers of a service, and everything around them.
class Host {
 public:
  // Opens and migrates the database, then serves. `clock` is not owned.
  static absl::StatusOr<std::unique_ptr<Host>> Create(const Config& config, const Definition& definition,
                                                      const base::Clock* clock);
  // Drains.
  ~Host();

  // The port on which RPCs are served.
  int port() const { return server_->port(); }

  BackgroundWork& background() { return *background_; }
  OwnChecks& own_checks() { return *own_checks_; }

  // Stops serving, then the background work, then the database.
  void Drain();

 private:
  Host(const Config& config, const base::Clock* clock) : config_(config), clock_(clock) {}
  absl::Status ServePages();
  absl::Status Open(const Definition& definition);
  absl::Status OpenKeys();
  absl::Status MakeProcess(const Definition& definition);
  absl::Status MakeServer();
  absl::Status Serve();
  Parts parts();

  const Config config_;
  const base::Clock* const clock_;
  telemetry::Metrics metrics_;
  // In the order in which they are created. What is declared later uses what is declared before it, and ends first.
  Health health_;
  std::unique_ptr<HttpPages> http_pages_;
  std::unique_ptr<identity::Authenticator> authenticator_;
  std::unique_ptr<client::Peers> peers_;
  std::unique_ptr<Storage> storage_;
  std::unique_ptr<Keys> keys_;
  std::unique_ptr<outbox::Outbox> outbox_;
  std::unique_ptr<contract::SavedReplies> saved_replies_;
  std::unique_ptr<ServiceProcess> process_;
  std::unique_ptr<const common_services::Process> common_services_;
  std::unique_ptr<BackgroundWork> background_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<OwnChecks> own_checks_;
};

}  // namespace liandong::runtime
