#include "shared/seal/key_ring.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace liandong::seal {
namespace {

// The number of tables times divisions times epochs: some hundreds.
constexpr size_t kMostMade = 4096;

std::string SealingOf(const std::vector<RingKey>& epochs, absl::Time announced) {
  const auto found =
      std::find_if(epochs.rbegin(), epochs.rend(), [&](const RingKey& one) { return one.create_time < announced; });
  return found == epochs.rend() ? epochs.front().id : found->id;
}

}  // namespace

KeyRing::KeyRing(RingKey lasting, std::vector<RingKey> epochs, absl::Time announced)
    : lasting_(std::move(lasting)), epochs_(std::move(epochs)), sealing_(SealingOf(epochs_, announced)) {}

void KeyRing::Replace(std::vector<RingKey> epochs, absl::Time announced) {
  const absl::MutexLock lock(&mutex_);
  epochs_ = std::move(epochs);
  sealing_ = SealingOf(epochs_, announced);
  made_.clear();
}

std::vector<RingKey> KeyRing::epochs() const {
  const absl::ReaderMutexLock lock(&mutex_);
  return epochs_;
}

std::string KeyRing::Sealing() const {
  const absl::ReaderMutexLock lock(&mutex_);
  return sealing_;
}

std::shared_ptr<const DataKey> KeyRing::SealingFor(absl::string_view table, absl::string_view division) const {
  // The sealer may be dropped between the two steps.
  while (true) {
    auto data = For(Sealing(), table, division);
    if (data != nullptr) return data;
  }
}

std::shared_ptr<const DataKey> KeyRing::For(absl::string_view epoch, absl::string_view table,
                                            absl::string_view division) const {
  {
    const absl::ReaderMutexLock lock(&mutex_);
    const auto found = made_.find(std::tuple(epoch, table, division));
    if (found != made_.end()) return found->second;
  }
  const absl::MutexLock lock(&mutex_);
  return Made(epoch, table, division);
}

std::shared_ptr<const DataKey> KeyRing::Made(absl::string_view epoch, absl::string_view table,
                                             absl::string_view division) const {
  const auto own = std::find_if(epochs_.begin(), epochs_.end(), [&](const RingKey& one) { return one.id == epoch; });
  if (own == epochs_.end()) return nullptr;
  if (made_.size() >= kMostMade) made_.clear();
  const Key key = Derive(own->suite, own->key, absl::StrCat("records/", table, "/", division));
  return made_
      .emplace(Path(epoch, table, division),
               std::make_shared<const DataKey>(DataKey{own->id, own->suite, KeyedDigest(own->suite, key)}))
      .first->second;
}

}  // namespace liandong::seal
