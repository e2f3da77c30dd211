#pragma once

#include <sys/types.h>

#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/seal/keys.h"

namespace liandong::seal {

// The keys that the key ring is wrapped with: they never lie beside the data. The newest wraps, the older ones open
// what is not wrapped anew yet. Thread-safe.
class RootKeys {
 public:
  virtual ~RootKeys() = default;

  // `where` is a file with a key in each line, the newest last, 64 hexadecimal digits each; or a PKCS #11 URI (RFC
  // 7512) of AES keys in a token, of which that with the highest CKA_ID is the newest. FAILED_PRECONDITION unless
  // MayHoldKeys. `suite` wraps where the keys are in a file; a token does AES-GCM.
  // `former` is where keys were kept before, for what they still wrap; may be empty.
  static absl::StatusOr<std::unique_ptr<RootKeys>> Open(const std::string& where, const std::string& former,
                                                        Suite suite);

  // Looks again for newer keys.
  virtual absl::Status Refresh() = 0;

  // Its name tells nothing of the key.
  virtual std::string Newest() const = 0;
  // With the newest.
  virtual absl::StatusOr<std::string> Wrap(const Key& key, absl::string_view bound) const = 0;
  // NOT_FOUND if the key named is not at hand.
  virtual absl::StatusOr<Key> Unwrap(const std::string& root, absl::string_view wrapped,
                                     absl::string_view bound) const = 0;
  // The oldest key itself, where it can leave: what sealed before there was a key ring.
  virtual std::optional<Key> Oldest() const = 0;
};

// Whether a file of this mode is private enough for root keys: its owner alone may read it; or it is root's, lent to a
// group of the `reader`, who is not root. That is how Kubernetes mounts a Secret for an ordinary user.
bool MayHoldKeys(mode_t mode, uid_t owner, uid_t reader);

// The kinds of it.
absl::StatusOr<std::unique_ptr<RootKeys>> OpenRootFile(const std::string& path, Suite suite);
absl::StatusOr<std::unique_ptr<RootKeys>> OpenRootToken(const std::string& uri);

}  // namespace liandong::seal
