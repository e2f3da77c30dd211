#include "shared/runtime/probe.h"

#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/impl/server_builder_option.h>
#include <grpcpp/impl/server_builder_plugin.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <vector>

#include "absl/strings/str_cat.h"
#include "shared/limits/limits.h"

namespace liandong::runtime {
namespace {

// Reflection adds itself to every server of a process that links it.
class WithoutPlugins : public grpc::ServerBuilderOption {
 public:
  void UpdateArguments(grpc::ChannelArguments* /*arguments*/) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* plugins) override { plugins->clear(); }
};

}  // namespace

absl::StatusOr<std::unique_ptr<Probe>> Probe::Listen(const std::string& address) {
  auto probe = std::unique_ptr<Probe>(new Probe);
  grpc::EnableDefaultHealthCheckService(true);
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort(address, grpc::InsecureServerCredentials(), &port);
  builder.SetOption(std::make_unique<WithoutPlugins>());
  builder.SetMaxReceiveMessageSize(limits::kMaxProbeBytes);
  builder.SetResourceQuota(grpc::ResourceQuota().Resize(limits::kProbeMemory));
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.RegisterCallbackGenericService(&probe->others_);
  probe->server_ = builder.BuildAndStart();
  if (probe->server_ == nullptr || port == 0) return absl::UnavailableError(absl::StrCat("cannot listen on ", address));
  probe->server_->GetHealthCheckService()->SetServingStatus("live", true);
  probe->SetReady(false);
  return probe;
}

void Probe::SetReady(bool ready) { server_->GetHealthCheckService()->SetServingStatus("", ready); }

}  // namespace liandong::runtime
