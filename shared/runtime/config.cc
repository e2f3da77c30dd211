#include "shared/runtime/config.h"

#include <utility>

#include "absl/flags/flag.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "shared/base/dates.h"
#include "shared/base/divisions.h"
#include "shared/base/status_macros.h"
#include "shared/client/targets.h"

ABSL_FLAG(std::string, address, "127.0.0.1:0", "Address and port to serve RPCs on.");
ABSL_FLAG(std::string, metrics_address, "", "Address and port for Prometheus (plain HTTP); empty serves none.");
ABSL_FLAG(
    std::string, probe_address, "",
    "Address and port for health checks without a certificate (plain gRPC, grpc.health.v1 alone: \"\" while calls "
    "are taken, live as long as the process runs); empty serves none.");
ABSL_FLAG(absl::Duration, drain_delay, absl::ZeroDuration(),
          "How long calls are still taken after SIGTERM, health saying that they are not, so that balancers hear of it "
          "first.");
ABSL_FLAG(std::string, data, "", "Database file, for embedded storage.");
ABSL_FLAG(
    std::string, postgres, "",
    "Instead of --data: a PostgreSQL database, as libpq reads it (host=/run/pg dbname=clue, or a URI). Replicas of a "
    "service share one.");
ABSL_FLAG(
    std::string, key, "",
    "Root keys for sealing: a file that its owner alone may read (or root's, lent to a group), a key of 64 hexadecimal "
    "digits in each line, the newest last; or a PKCS #11 URI of AES keys in a token, "
    "pkcs11:token=T;object=O?module-path=M&pin-source=F, the "
    "newest having the highest id. Looked at again while serving.");
ABSL_FLAG(std::string, former_key, "",
          "Where root keys were before they moved to --key, until liandong_seal_older_root_keys is 0.");
ABSL_FLAG(std::string, suite, "standard",
          "Algorithms for sealing: standard (AES, SHA-2) or national (SM4, SM3). What is there already is sealed anew; "
          "the index stays as it was begun.");
ABSL_FLAG(absl::Duration, epoch, liandong::base::limits::kEpoch,
          "How long a data key seals. Then a new one begins, and what was sealed before is sealed anew.");
ABSL_FLAG(std::string, ledger_key, "",
          "File with the private key that signs the ledger, PEM: Ed25519, or SM2 for a ledger of SM3.");
ABSL_FLAG(std::string, witness_key, "",
          "File with the Ed25519 or SM2 private key that cosigns the ledgers of the other services, PEM.");
ABSL_FLAG(
    std::vector<std::string>, ledgers, {},
    "Files with the public keys of the ledgers to cosign: clue=FILE,casefile=FILE. Older keys: the name once more. The "
    "service's own is passed over.");
ABSL_FLAG(absl::Duration, cosign_interval, liandong::base::limits::kCosignInterval,
          "How often the ledger's checkpoint is shown to the other services.");
ABSL_FLAG(int, max_calls, liandong::base::limits::kMaxCalls, "Calls at once; further ones are refused.");
ABSL_FLAG(double, agency_rate, liandong::base::limits::kAgencyRate, "Calls a second of one agency and method.");
ABSL_FLAG(std::vector<std::string>, method_rates, {},
          "Methods that have a rate of their own: /liandong.registration.v1.RegistrationService/CheckMarriage=20.");
ABSL_FLAG(absl::Duration, even_time, liandong::base::limits::kEvenTime,
          "Replies to questions about persons leave at multiples of this after the call came, so that their time tells "
          "nothing; longer than nearly all of them take.");
ABSL_FLAG(std::string, tls_certificate, "", "Certificate chain of this service, PEM.");
ABSL_FLAG(std::string, tls_key, "", "Private key of the certificate, PEM.");
ABSL_FLAG(std::string, tls_authorities, "",
          "Certificates of the authorities that callers' certificates come from, PEM.");
ABSL_FLAG(std::string, tls_revocations, "", "Revocation list of the authorities, PEM.");
ABSL_FLAG(std::string, trust_domain, "nanchuan.liandong", "SPIFFE trust domain.");
ABSL_FLAG(std::vector<std::string>, peers, {},
          "The other services: clue=127.0.0.1:7401,casefile=127.0.0.1:7402. Replicas: the name once for each.");

ABSL_FLAG(std::string, division, "500119", "GB/T 2260 code of the district.");
ABSL_FLAG(std::string, member_report_day, "12-14", "Last day in time for members' yearly reports: MM-DD.");
ABSL_FLAG(std::string, conference_report_day, "12-29", "Last day in time for the conference's yearly report: MM-DD.");

