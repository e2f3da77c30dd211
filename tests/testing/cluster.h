#pragma once

#include <grpcpp/grpcpp.h>

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "shared/base/fake_clock.h"
#include "shared/runtime/host.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::testing {

// The whole suite in one process: real servers on free ports, mutual TLS, databases in a temporary directory, and a
// clock that stands still. The certificates come from a PKI made for this cluster.
class TestCluster {
 public:
  // Changes each service's definition before the service starts.
  using Redefine = runtime::Definition (*)(runtime::Definition);
  explicit TestCluster(Redefine redefine = nullptr);

  // A channel with the certificate in a file of the PKI (`public-security`, `court`, `registration`, `revoked`).
  std::shared_ptr<grpc::Channel> ChannelTo(law::Service service, const std::string& certificate) const;

  // For services that start from now on.
  void Adjust(std::function<void(runtime::Config&)> adjust) { adjust_ = std::move(adjust); }

  void Stop(law::Service service);
  void Start(law::Service service);
  // The reason why it does not start.
  absl::Status TryStart(law::Service service);

  // Marks what is overdue by the cluster's clock.
  void Sweep(law::Service service);

  // Maintains the service's key ring by the cluster's clock.
  void Seal(law::Service service);

  // Indexes the entries of the service's ledger.
  void IndexEntries(law::Service service);
  // Ends what the service does besides its calls, until it starts again.
  void StopBackgroundWork(law::Service service);
  // Numbers the events that the service has committed since its background work ended, if replicas could share its
  // database. Otherwise commits number them.
  void NumberEvents(law::Service service);
  // Deletes what the service no longer keeps.
  void Expire(law::Service service);

  // Sends the service's checkpoint to the others.
  runtime::Cosigning::Result ShowCheckpoint(law::Service service);
  // Does so as the service does by itself: only if there is something to cosign.
  runtime::Cosigning::Result Cosign(law::Service service);

  // Path of a file of the PKI.
  std::string PkiFile(const std::string& name) const { return directory_.path() + "/pki/" + name; }
  std::string DatabasePath(law::Service service) const;
  std::string Address(law::Service service) const;
  base::FakeClock& clock() { return clock_; }

 private:
  const Redefine redefine_;
  TemporaryDirectory directory_;
  base::FakeClock clock_;
  std::function<void(runtime::Config&)> adjust_;
  std::map<law::Service, int> ports_;
  std::map<law::Service, std::unique_ptr<runtime::Host>> hosts_;
};

// The number of witnesses of a ledger: the other services.
int WitnessesPerService();

// The context of one call, with a deadline of ten seconds, the purpose and an official; empty values are omitted.
std::unique_ptr<grpc::ClientContext> NewContext(const std::string& purpose = "3-1",
                                                const std::string& official = "T-1");

// The ErrorInfo of a refusal.
struct Refusal {
  std::string reason;
  std::string clause;
};
Refusal RefusalOf(const grpc::Status& status);

}  // namespace liandong::testing
