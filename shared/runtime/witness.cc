#include "shared/runtime/witness.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "shared/base/status_macros.h"
#include "shared/ledger/origin.h"

namespace liandong::runtime {

absl::StatusOr<ledger::Witness> MakeWitness(const Config& config) {
  std::optional<ledger::Cosigner> cosigner;
  if (!config.witness_key_path.empty()) {
    LD_ASSIGN_OR_RETURN(cosigner,
                        ledger::Cosigner::FromFile(config.witness_key_path, ledger::WitnessNameOf(config.service)));
  }
  std::map<std::string, ledger::CheckpointVerifier> known;
  for (const auto& [service, paths] : config.witnessed) {
    LD_ASSIGN_OR_RETURN(auto verifier, ledger::CheckpointVerifier::FromFiles(paths));
    known.emplace(ledger::OriginOf(service), std::move(verifier));
  }
  return ledger::Witness(std::move(cosigner), std::move(known));
}

}  // namespace liandong::runtime
