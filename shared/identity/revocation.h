#pragma once

#include <memory>
#include <string>
#include <thread>
#include "absl/strings/string_view.h"

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"

namespace liandong::identity {

// Serial numbers (upper-case hexadecimal) of a revocation list in PEM that one of the authorities in `authorities_pem`
// has signed. UNAUTHENTICATED if none has.
absl::StatusOr<absl::flat_hash_set<std::string>> ParseRevocationList(absl::string_view crl_pem,
                                                                     absl::string_view authorities_pem);

// The certificates that are no longer good. The list's file is read again when it changes; a list that does not verify
// leaves the last good one in force. Thread-safe.
class Revocations {
 public:
  // Fails unless the first reading does: a service does not start without knowing who is revoked.
  static absl::StatusOr<std::unique_ptr<Revocations>> Watch(const std::string& crl_path, const std::string& ca_path);
  ~Revocations();

  bool Contains(absl::string_view serial) const;

 private:
  Revocations(std::string crl_path, std::string ca_path);
  absl::Status Reload();
  void Run();

  const std::string crl_path_;
  const std::string ca_path_;
  mutable absl::Mutex mutex_;
  absl::flat_hash_set<std::string> serials_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::string loaded_;  // the text in force, to see a change
  std::thread thread_;
};

}  // namespace liandong::identity
