#pragma once

#include <memory>
#include <string>
#include <thread>
#include "absl/strings/string_view.h"

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"

namespace liandong::identity {

// The serial numbers (upper-case hexadecimal) of a PEM revocation list that one of the authorities in `authorities_pem`
// has signed. UNAUTHENTICATED if none of them has.
absl::StatusOr<absl::flat_hash_set<std::string>> ParseRevocationList(absl::string_view crl_pem,
                                                                     absl::string_view authorities_pem);

// The revoked certificates. The file is read again when it changes. If the new list does not verify, the last valid one
// stays in force. Thread-safe.
class Revocations {
 public:
  // Fails if the first reading fails: a service does not start without a revocation list.
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
  std::string loaded_;  // the text in force, to detect a change
  std::thread thread_;
};

}  // namespace liandong::identity
