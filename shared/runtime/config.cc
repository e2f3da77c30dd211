#include "shared/runtime/config.h"

#include <utility>

#include "absl/flags/flag.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "shared/base/status_macros.h"
#include "shared/client/targets.h"
#include "shared/values/dates.h"
#include "shared/values/divisions.h"

ABSL_FLAG(
    std::string, address, "127.0.0.1:0",
    "Address and port on which to serve RPCs. Port 0 takes any free port, which the log event \"serving\" names.");
ABSL_FLAG(std::string, metrics_address, "",
          "Address and port of the pages over plain HTTP: /metrics for Prometheus, /ready tells whether calls are "
          "accepted, and /live whether a restart would not help. Empty: serve no pages.");
ABSL_FLAG(absl::Duration, drain_delay, absl::ZeroDuration(),
          "How long the process keeps accepting calls after SIGTERM while its health check already says NOT_SERVING, "
          "so that load balancers stop sending calls first.");
ABSL_FLAG(std::string, data, "", "SQLite database file. Give either this or --postgres.");
ABSL_FLAG(std::string, postgres, "",
          "PostgreSQL database to use instead of --data, as a libpq connection string (host=/run/pg dbname=clue) or "
          "URI. All replicas of a service share one database.");
ABSL_FLAG(std::string, key, "",
          "Root keys that encrypt the key ring. Either a file with one key of 64 hexadecimal digits per line, the "
          "newest last, readable only by its owner (or owned by root and readable by a group); or a PKCS #11 URI of "
          "AES keys in a token, pkcs11:token=T;object=O?module-path=M&pin-source=F, where the newest key has the "
          "highest id. New keys are picked up without a restart.");
ABSL_FLAG(
    std::string, former_key, "",
    "Previous location of the root keys, needed after they moved to --key until liandong_seal_older_root_keys is 0.");
ABSL_FLAG(std::string, suite, "standard",
          "Algorithms that encrypt records: standard (AES, SHA-2) or national (SM4, SM3). Existing records are "
          "re-encrypted after a change; blind indexes keep the algorithm with which the database was created.");
ABSL_FLAG(absl::Duration, epoch, liandong::limits::kEpoch,
          "How long one data key encrypts new records. After this time a new key takes over, older records are "
          "re-encrypted and the older key is destroyed.");
ABSL_FLAG(std::string, ledger_key, "",
          "PEM file with the private key that signs the ledger: Ed25519, or SM2 for a ledger hashed with SM3.");
ABSL_FLAG(
    std::string, witness_key, "",
    "PEM file with the Ed25519 or SM2 private key that cosigns the ledgers of the other services. Requires --ledgers.");
ABSL_FLAG(std::vector<std::string>, ledgers, {},
          "Public keys of the ledgers to cosign: clue=FILE,casefile=FILE. Repeat a name to add an older key. The "
          "service's own ledger is ignored, so that one list fits all services.");
ABSL_FLAG(
    absl::Duration, cosign_interval, liandong::limits::kCosignInterval,
    "Shortest time between two requests to the other services to cosign this service's checkpoint. None is sent while "
    "the ledger has no new entry about anything but cosigning.");
ABSL_FLAG(int, max_calls, liandong::limits::kMaxCalls,
          "Number of calls that may be in progress at once. Further calls are refused with RESOURCE_EXHAUSTED.");
ABSL_FLAG(double, agency_rate, liandong::limits::kAgencyWork,
          "Units of work per second that one agency may ask of this process. Most calls cost one unit, reports one for "
          "each person, lists one for each ten records of the page; docs/admission.md lists the costs.");
ABSL_FLAG(std::vector<std::string>, method_rates, {},
          "Calls per second that one agency may make of single methods, as a further limit next to --agency_rate, for "
          "example "
          "/liandong.registration.v1.RegistrationService/CheckMarriage=20.");
