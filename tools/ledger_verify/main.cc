// ledger-verify: checks a service's whole ledger from its database file.
#include <google/protobuf/util/json_util.h>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/str_cat.h"
#include "liandong/ledger/v1/leaf.pb.h"
#include "shared/base/status_macros.h"
#include "shared/ledger/verify.h"
#include "shared/store/sqlite_connection.h"

ABSL_FLAG(std::string, key, "",
          "File with the Ed25519 public key that signs the ledger's checkpoint, PEM. Without it the ledger is checked "
          "against itself, not against whoever could rewrite all of it.");
ABSL_FLAG(std::string, checkpoint, "", "File with a checkpoint saved earlier: the ledger must contain it.");

ABSL_FLAG(bool, print, false, "Also print every entry, one JSON object a line.");

namespace liandong {
namespace {

absl::Status Print(store::ReadTx& tx) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  return tx.Query("SELECT leaf FROM ledger_leaf ORDER BY seq", {}, [&](const store::Row& row) {
    ledger::v1::Leaf leaf;
    std::string line;
    const bool readable = leaf.ParseFromString(std::string(row.Bytes(0))) &&
                          google::protobuf::util::MessageToJsonString(leaf, &line, options).ok();
    if (readable) std::puts(line.c_str());
  });
}

// Bit rot outside the ledger's own rows shows in the file's structure.
absl::Status CheckFile(store::SqliteConnection& connection) {
  std::string found;
  LD_RETURN_IF_ERROR(connection.Query("PRAGMA integrity_check(1)", {},
                                      [&](const store::Row& row) { found = std::string(row.Text(0)); }));
  return found == "ok" ? absl::OkStatus() : absl::DataLossError("the database file is damaged");
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::unique_ptr<std::FILE, decltype(&std::fclose)> file(std::fopen(path.c_str(), "r"), std::fclose);
  if (file == nullptr) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  std::string text(1 << 16, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  return text;
}

// What was fixed then must stand there still.
absl::Status CheckContains(store::ReadTx& tx, const ledger::Checkpoint& saved) {
  std::string chain;
  LD_RETURN_IF_ERROR(tx.Query("SELECT chain FROM ledger_leaf WHERE seq = $1", {saved.size},
                              [&](const store::Row& row) { chain = std::string(row.Bytes(0)); }));
  if (saved.size == 0 || chain == saved.hash) return absl::OkStatus();
  return absl::DataLossError("the ledger is not the one of the saved checkpoint");
}

absl::StatusOr<ledger::Checkpoint> VerifyFile(const std::string& path, const ledger::CheckpointVerifier* verifier) {
  LD_ASSIGN_OR_RETURN(auto connection, store::SqliteConnection::Open(path, store::SqliteConnection::Mode::kReadOnly));
  // One view of a database that may be in use.
  LD_RETURN_IF_ERROR(connection->Script("BEGIN"));
  LD_RETURN_IF_ERROR(CheckFile(*connection));
  LD_ASSIGN_OR_RETURN(ledger::Checkpoint checkpoint, ledger::VerifyLedger(*connection, verifier, [](int64_t entries) {
                        if (entries % 100000 == 0)
                          std::fprintf(stderr, "%lld entries\r", static_cast<long long>(entries));
                      }));
  if (const std::string saved_path = absl::GetFlag(FLAGS_checkpoint); !saved_path.empty()) {
    LD_ASSIGN_OR_RETURN(const std::string note, ReadFile(saved_path));
    LD_ASSIGN_OR_RETURN(const ledger::Checkpoint saved,
                        verifier != nullptr ? verifier->Verify(note) : ledger::ParseCheckpoint(note));
    LD_RETURN_IF_ERROR(CheckContains(*connection, saved));
  }
  if (absl::GetFlag(FLAGS_print)) LD_RETURN_IF_ERROR(Print(*connection));
  return checkpoint;
}

int Main(const std::vector<char*>& arguments) {
  if (arguments.size() < 2) {
    std::fprintf(stderr, "usage: ledger-verify [--key FILE] [--checkpoint FILE] DATABASE...\n");
    return 2;
  }
  std::optional<ledger::CheckpointVerifier> verifier;
  if (const std::string key = absl::GetFlag(FLAGS_key); !key.empty()) {
    auto opened = ledger::CheckpointVerifier::FromFile(key);
    if (!opened.ok()) {
      std::fprintf(stderr, "ledger-verify: %s\n", std::string(opened.status().message()).c_str());
      return 2;
    }
    verifier = *std::move(opened);
  }
  int bad = 0;
  for (size_t i = 1; i < arguments.size(); ++i) {
    const auto checkpoint = VerifyFile(arguments[i], verifier.has_value() ? &*verifier : nullptr);
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
  absl::SetProgramUsageMessage(
      "Finds any altered, dropped, added or moved entry of ledgers. Arguments: database files. Exit code 0 only if all "
      "verify.");
  return liandong::Main(absl::ParseCommandLine(argc, argv));
}
