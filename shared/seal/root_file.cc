#include "shared/seal/root_file.h"

#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "shared/base/status_macros.h"
#include "shared/seal/cipher.h"

namespace liandong::seal {

bool MayHoldKeys(mode_t mode, uid_t owner, uid_t reader) {
  constexpr mode_t kOfGroup = S_IWGRP | S_IXGRP;
  const bool lent = owner == 0 && reader != 0;
  return (mode & ((lent ? kOfGroup : S_IRWXG) | S_IRWXO)) == 0;
}

namespace {

constexpr size_t kNameSize = 8;

struct NamedKey {
  std::string name;
  Key key;
};

// The encryption of nothing identifies the key without revealing anything about it.
std::string NameOf(const Key& key) {
  return absl::BytesToHexString(Derive(Suite::kStandard, key, "name").view().substr(0, kNameSize));
}

absl::StatusOr<Key> ParseKey(absl::string_view hex) {
  if (hex.size() != 2 * Key::kSize || !std::all_of(hex.begin(), hex.end(), absl::ascii_isxdigit)) {
    return absl::InvalidArgumentError("the line must consist of 64 hexadecimal digits");
  }
  std::string bytes = absl::HexStringToBytes(hex);
  Key key(bytes);
  OPENSSL_cleanse(bytes.data(), bytes.size());
  return key;
}

absl::StatusOr<std::vector<NamedKey>> ReadKeys(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) return absl::NotFoundError(absl::StrCat("cannot read the key file ", path));
  if (!MayHoldKeys(info.st_mode, info.st_uid, geteuid())) {
    return absl::FailedPreconditionError(absl::StrCat("the key file must be readable only by its owner: ", path));
  }
  std::ifstream file(path);
  std::vector<NamedKey> keys;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    const absl::string_view text = absl::StripAsciiWhitespace(line);
    const bool is_key = !text.empty() && text.front() != '#';
    absl::StatusOr<Key> key = is_key ? ParseKey(text) : absl::StatusOr<Key>(absl::NotFoundError(""));
    OPENSSL_cleanse(line.data(), line.size());
    if (!is_key) continue;
    if (!key.ok()) return absl::InvalidArgumentError(absl::StrCat(path, ":", number, ": ", key.status().message()));
    keys.push_back({NameOf(*key), *key});
  }
  if (keys.empty()) return absl::InvalidArgumentError(absl::StrCat(path, " contains no key of 64 hexadecimal digits"));
  return keys;
}

class RootFile : public RootKeys {
 public:
  RootFile(std::string path, Suite suite) : path_(std::move(path)), suite_(suite) {}

  absl::Status Refresh() override {
    LD_ASSIGN_OR_RETURN(auto keys, ReadKeys(path_));
    const absl::MutexLock lock(&mutex_);
    keys_ = std::move(keys);
    return absl::OkStatus();
  }

  std::string Newest() const override {
    const absl::MutexLock lock(&mutex_);
    return keys_.back().name;
  }

  // The suite is stored before it, because the file may have encrypted with another suite earlier.
  absl::StatusOr<std::string> Wrap(const Key& key, absl::string_view bound) const override {
    const absl::MutexLock lock(&mutex_);
    return absl::StrCat(std::string(1, static_cast<char>(suite_)),
                        Encrypt(suite_, keys_.back().key, bound, key.view()));
  }

  absl::StatusOr<Key> Unwrap(const std::string& root, absl::string_view wrapped,
                             absl::string_view bound) const override {
    const absl::MutexLock lock(&mutex_);
    const auto found = std::find_if(keys_.begin(), keys_.end(), [&](const NamedKey& one) { return one.name == root; });
    if (found == keys_.end()) return absl::NotFoundError(absl::StrCat(path_, " does not contain the root key ", root));
    const auto suite = SuiteFromNumber(wrapped.empty() ? 0 : wrapped.front());
    if (!suite.has_value()) return absl::DataLossError("an encrypted key names an unknown algorithm suite");
    LD_ASSIGN_OR_RETURN(std::string bytes, Decrypt(*suite, found->key, bound, wrapped.substr(1)));
    if (bytes.size() != Key::kSize) return absl::DataLossError("an encrypted key has the wrong size");
    Key key(bytes);
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return key;
  }

  std::optional<Key> Oldest() const override {
    const absl::MutexLock lock(&mutex_);
    return keys_.front().key;
  }

 private:
  const std::string path_;
  const Suite suite_;
  mutable absl::Mutex mutex_;
  std::vector<NamedKey> keys_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<RootKeys>> OpenRootFile(const std::string& path, Suite suite) {
  auto file = std::make_unique<RootFile>(path, suite);
  LD_RETURN_IF_ERROR(file->Refresh());
  return file;
}

}  // namespace liandong::seal