ABSL_FLAG(absl::Duration, response_time_padding, liandong::limits::kResponseTimePadding,
          "Response-time padding: replies to questions about persons leave at a multiple of this time after the call "
          "arrived, so that their duration reveals nothing. Choose a time longer than nearly all such calls take.");
ABSL_FLAG(std::string, tls_certificate, "", "PEM file with the certificate chain of this service.");
ABSL_FLAG(std::string, tls_key, "", "PEM file with the private key of the certificate.");
ABSL_FLAG(std::string, tls_authorities, "",
          "PEM file with the certificates of the authorities that issue callers' certificates.");
ABSL_FLAG(std::string, tls_revocations, "",
          "PEM file with the authorities' certificate revocation list. It is read again when it changes.");
ABSL_FLAG(std::string, trust_domain, "nanchuan.liandong", "SPIFFE trust domain of the suite.");
ABSL_FLAG(std::vector<std::string>, peers, {},
          "Addresses of the other services: clue=127.0.0.1:7401,casefile=127.0.0.1:7402. Repeat a name for each of its "
          "replicas.");

ABSL_FLAG(std::string, division, "500119", "GB/T 2260 code of the district.");
ABSL_FLAG(std::string, member_report_day, "12-14", "Last day on which members' yearly reports are on time, MM-DD.");
ABSL_FLAG(std::string, conference_report_day, "12-29",
          "Last day on which the conference's yearly report is on time, MM-DD.");

namespace liandong::runtime {
namespace {

absl::StatusOr<std::string> Required(const absl::Flag<std::string>& flag, absl::string_view name) {
  std::string value = absl::GetFlag(flag);
  if (value.empty()) return absl::InvalidArgumentError(absl::StrCat("--", name, " must be set"));
  return value;
}

absl::StatusOr<std::map<law::Service, std::string>> ParsePeers() {
  std::map<law::Service, std::string> peers;
  const auto targets = client::ParseTargets(absl::GetFlag(FLAGS_peers));
  if (!targets.ok()) return absl::InvalidArgumentError(absl::StrCat("--peers: ", targets.status().message()));
  for (const auto& [name, target] : *targets) {
    const auto service = law::ServiceFromSlug(name);
    if (!service.has_value()) return absl::InvalidArgumentError(absl::StrCat("--peers: unknown service '", name, "'"));
    peers[*service] = target;
  }
  return peers;
}

absl::Status ReadWitness(Config& config) {
  config.witness_key_path = absl::GetFlag(FLAGS_witness_key);
  config.cosign_interval = absl::GetFlag(FLAGS_cosign_interval);
  for (const std::string& text : absl::GetFlag(FLAGS_ledgers)) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits('=', 1));
    const auto service = law::ServiceFromSlug(parts.first);
    if (!service.has_value() || parts.second.empty()) {
      return absl::InvalidArgumentError(absl::StrCat("--ledgers: '", text, "' must have the form service=file"));
    }
    // One list may serve all services, since a service ignores its own ledger.
    if (*service != config.service) config.witnessed[*service].push_back(parts.second);
  }
  if (config.witnessed.empty() != config.witness_key_path.empty()) {
    return absl::InvalidArgumentError("--witness_key and --ledgers must be set together");
  }
  return absl::OkStatus();
}

absl::Status ReadLimits(Config& config) {
  config.response_time_padding = absl::GetFlag(FLAGS_response_time_padding);
  if (config.response_time_padding <= absl::ZeroDuration())
    return absl::InvalidArgumentError("--response_time_padding must be longer than 0");
  config.max_calls = absl::GetFlag(FLAGS_max_calls);
  config.agency_rate = absl::GetFlag(FLAGS_agency_rate);
  if (config.max_calls < 1) return absl::InvalidArgumentError("--max_calls must be at least 1");
  if (config.agency_rate <= 0) return absl::InvalidArgumentError("--agency_rate must be more than 0");
  config.drain_delay = absl::GetFlag(FLAGS_drain_delay);
  if (config.drain_delay < absl::ZeroDuration() || config.drain_delay > limits::kMaxDrainDelay) {
    return absl::InvalidArgumentError(
        absl::StrCat("--drain_delay must be between 0 and ", absl::FormatDuration(limits::kMaxDrainDelay)));
  }
  for (const std::string& text : absl::GetFlag(FLAGS_method_rates)) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits('=', 1));
    double rate = 0;
    if (parts.first.empty() || parts.first.front() != '/' || !absl::SimpleAtod(parts.second, &rate) || rate <= 0) {
      return absl::InvalidArgumentError(
          absl::StrCat("--method_rates: '", text, "' must have the form /service/method=rate"));
    }
    config.method_rates[parts.first] = rate;
  }
  return absl::OkStatus();
}

