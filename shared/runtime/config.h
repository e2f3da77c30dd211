#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/identity/credentials.h"
#include "shared/limits/admission.h"
#include "shared/limits/limits.h"
#include "shared/seal/suite.h"

namespace liandong::runtime {

// The settings of one service process.
struct Config {
  law::Service service = contract::v1::SERVICE_UNSPECIFIED;
  std::string address;          // address to serve RPCs on: `127.0.0.1:7401`; port 0 takes a free port
  std::string metrics_address;  // address of metrics and health, plain HTTP; empty: none
  std::string data_path;        // SQLite database file
  std::string postgres;         // or the libpq connection string of a PostgreSQL database
  std::string key_path;         // location of the root keys, as in seal::RootKeys::Open
  std::string former_key_path;  // previous location of the root keys; may be empty
  seal::Suite suite = seal::Suite::kStandard;
  absl::Duration epoch = limits::kEpoch;  // lifetime of a data key
  std::string ledger_key_path;            // private key that signs checkpoints
  std::string witness_key_path;           // private key of cosignatures; empty: this service is no witness
  // Current and earlier public keys of the ledgers that it witnesses.
  std::map<law::Service, std::vector<std::string>> witnessed;
  absl::Duration cosign_interval = limits::kCosignInterval;
  int max_calls = limits::kMaxCalls;         // in progress
  double agency_rate = limits::kAgencyWork;  // units of work of one agency per second
  // Calls per second of one agency, by full method name with a leading slash.
  std::map<std::string, double> method_rates;
  absl::Duration response_time_padding =
      limits::kResponseTimePadding;  // time between the moments at which padded replies leave
  absl::Duration drain_delay;        // from reporting NOT_SERVING until new calls are refused
  identity::TlsFiles tls;
  std::map<law::Service, std::string> peers;
  absl::Duration sweep_interval = limits::kSweepInterval;  // of obligations
  std::string division;                                    // GB/T 2260 code of the district of the conference
  // 八(四) says before 15 and before 30 December. The conference decides whether that day itself is still in time.
  // These are the last days in time: month and day.
  std::pair<int, int> member_report_day = {12, 14};
  std::pair<int, int> conference_report_day = {12, 29};
};

// Reads the settings from the command line. INVALID_ARGUMENT names the wrong flag.
absl::StatusOr<Config> ConfigFromFlags(law::Service service);

}  // namespace liandong::runtime
