// ledger-verify: verifies the whole ledger of a service, from its database or from the running service.
#include <google/protobuf/util/json_util.h>
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "liandong/ledger/v1/leaf.pb.h"
#include "shared/base/status_macros.h"
#include "shared/command_line/command_line.h"
#include "shared/ledger/verify.h"
#include "shared/store/connect.h"
#include "tools/ledger_verify/live.h"
#include "tools/text_file.h"

ABSL_FLAG(std::vector<std::string>, key, {},
          "PEM files with the current and earlier Ed25519 or SM2 public keys of the ledger. Without them, the check "
          "finds inconsistencies but not a ledger that was rewritten as a whole.");
ABSL_FLAG(
    std::vector<std::string>, checkpoint, {},
    "Files with checkpoints saved earlier or by others. The check fails if the ledger does not continue each of them.");

ABSL_FLAG(bool, sm3, false,
          "Without --key: assume that the ledger is hashed with SM3, as ledgers signed with SM2 are.");

ABSL_FLAG(std::string, authorities, "", "For a running service: PEM file with the certificates of its authorities.");
ABSL_FLAG(std::string, certificate, "",
          "For a running service: PEM file with the caller's certificate, issued to the joint conference office.");
ABSL_FLAG(std::string, certificate_key, "", "For a running service: PEM file with the private key of the certificate.");
ABSL_FLAG(std::string, official, "", "For a running service: number of the official who verifies.");
ABSL_FLAG(bool, print, false, "Also print every entry, one JSON object per line.");

namespace liandong {
namespace {

absl::Status Print(ledger::Source& source) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  int64_t next = 0;
  for (int64_t start = -1; start != next;) {
    start = next;
    LD_RETURN_IF_ERROR(source.Entries(start, [&](int64_t index, absl::string_view bytes) {
      ledger::v1::Leaf leaf;
      std::string line;
      const bool readable = leaf.ParseFromString(std::string(bytes)) &&
                            google::protobuf::util::MessageToJsonString(leaf, &line, options).ok();
      if (readable) std::puts(line.c_str());
      next = index + 1;
    }));
  }
  return absl::OkStatus();
}

// Bit rot outside the rows of the ledger is found by checking the structure of the file.
absl::Status CheckFile(store::Connection& connection) {
  std::string found;
  LD_RETURN_IF_ERROR(connection.Query("PRAGMA integrity_check(1)", {},
                                      [&](const store::Row& row) { found = std::string(row.Text(0)); }));
  return found == "ok" ? absl::OkStatus() : absl::DataLossError("the database file is damaged");
}

// One consistent view of a database that may be in use.
absl::StatusOr<std::unique_ptr<store::Connection>> OpenDatabase(const std::string& where) {
  LD_ASSIGN_OR_RETURN(auto connection, store::Connect(where, store::Connection::Access::kRead));
  if (!store::IsPostgres(where)) LD_RETURN_IF_ERROR(CheckFile(*connection));
  return connection;
}

absl::StatusOr<std::vector<ledger::Checkpoint>> ReadSaved(const ledger::CheckpointVerifier* verifier) {
  std::vector<ledger::Checkpoint> saved;
  for (const std::string& path : absl::GetFlag(FLAGS_checkpoint)) {
    LD_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
    LD_ASSIGN_OR_RETURN(ledger::Checkpoint checkpoint,
                        verifier != nullptr ? verifier->Verify(bytes) : ledger::CheckpointIn(bytes));
    saved.push_back(std::move(checkpoint));
  }
  return saved;
}

void ShowProgress(int64_t entries) {
  if (isatty(STDERR_FILENO) != 0) std::fprintf(stderr, "%lld entries\r", static_cast<long long>(entries));
}

ledger::TreeHash HashFor(const ledger::CheckpointVerifier* verifier) {
  if (verifier != nullptr) return verifier->tree_hash();
  return absl::GetFlag(FLAGS_sm3) ? ledger::TreeHash::kSm3 : ledger::TreeHash::kSha256;
}

absl::StatusOr<ledger::Checkpoint> VerifyOne(ledger::Source& source, const ledger::CheckpointVerifier* verifier) {
  LD_ASSIGN_OR_RETURN(const auto saved, ReadSaved(verifier));
  LD_ASSIGN_OR_RETURN(ledger::Checkpoint checkpoint,
                      ledger::VerifyLedger(source, HashFor(verifier), verifier, saved, ShowProgress));
  if (absl::GetFlag(FLAGS_print)) LD_RETURN_IF_ERROR(Print(source));
  return checkpoint;
}

absl::StatusOr<ledger::Checkpoint> Verify(const std::string& where, const ledger::CheckpointVerifier* verifier) {
  if (absl::string_view address = where; absl::ConsumePrefix(&address, "grpc://")) {
    LD_ASSIGN_OR_RETURN(
        const auto live,
        OpenLive(std::string(address), {absl::GetFlag(FLAGS_authorities), absl::GetFlag(FLAGS_certificate),
                                        absl::GetFlag(FLAGS_certificate_key), absl::GetFlag(FLAGS_official)}));
    return VerifyOne(*live, verifier);
  }
  LD_ASSIGN_OR_RETURN(const auto connection, OpenDatabase(where));
  ledger::StoredSource stored(connection.get(), HashFor(verifier));
  return VerifyOne(stored, verifier);
}

// Empty if no keys are given.
absl::StatusOr<std::optional<ledger::CheckpointVerifier>> Verifier() {
  if (absl::GetFlag(FLAGS_key).empty()) return std::nullopt;
  LD_ASSIGN_OR_RETURN(auto verifier, ledger::CheckpointVerifier::FromFiles(absl::GetFlag(FLAGS_key)));
  return verifier;
}

int Main(const std::vector<char*>& arguments) {
  if (arguments.size() < 2) {
    std::fprintf(stderr, "usage: ledger-verify [--key FILE,…] [--checkpoint FILE,…] LEDGER...\n");
    return 2;
  }
  const auto verifier = Verifier();
  if (!verifier.ok()) {
    std::fprintf(stderr, "ledger-verify: %s\n", std::string(verifier.status().message()).c_str());
    return 2;
  }
  int bad = 0;
  for (size_t i = 1; i < arguments.size(); ++i) {
    const auto checkpoint = Verify(arguments[i], verifier->has_value() ? &**verifier : nullptr);
    if (checkpoint.ok()) {
      std::printf("%s: %s, %lld entries, verified\n", arguments[i], checkpoint->origin.c_str(),
                  static_cast<long long>(checkpoint->size));
    } else {
      ++bad;
      std::printf("%s: NOT VERIFIED: %s\n", arguments[i], std::string(checkpoint.status().message()).c_str());
    }
  }
  return bad == 0 ? 0 : 1;
}

}  // namespace
}  // namespace liandong

int main(int argc, char** argv) {
  return liandong::Main(liandong::command_line::ParseCommandLine(
      argc, argv,
      "Finds any altered, dropped, added or moved entry of a ledger. Arguments: SQLite files, libpq connection strings "
      "or grpc://HOST:PORT of running services. Exit code 0 only if all ledgers verify."));
}
