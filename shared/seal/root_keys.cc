#include "shared/seal/root_keys.h"

#include <utility>

#include "absl/strings/match.h"
#include "shared/base/status_macros.h"
#include "shared/seal/root_file.h"
#include "shared/seal/root_token.h"

namespace liandong::seal {
namespace {

// Keys that have moved: those in the new place encrypt, those in the former place still decrypt.
class MovedRoots : public RootKeys {
 public:
  MovedRoots(std::unique_ptr<RootKeys> now, std::unique_ptr<RootKeys> former)
      : now_(std::move(now)), former_(std::move(former)) {}

  absl::Status Refresh() override {
    LD_RETURN_IF_ERROR(now_->Refresh());
    return former_->Refresh();
  }
  std::string Newest() const override { return now_->Newest(); }
  absl::StatusOr<std::string> Wrap(const Key& key, absl::string_view bound) const override {
    return now_->Wrap(key, bound);
  }
  absl::StatusOr<Key> Unwrap(const std::string& root, absl::string_view wrapped,
                             absl::string_view bound) const override {
    auto key = now_->Unwrap(root, wrapped, bound);
    return absl::IsNotFound(key.status()) ? former_->Unwrap(root, wrapped, bound) : key;
  }
  std::optional<Key> Oldest() const override { return former_->Oldest(); }

 private:
  const std::unique_ptr<RootKeys> now_;
  const std::unique_ptr<RootKeys> former_;
};

absl::StatusOr<std::unique_ptr<RootKeys>> OpenPlace(const std::string& where, Suite suite) {
  return absl::StartsWith(where, "pkcs11:") ? OpenRootToken(where) : OpenRootFile(where, suite);
}

}  // namespace

absl::StatusOr<std::unique_ptr<RootKeys>> RootKeys::Open(const std::string& where, const std::string& former,
                                                         Suite suite) {
  LD_ASSIGN_OR_RETURN(auto now, OpenPlace(where, suite));
  if (former.empty()) return now;
  LD_ASSIGN_OR_RETURN(auto before, OpenPlace(former, suite));
  return std::make_unique<MovedRoots>(std::move(now), std::move(before));
}

}  // namespace liandong::seal
