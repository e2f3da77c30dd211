#pragma once

#include <vector>

// All metrics of the suite's processes, named by Prometheus' conventions. docs/metrics.md is generated from this file.
// Labels are methods, codes, kinds and agencies, never persons, cases or records.
namespace liandong::telemetry {

struct Metric {
  const char* name;
  const char* type;
  const char* labels;  // names, separated by commas
  const char* help;
};

inline constexpr char kCounter[] = "counter";
inline constexpr char kGauge[] = "gauge";
inline constexpr char kHistogram[] = "histogram";

// Always 1: the version is in the label, so that queries can count processes by it.
inline constexpr Metric kBuildInfo{"liandong_build_info", kGauge, "version",
                                   "The version that the process was built from."};

// The names that gRPC's own middleware uses.
inline constexpr Metric kCallsStarted{"grpc_server_started_total", kCounter, "grpc_type,grpc_service,grpc_method",
                                      "Calls started."};
inline constexpr Metric kCallsHandled{"grpc_server_handled_total", kCounter,
                                      "grpc_type,grpc_service,grpc_method,grpc_code",
                                      "Calls finished, by status code."};
inline constexpr Metric kCallSeconds{"grpc_server_handling_seconds", kHistogram, "grpc_type,grpc_service,grpc_method",
                                     "Time from a call's arrival until its reply is ready, in seconds."};
inline constexpr Metric kCallsRefused{
    "liandong_calls_refused_total", kCounter, "caller,reason",
    "Calls refused, by reason and by the calling agency or service (empty if unknown)."};

inline constexpr Metric kCertificateExpiry{"liandong_certificate_expiry_timestamp_seconds", kGauge, "",
                                           "When the process's own certificate expires, in seconds since 1970."};

inline constexpr Metric kCluesReported{"liandong_clues_reported_total", kCounter, "channel,repeat", "Clues reported."};
inline constexpr Metric kCasesOpened{"liandong_cases_opened_total", kCounter, "kind", "Cases opened."};
inline constexpr Metric kVictimFilesOpened{"liandong_victim_files_opened_total", kCounter, "kind",
                                           "Victim files opened."};
inline constexpr Metric kMatchCandidates{"liandong_match_candidates_total", kCounter, "",
                                         "Pairs of records found for the police to decide."};
inline constexpr Metric kChecks{"liandong_checks_total", kCounter, "kind,outcome", "Registration checks."};
inline constexpr Metric kPlacementsRequested{"liandong_placements_requested_total", kCounter, "category",
                                             "Persons handed over for placement."};
inline constexpr Metric kObligationsOverdue{"liandong_obligations_overdue", kGauge, "kind",
                                            "Obligations whose due time has passed without being met."};

inline constexpr Metric kOutboxMessages{"liandong_outbox_messages", kGauge, "",
                                        "Messages waiting to be delivered to other services, up to 10,000."};
inline constexpr Metric kOutboxOldest{"liandong_outbox_oldest_seconds", kGauge, "",
                                      "Age of the oldest waiting message, in seconds."};
inline constexpr Metric kOutboxSetAside{
    "liandong_outbox_set_aside_messages", kGauge, "",
    "Messages that their receivers rejected and that nobody has sent again or settled, up to 10,000."};

inline constexpr Metric kLedgerWaiting{"liandong_ledger_waiting_entries", kGauge, "",
                                       "Ledger entries waiting to be added to the Merkle tree (PostgreSQL only)."};
inline constexpr Metric kLedgerWaitingSeconds{"liandong_ledger_waiting_seconds", kGauge, "",
                                              "Age of the oldest waiting ledger entry, in seconds (PostgreSQL only)."};
inline constexpr Metric kLedgerCosignedEntries{
    "liandong_ledger_cosigned_entries", kGauge, "",
    "Entries covered by the checkpoint most recently sent to the witnesses."};
inline constexpr Metric kLedgerWitnesses{"liandong_ledger_witnesses", kGauge, "",
                                         "Witnesses that are asked to cosign."};
inline constexpr Metric kLedgerCosignatures{"liandong_ledger_cosignatures", kGauge, "",
                                            "Witnesses that cosigned the checkpoint most recently sent to them."};
inline constexpr Metric kLedgerRefused{
    "liandong_ledger_cosignatures_refused_total", kCounter, "",
    "Times a witness refused to cosign because the ledger appears to have been rewritten."};

inline constexpr Metric kSealEpochs{
    "liandong_seal_epochs", kGauge, "",
    "Epochs whose data keys still exist; 1 when all records are encrypted with keys of the newest."};
inline constexpr Metric kSealEpochSeconds{"liandong_seal_epoch_seconds", kGauge, "",
                                          "Age of the newest epoch of data keys, in seconds."};
inline constexpr Metric kSealOlderRootKeys{"liandong_seal_older_root_keys", kGauge, "",
                                           "Keys of the key ring that are still encrypted under an older root key."};

// All metrics, in the order above.
const std::vector<const Metric*>& Catalogue();

}  // namespace liandong::telemetry