namespace liandong::runtime {
namespace {

absl::StatusOr<std::string> Required(const absl::Flag<std::string>& flag, absl::string_view name) {
  std::string value = absl::GetFlag(flag);
  if (value.empty()) return absl::InvalidArgumentError(absl::StrCat("--", name, " must be given"));
  return value;
}

absl::StatusOr<std::map<base::Service, std::string>> ParsePeers() {
  std::map<base::Service, std::string> peers;
  const auto targets = client::ParseTargets(absl::GetFlag(FLAGS_peers));
  if (!targets.ok()) return absl::InvalidArgumentError(absl::StrCat("--peers: ", targets.status().message()));
  for (const auto& [name, target] : *targets) {
    const auto service = base::ServiceFromSlug(name);
    if (!service.has_value()) return absl::InvalidArgumentError(absl::StrCat("--peers: no service '", name, "'"));
    peers[*service] = target;
  }
  return peers;
}

absl::Status ReadWitness(Config& config) {
  config.witness_key_path = absl::GetFlag(FLAGS_witness_key);
  config.cosign_interval = absl::GetFlag(FLAGS_cosign_interval);
  for (const std::string& text : absl::GetFlag(FLAGS_ledgers)) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits('=', 1));
    const auto service = base::ServiceFromSlug(parts.first);
    if (!service.has_value() || parts.second.empty()) {
      return absl::InvalidArgumentError(absl::StrCat("--ledgers: '", text, "' is not service=file"));
    }
    // One list may serve all services: nobody witnesses its own.
    if (*service != config.service) config.witnessed[*service].push_back(parts.second);
  }
  if (config.witnessed.empty() != config.witness_key_path.empty()) {
    return absl::InvalidArgumentError("--witness_key and --ledgers go together");
  }
  return absl::OkStatus();
}

absl::Status ReadLimits(Config& config) {
  config.even_time = absl::GetFlag(FLAGS_even_time);
  if (config.even_time <= absl::ZeroDuration()) return absl::InvalidArgumentError("--even_time must be positive");
  config.max_calls = absl::GetFlag(FLAGS_max_calls);
  config.agency_rate = absl::GetFlag(FLAGS_agency_rate);
  if (config.max_calls < base::limits::kAgencyShare) return absl::InvalidArgumentError("--max_calls is too small");
  config.drain_delay = absl::GetFlag(FLAGS_drain_delay);
  if (config.drain_delay < absl::ZeroDuration() || config.drain_delay > base::limits::kMaxDrainDelay) {
    return absl::InvalidArgumentError(
        absl::StrCat("--drain_delay is not between 0 and ", absl::FormatDuration(base::limits::kMaxDrainDelay)));
  }
  for (const std::string& text : absl::GetFlag(FLAGS_method_rates)) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits('=', 1));
    double rate = 0;
    if (parts.first.empty() || parts.first.front() != '/' || !absl::SimpleAtod(parts.second, &rate) || rate <= 0) {
      return absl::InvalidArgumentError(absl::StrCat("--method_rates: '", text, "' is not /service/method=rate"));
    }
    config.method_rates[parts.first] = rate;
  }
  return absl::OkStatus();
}

absl::Status ReadSealing(Config& config) {
  const auto suite = seal::SuiteFromName(absl::GetFlag(FLAGS_suite));
  if (!suite.has_value()) return absl::InvalidArgumentError("--suite is neither standard nor national");
  config.suite = *suite;
  config.former_key_path = absl::GetFlag(FLAGS_former_key);
  config.epoch = absl::GetFlag(FLAGS_epoch);
  if (config.epoch <= absl::ZeroDuration()) return absl::InvalidArgumentError("--epoch is no time");
  return absl::OkStatus();
}

absl::StatusOr<std::pair<int, int>> ParseMonthDay(const absl::Flag<std::string>& flag, absl::string_view name) {
  // Of a leap year, so that 02-29 is a day.
  const auto day = base::ParseDay(absl::StrCat("2024-", absl::GetFlag(flag)));
  if (!day.has_value()) return absl::InvalidArgumentError(absl::StrCat("--", name, " is not MM-DD"));
  return std::pair<int, int>(day->month(), day->day());
}

absl::Status ReadConference(Config& config) {
  config.division = absl::GetFlag(FLAGS_division);
  if (!base::IsDivision(config.division)) return absl::InvalidArgumentError("--division is not a GB/T 2260 code");
  LD_ASSIGN_OR_RETURN(config.member_report_day, ParseMonthDay(FLAGS_member_report_day, "member_report_day"));
  LD_ASSIGN_OR_RETURN(config.conference_report_day,
                      ParseMonthDay(FLAGS_conference_report_day, "conference_report_day"));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Config> ConfigFromFlags(base::Service service) {
  Config config;
  config.service = service;
  config.address = absl::GetFlag(FLAGS_address);
  config.metrics_address = absl::GetFlag(FLAGS_metrics_address);
  config.probe_address = absl::GetFlag(FLAGS_probe_address);
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
    return absl::InvalidArgumentError("one of --data and --postgres must be given");
  }
  LD_ASSIGN_OR_RETURN(config.peers, ParsePeers());
  LD_RETURN_IF_ERROR(ReadWitness(config));
  LD_RETURN_IF_ERROR(ReadSealing(config));
  LD_RETURN_IF_ERROR(ReadLimits(config));
  LD_RETURN_IF_ERROR(ReadConference(config));
  return config;
}

}  // namespace liandong::runtime
