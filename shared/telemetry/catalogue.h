#pragma once

#include <vector>

// Every metric of the suite's processes, named by Prometheus' conventions. docs/metrics.md is made of it. Labels are
// methods, codes, kinds and agencies, never persons, cases or records.
namespace liandong::telemetry {

struct Metric {
  const char* name;
  const char* type;
  const char* labels;  // names, with commas between
  const char* help;
};

inline constexpr char kCounter[] = "counter";
inline constexpr char kGauge[] = "gauge";
inline constexpr char kHistogram[] = "histogram";

// What gRPC's own middleware calls them.
inline constexpr Metric kCallsStarted{"grpc_server_started_total", kCounter, "grpc_type,grpc_service,grpc_method",
                                      "Calls begun."};
inline constexpr Metric kCallsHandled{"grpc_server_handled_total", kCounter,
                                      "grpc_type,grpc_service,grpc_method,grpc_code",
                                      "Calls finished, by status code."};
inline constexpr Metric kCallSeconds{"grpc_server_handling_seconds", kHistogram, "grpc_type,grpc_service,grpc_method",
                                     "Time from a call's arrival until its reply is ready, in seconds."};
inline constexpr Metric kCallsRefused{"liandong_calls_refused_total", kCounter, "caller,reason",
                                      "Calls refused, by the agency or service that called (empty if it was not known) "
                                      "and the reason."};

inline constexpr Metric kCertificateExpiry{"liandong_certificate_expiry_timestamp_seconds", kGauge, "",
                                           "When the process's own certificate expires, in seconds since 1970."};

inline constexpr Metric kCluesReported{"liandong_clues_reported_total", kCounter, "channel,repeat", "Clues reported."};
inline constexpr Metric kCasesOpened{"liandong_cases_opened_total", kCounter, "kind", "Cases opened."};
inline constexpr Metric kVictimFilesOpened{"liandong_victim_files_opened_total", kCounter, "kind",
                                           "Victim files opened."};
inline constexpr Metric kMatchCandidates{"liandong_match_candidates_total", kCounter, "",
                                         "Pairs that were found to be decided by the police."};
inline constexpr Metric kChecks{"liandong_checks_total", kCounter, "kind,outcome", "Registration checks."};
inline constexpr Metric kPlacementsRequested{"liandong_placements_requested_total", kCounter, "category",
                                             "Persons handed over for placement."};
inline constexpr Metric kObligationsOverdue{"liandong_obligations_overdue", kGauge, "kind",
                                            "Unmet obligations past their time."};

inline constexpr Metric kOutboxMessages{"liandong_outbox_messages", kGauge, "",
                                        "Messages to other services that wait."};
inline constexpr Metric kOutboxOldest{"liandong_outbox_oldest_seconds", kGauge, "",
                                      "Age of the oldest message that waits, in seconds."};

inline constexpr Metric kLedgerWaiting{"liandong_ledger_waiting_entries", kGauge, "",
                                       "Ledger entries that are not in the tree yet (on PostgreSQL)."};
inline constexpr Metric kLedgerWaitingSeconds{
    "liandong_ledger_waiting_seconds", kGauge, "",
    "Age of the oldest entry that is not in the tree, in seconds (on PostgreSQL)."};
inline constexpr Metric kLedgerCosignedEntries{"liandong_ledger_cosigned_entries", kGauge, "",
                                               "Entries under the checkpoint shown to witnesses last."};
inline constexpr Metric kLedgerWitnesses{"liandong_ledger_witnesses", kGauge, "",
                                         "Witnesses to whom checkpoints are shown."};
inline constexpr Metric kLedgerCosignatures{"liandong_ledger_cosignatures", kGauge, "",
                                            "Witnesses that cosigned the checkpoint shown last."};
inline constexpr Metric kLedgerRefused{"liandong_ledger_cosignatures_refused_total", kCounter, "",
                                       "Showings at which a witness held that the ledger was rewritten."};

inline constexpr Metric kSealEpochs{"liandong_seal_epochs", kGauge, "",
                                    "Epochs of data keys that records may be sealed in."};
inline constexpr Metric kSealEpochSeconds{"liandong_seal_epoch_seconds", kGauge, "",
                                          "Age of the newest epoch of data keys, in seconds."};
inline constexpr Metric kSealOlderRootKeys{"liandong_seal_older_root_keys", kGauge, "",
                                           "Keys of the ring that an older root key still wraps."};

// All of them, in the order above.
const std::vector<const Metric*>& Catalogue();

}  // namespace liandong::telemetry
