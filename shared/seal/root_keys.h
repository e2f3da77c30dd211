#pragma once

#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/seal/keys.h"

namespace liandong::seal {

// The keys that encrypt the key ring. They are never stored next to the data. The newest encrypts; older ones decrypt
// what is not yet encrypted again. Thread-safe.
class RootKeys {
 public:
  virtual ~RootKeys() = default;

  // `where` is a file with one key of 64 hexadecimal digits per line, the newest last; or a PKCS #11 URI (RFC 7512) of
  // AES keys in a token, of which the one with the highest CKA_ID is the newest. FAILED_PRECONDITION if others may read
  // the file (MayHoldKeys in root_file.h). `suite` encrypts if the keys are in a file; a token uses AES-GCM. `former`
  // is the previous location of the keys, for what they still encrypt; may be empty.
  static absl::StatusOr<std::unique_ptr<RootKeys>> Open(const std::string& where, const std::string& former,
                                                        Suite suite);

  // Checks for newer keys.
  virtual absl::Status Refresh() = 0;

  // The name of a key reveals nothing about it.
  virtual std::string Newest() const = 0;
  // Encrypts with the newest key.
  virtual absl::StatusOr<std::string> Wrap(const Key& key, absl::string_view bound) const = 0;
  // NOT_FOUND if the named key is not available.
  virtual absl::StatusOr<Key> Unwrap(const std::string& root, absl::string_view wrapped,
                                     absl::string_view bound) const = 0;
  // The oldest key itself, if it can be exported. It encrypted the records before there was a key ring.
  virtual std::optional<Key> Oldest() const = 0;
};

}  // namespace liandong::seal
