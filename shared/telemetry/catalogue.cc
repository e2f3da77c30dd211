#include "shared/telemetry/catalogue.h"

#include "shared/telemetry/caller_metrics.h"
#include "shared/telemetry/connection_metrics.h"

namespace liandong::telemetry {

const std::vector<const Metric*>& Catalogue() {
  static const auto* const kAll =
      new std::vector<const Metric*>{&kBuildInfo,       &kCallsStarted,         &kCallsHandled,
                                     &kCallSeconds,     &kCallsRefused,         &kCallerCalls,
                                     &kCallerWork,      &kCallerBytes,          &kCallerRefusals,
                                     &kConnections,     &kConnectionsRefused,   &kCallerStreams,
                                     &kOwnCheck,        &kCertificateExpiry,    &kCluesReported,
                                     &kCasesOpened,     &kVictimFilesOpened,    &kMatchCandidates,
                                     &kChecks,          &kPlacementsRequested,  &kObligationsOverdue,
                                     &kOutboxMessages,  &kOutboxOldest,         &kOutboxSetAside,
                                     &kLedgerWaiting,   &kLedgerWaitingSeconds, &kLedgerCosignedEntries,
                                     &kLedgerWitnesses, &kLedgerCosignatures,   &kLedgerRefused,
                                     &kSealEpochs,      &kSealEpochSeconds,     &kSealOlderRootKeys};
  return *kAll;
}

}  // namespace liandong::telemetry
