#pragma once

#include <string>
#include <vector>

// How the measured servers are started.
namespace liandong::bench {

// What all servers of a run share.
struct Setting {
  std::string bin;        // directory with the built programs
  std::string directory;  // for the run's files

  std::string Pki() const { return directory + "/pki"; }
};

struct Process {
  std::string address;
  std::vector<std::string> command;
};

struct Server {
  std::string name;
  std::vector<Process> called;
  std::vector<Process> others;  // which those call
  bool database = false;        // keeps its data in PostgreSQL
};

Server EchoServer(const Setting& setting);
// The clue service on its two engines. Limits per caller are lifted here and below, because a few callers make all
// calls.
Server ClueServer(const Setting& setting);
Server ClueServerOnPostgres(const Setting& setting, int replicas);
// The registration service. The first of the others is the casefile service.
Server CheckServers(const Setting& setting);

// Builds the peers and fetches their libraries. The benchmark ends if that fails.
void InstallPeers(const Setting& setting);
// Services that do the same as ReportClue and GetClue; tests/bench/peers.
Server GoPeer(const Setting& setting);
Server NodePeer(const Setting& setting);

}  // namespace liandong::bench
