#include "shared/seal/sealer.h"

#include "absl/strings/str_cat.h"
#include "shared/errors/errors.h"
#include "shared/seal/cipher.h"

namespace liandong::seal {
namespace {

// A format number, whether there is a record key, and the epoch; followed by the ciphertext of the suite.
constexpr char kForm = 2;
constexpr size_t kEpochAt = 2;
constexpr size_t kEpochSize = 8;
constexpr size_t kHeader = kEpochAt + kEpochSize;

std::string Bound(const Place& place, absl::string_view header = "") {
  return absl::StrCat(place.table, "\n", place.id, "\n", place.version, header);
}

Key KeyFor(const DataKey& data, const std::optional<Key>& own) {
  return Key(data.digest.Of(own.has_value() ? own->view() : absl::string_view("no key of its own")));
}

bool HasHeader(absl::string_view sealed) { return sealed.size() >= kHeader && sealed.front() == kForm; }
absl::string_view EpochOf(absl::string_view sealed) { return sealed.substr(kEpochAt, kEpochSize); }

}  // namespace

std::string Sealer::Seal(const Place& place, absl::string_view plain, const std::optional<Key>& own) const {
  const auto data = ring_->SealingFor(place.table, place.division);
  const std::string header = absl::StrCat(std::string{kForm, static_cast<char>(own.has_value())}, data->epoch);
  return absl::StrCat(header, Encrypt(data->suite, KeyFor(*data, own), Bound(place, header), plain));
}

absl::StatusOr<std::string> Sealer::Open(const Place& place, absl::string_view sealed,
                                         const std::optional<Key>& own) const {
  const auto data = HasHeader(sealed) ? ring_->For(EpochOf(sealed), place.table, place.division) : nullptr;
  if (data == nullptr) return OpenWithoutEpoch(place, sealed);
  const bool has_own = sealed[1] != 0;
  if (has_own && !own.has_value()) return errors::Refuse(contract::v1::ERROR_REASON_RECORD_ERASED);
  return Decrypt(data->suite, KeyFor(*data, has_own ? own : std::nullopt), Bound(place, sealed.substr(0, kHeader)),
                 sealed.substr(kHeader));
}

bool Sealer::IsFresh(absl::string_view sealed) const {
  return HasHeader(sealed) && EpochOf(sealed) == ring_->Sealing();
}

// The format from before there were epochs.
absl::StatusOr<std::string> Sealer::OpenWithoutEpoch(const Place& place, absl::string_view sealed) const {
  return Decrypt(Suite::kStandard, ring_->Lasting("records"), Bound(place), sealed);
}

}  // namespace liandong::seal
