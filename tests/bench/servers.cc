#include "tests/bench/servers.h"

#include <cstdio>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "tests/bench/child.h"
#include "tests/bench/connect.h"
#include "tests/testing/postgres/server.h"

namespace liandong::bench {
namespace {

constexpr char kPeers[] = SOURCE_FOLDER "/tests/bench/peers";

// A process of the suite.
Process Daemon(const Setting& setting, const std::string& service, const std::string& storage) {
  const std::string pki = setting.Pki();
  const std::string own = absl::StrCat(pki, "/", service);
  const std::string address = FreeAddress();
  return {address,
          {absl::StrCat(setting.bin, "/", service, "d"), "--address=" + address, "--agency_rate=1000000", storage,
           absl::StrCat("--key=", own, ".master"), absl::StrCat("--ledger_key=", own, ".ledger.key"),
           absl::StrCat("--tls_certificate=", own, ".crt"), absl::StrCat("--tls_key=", own, ".key"),
           absl::StrCat("--tls_authorities=", pki, "/ca.crt"), absl::StrCat("--tls_revocations=", pki, "/crl.pem")}};
}

std::string SqliteIn(const Setting& setting, const std::string& name) {
  return absl::StrCat("--data=", setting.directory, "/", name, ".db");
}

std::string InstalledPeers(const Setting& setting) { return setting.bin + "/../peers"; }

Server Peer(const Setting& setting, const std::string& name, std::vector<std::string> command) {
  const std::string address = FreeAddress();
  for (const std::string& flag :
       {"--address=" + address, "--pki=" + setting.Pki(), "--postgres=" + testing::NewPostgresDatabase(),
        absl::StrCat("--sql=", kPeers, "/sql")}) {
    command.push_back(flag);
  }
  return {.name = name, .called = {{address, std::move(command)}}, .database = true};
}

}  // namespace

Server EchoServer(const Setting& setting) {
  const std::string address = FreeAddress();
  return {.name = "echo",
          .called = {{address, {setting.bin + "/bench", "--serve_echo=" + address, "--pki=" + setting.Pki()}}}};
}

Server ClueServer(const Setting& setting) {
  return {.name = "clued", .called = {Daemon(setting, "clue", SqliteIn(setting, "clue"))}};
}

Server ClueServerOnPostgres(const Setting& setting, int replicas) {
  const std::string storage = "--postgres=" + testing::NewPostgresDatabase();
  Server server{.name = absl::StrCat("clued, PostgreSQL, ", replicas, replicas == 1 ? " replica" : " replicas"),
                .database = true};
  for (int i = 0; i < replicas; ++i) server.called.push_back(Daemon(setting, "clue", storage));
  return server;
}

Server CheckServers(const Setting& setting) {
  Process registration = Daemon(setting, "registration", SqliteIn(setting, "registration"));
  Process casefile = Daemon(setting, "casefile", SqliteIn(setting, "casefile"));
  // Receives the clues about couples who are referred to the police.
  Process clue = Daemon(setting, "clue", SqliteIn(setting, "clue-of-checks"));
  const std::string peers = absl::StrCat("--peers=registration=", registration.address, ",casefile=", casefile.address,
                                         ",clue=", clue.address);
  for (Process* process : {&registration, &casefile, &clue}) {
    process->command.push_back(peers);
    // As good as none.
    process->command.emplace_back("--response_time_padding=1us");
  }
  return {.name = "registrationd", .called = {registration}, .others = {casefile, clue}};
}

void InstallPeers(const Setting& setting) {
  if (RunToEnd({absl::StrCat(kPeers, "/install"), InstalledPeers(setting)})) return;
  std::fprintf(stderr, "bench: the peers cannot be built\n");
  std::exit(1);
}

Server GoPeer(const Setting& setting) { return Peer(setting, "Go peer", {InstalledPeers(setting) + "/go-peer"}); }

Server NodePeer(const Setting& setting) {
  return Peer(setting, "Node peer",
              {"node", absl::StrCat(kPeers, "/node/server.js"),
               absl::StrCat("--descriptors=", InstalledPeers(setting), "/liandong.binpb")});
}

}  // namespace liandong::bench
