#include "tests/testing/cluster.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "services/all.h"
#include "shared/law/names.h"
#include "tests/testing/ports.h"
#include "tools/pki/layout.h"

namespace liandong::testing {
namespace {

constexpr char kTrustDomain[] = "nanchuan.liandong";
// 2026-06-01, noon in the district.
constexpr absl::Time kStart = absl::FromUnixSeconds(1780286400);

// The same tests with the national algorithms.
bool NationalSuite() { return std::getenv("LIANDONG_NATIONAL_SUITE") != nullptr; }

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TestCluster::TestCluster(Redefine redefine) : redefine_(redefine), clock_(kStart) {
  identity::PrepareTls();
  const absl::Status laid = pki::Lay(PkiFile(""), kTrustDomain, "500119",
                                     NationalSuite() ? pki::LedgerAlgorithm::kSm2 : pki::LedgerAlgorithm::kEd25519);
  EXPECT_TRUE(laid.ok()) << laid;
  {
    // Services need each other's addresses before they start.
    std::map<law::Service, HeldPort> held;
    for (const runtime::Definition& definition : services::AllDefinitions())
      ports_[definition.service] = held[definition.service].port();
  }
  for (const runtime::Definition& definition : services::AllDefinitions()) Start(definition.service);
}

void TestCluster::Start(law::Service service) {
  const absl::Status started = TryStart(service);
  ASSERT_TRUE(started.ok()) << started;
}

absl::Status TestCluster::TryStart(law::Service service) {
  for (const runtime::Definition& definition : services::AllDefinitions()) {
    if (definition.service != service) continue;
    const std::string slug = law::ServiceSlug(service);
    runtime::Config config;
    config.service = service;
    config.address = Address(service);
    config.data_path = DatabasePath(service);
    if (NationalSuite()) config.suite = seal::Suite::kNational;
    config.division = "500119";
    config.sweep_interval = absl::InfiniteDuration();
    config.key_path = PkiFile(slug + ".master");
    config.ledger_key_path = PkiFile(slug + ".ledger.key");
    // Tests call as fast as they can.
    config.max_calls = 1 << 20;
    config.agency_rate = 1e9;
    config.witness_key_path = PkiFile(slug + ".witness.key");
    config.cosign_interval = absl::InfiniteDuration();
    for (const runtime::Definition& other : services::AllDefinitions()) {
      if (other.service == service) continue;
      config.witnessed[other.service] = {PkiFile(law::ServiceSlug(other.service) + ".ledger.pub")};
    }
    config.tls = {PkiFile(slug + ".crt"), PkiFile(slug + ".key"), PkiFile("ca.crt"), PkiFile("crl.pem"), kTrustDomain};
    for (const auto& [peer, port] : ports_) config.peers[peer] = absl::StrCat("127.0.0.1:", port);
    if (adjust_ != nullptr) adjust_(config);
    const runtime::Definition& used = redefine_ == nullptr ? definition : redefine_(definition);
    auto host = runtime::Host::Create(config, used, &clock_);
    if (!host.ok()) return host.status();
    hosts_[service] = *std::move(host);
  }
  return absl::OkStatus();
}

void TestCluster::Stop(law::Service service) { hosts_.erase(service); }

void TestCluster::Sweep(law::Service service) { EXPECT_TRUE(hosts_.at(service)->background().SweepNow().ok()); }

void TestCluster::Seal(law::Service service) {
  const absl::Status done = hosts_.at(service)->background().MaintainKeysNow();
  EXPECT_TRUE(done.ok()) << done;
}

void TestCluster::IndexEntries(law::Service service) {
  EXPECT_TRUE(hosts_.at(service)->background().IndexEntriesNow().ok());
}

void TestCluster::StopBackgroundWork(law::Service service) {
  hosts_.at(service)->background().Stop();
  hosts_.at(service)->own_checks().Stop();
}

void TestCluster::NumberEvents(law::Service service) { hosts_.at(service)->background().NumberEventsNow(); }

void TestCluster::Expire(law::Service service) { EXPECT_TRUE(hosts_.at(service)->background().ExpireNow().ok()); }

runtime::Cosigning::Result TestCluster::ShowCheckpoint(law::Service service) {
  const auto result = hosts_.at(service)->background().ShowCheckpointNow();
  EXPECT_TRUE(result.ok()) << result.status();
  return *result;
}

runtime::Cosigning::Result TestCluster::Cosign(law::Service service) {
  const auto result = hosts_.at(service)->background().CosignNow();
  EXPECT_TRUE(result.ok()) << result.status();
  return *result;
}

std::string TestCluster::DatabasePath(law::Service service) const {
  return absl::StrCat(directory_.path(), "/", law::ServiceSlug(service), ".db");
}

std::string TestCluster::Address(law::Service service) const { return absl::StrCat("127.0.0.1:", ports_.at(service)); }

std::shared_ptr<grpc::Channel> TestCluster::ChannelTo(law::Service service, const std::string& certificate) const {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = ReadFile(PkiFile("ca.crt"));
  options.pem_cert_chain = ReadFile(PkiFile(certificate + ".crt"));
  options.pem_private_key = ReadFile(PkiFile(certificate + ".key"));
  grpc::ChannelArguments arguments;
  // Each channel has its own connection, so that tests decide which connection a call uses.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 200);
  return grpc::CreateCustomChannel(Address(service), grpc::SslCredentials(options), arguments);
}

int WitnessesPerService() { return static_cast<int>(law::AllServices().size()) - 1; }

std::unique_ptr<grpc::ClientContext> NewContext(const std::string& purpose, const std::string& official) {
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
  if (!purpose.empty()) context->AddMetadata("ld-purpose", purpose);
  if (!official.empty()) context->AddMetadata("ld-operator", official);
  return context;
}

Refusal RefusalOf(const grpc::Status& status) {
  google::rpc::Status details;
  google::rpc::ErrorInfo info;
  details.ParseFromString(status.error_details());
  for (const auto& detail : details.details()) {
    if (detail.UnpackTo(&info))
      return {info.reason(), info.metadata().count("clause") ? info.metadata().at("clause") : ""};
  }
  return {};
}

}  // namespace liandong::testing
