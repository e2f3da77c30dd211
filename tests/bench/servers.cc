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

Server Clued(const Setting& setting, const std::string& name, const std::string& storage) {
  const std::string pki = setting.Pki();
  const std::string address = FreeAddress();
  return {.name = name,
          .address = address,
          .command = {
              setting.bin + "/clued", "--address=" + address, "--agency_rate=1000000", storage,
              absl::StrCat("--key=", pki, "/clue.master"), absl::StrCat("--ledger_key=", pki, "/clue.ledger.key"),
              absl::StrCat("--tls_certificate=", pki, "/clue.crt"), absl::StrCat("--tls_key=", pki, "/clue.key"),
              absl::StrCat("--tls_authorities=", pki, "/ca.crt"), absl::StrCat("--tls_revocations=", pki, "/crl.pem")}};
}

std::string InstalledPeers(const Setting& setting) { return setting.bin + "/../peers"; }

Server Peer(const Setting& setting, const std::string& name, std::vector<std::string> command) {
  const std::string address = FreeAddress();
  for (const std::string& flag :
       {"--address=" + address, "--pki=" + setting.Pki(), "--postgres=" + testing::NewPostgresDatabase(),
        absl::StrCat("--sql=", kPeers, "/sql")}) {
    command.push_back(flag);
  }
  return {.name = name, .address = address, .command = std::move(command), .database = true};
}

}  // namespace

Server EchoServer(const Setting& setting) {
  const std::string address = FreeAddress();
  return {.name = "echo",
          .address = address,
          .command = {setting.bin + "/bench", "--serve_echo=" + address, "--pki=" + setting.Pki()}};
}

Server ClueServer(const Setting& setting) {
  return Clued(setting, "clued", absl::StrCat("--data=", setting.directory, "/clue.db"));
}

Server ClueServerOnPostgres(const Setting& setting) {
  Server server = Clued(setting, "clued, PostgreSQL", "--postgres=" + testing::NewPostgresDatabase());
  server.database = true;
  return server;
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
