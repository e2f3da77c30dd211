#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/identity/credentials.h"
#include "shared/limits/limits.h"
#include "shared/seal/suite.h"

namespace liandong::runtime {

// Settings of one service process.
struct Config {
  law::Service service = contract::v1::SERVICE_UNSPECIFIED;
  std::string address;          // where RPCs are served: `127.0.0.1:7401`; port 0 takes a free one
  std::string metrics_address;  // where Prometheus reads, plain HTTP; empty: nowhere
  std::string probe_address;    // where health is told without a certificate; empty: nowhere
  std::string data_path;        // database file, for embedded storage
  std::string postgres;         // or where the PostgreSQL database is, as libpq reads it
  std::string key_path;         // root keys for sealing, as seal::RootKeys::Open has it
  std::string former_key_path;  // where they were before; may be empty
  seal::Suite suite = seal::Suite::kStandard;
  absl::Duration epoch = limits::kEpoch;  // of data keys
  std::string ledger_key_path;            // private key of the ledger's checkpoints
  std::string witness_key_path;           // private key of its cosignatures; empty: it is no witness
  // Public keys of the ledgers that it witnesses, now and before.
  std::map<law::Service, std::vector<std::string>> witnessed;
  absl::Duration cosign_interval = limits::kCosignInterval;
  // Calls at once, and calls a second of one agency and method.
  int max_calls = limits::kMaxCalls;
  double agency_rate = limits::kAgencyRate;
  std::map<std::string, double> method_rates;  // by full method name with leading slash
  absl::Duration even_time =
      limits::kEvenTime;       // between the moments at which replies of methods with padded_response_time leave
  absl::Duration drain_delay;  // from telling that no calls are taken until none are
  identity::TlsFiles tls;
  std::map<law::Service, std::string> peers;
  absl::Duration sweep_interval = limits::kSweepInterval;  // of obligations
  std::string division;                                    // GB/T 2260 of the district whose conference this is
  // 八(四) says before 15 and before 30 December; whether the day itself is still in time is for the conference to say.
  // The last day in time: month and day.
  std::pair<int, int> member_report_day = {12, 14};
  std::pair<int, int> conference_report_day = {12, 29};
};

// From the command line. INVALID_ARGUMENT names the flag that is wrong.
absl::StatusOr<Config> ConfigFromFlags(law::Service service);

}  // namespace liandong::runtime