absl::Status ReadSealing(Config& config) {
  const auto suite = seal::SuiteFromName(absl::GetFlag(FLAGS_suite));
  if (!suite.has_value()) return absl::InvalidArgumentError("--suite must be standard or national");
  config.suite = *suite;
  config.former_key_path = absl::GetFlag(FLAGS_former_key);
  config.epoch = absl::GetFlag(FLAGS_epoch);
  if (config.epoch <= absl::ZeroDuration())
    return absl::InvalidArgumentError("--epoch must be longer than 0, for example 2160h");
  return absl::OkStatus();
}

absl::StatusOr<std::pair<int, int>> ParseMonthDay(const absl::Flag<std::string>& flag, absl::string_view name) {
  // In a leap year, so that 02-29 is valid.
  const auto day = values::ParseDay(absl::StrCat("2024-", absl::GetFlag(flag)));
  if (!day.has_value()) return absl::InvalidArgumentError(absl::StrCat("--", name, " must have the form MM-DD"));
  return std::pair<int, int>(day->month(), day->day());
}

absl::Status ReadConference(Config& config) {
  config.division = absl::GetFlag(FLAGS_division);
  if (!values::IsDivision(config.division))
    return absl::InvalidArgumentError("--division must be a GB/T 2260 code, for example 500119");
  LD_ASSIGN_OR_RETURN(config.member_report_day, ParseMonthDay(FLAGS_member_report_day, "member_report_day"));
  LD_ASSIGN_OR_RETURN(config.conference_report_day,
                      ParseMonthDay(FLAGS_conference_report_day, "conference_report_day"));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Config> ConfigFromFlags(law::Service service) {
  Config config;
  config.service = service;
  config.address = absl::GetFlag(FLAGS_address);
  config.metrics_address = absl::GetFlag(FLAGS_metrics_address);
  config.tls.trust_domain = absl::GetFlag(FLAGS_trust_domain);
  const std::vector<std::tuple<const absl::Flag<std::string>*, absl::string_view, std::string*>> required = {
      {&FLAGS_key, "key", &config.key_path},
      {&FLAGS_ledger_key, "ledger_key", &config.ledger_key_path},
      {&FLAGS_tls_certificate, "tls_certificate", &config.tls.certificate},
      {&FLAGS_tls_key, "tls_key", &config.tls.key},
      {&FLAGS_tls_authorities, "tls_authorities", &config.tls.authorities},
      {&FLAGS_tls_revocations, "tls_revocations", &config.tls.revocations}};
  for (const auto& [flag, name, target] : required) {
    auto value = Required(*flag, name);
    if (!value.ok()) return value.status();
    *target = *std::move(value);
  }
  config.data_path = absl::GetFlag(FLAGS_data);
  config.postgres = absl::GetFlag(FLAGS_postgres);
  if (config.data_path.empty() == config.postgres.empty()) {
    return absl::InvalidArgumentError("set exactly one of --data and --postgres");
  }
  LD_ASSIGN_OR_RETURN(config.peers, ParsePeers());
  LD_RETURN_IF_ERROR(ReadWitness(config));
  LD_RETURN_IF_ERROR(ReadSealing(config));
  LD_RETURN_IF_ERROR(ReadLimits(config));
  LD_RETURN_IF_ERROR(ReadConference(config));
  return config;
}

}  // namespace liandong::runtime
