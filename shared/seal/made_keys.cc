#include "shared/seal/made_keys.h"

namespace liandong::seal {
namespace {

thread_local MadeKeys* current = nullptr;

}  // namespace

MadeKeys::MadeKeys() { current = this; }
MadeKeys::~MadeKeys() { current = nullptr; }

void MadeKeys::Add(absl::string_view id, const Key& key) {
  if (current != nullptr) current->keys_.emplace_back(id, key);
}

std::optional<Key> MadeKeys::Find(absl::string_view id) {
  if (current == nullptr) return std::nullopt;
  for (const auto& [made, key] : current->keys_) {
    if (made == id) return key;
  }
  return std::nullopt;
}

}  // namespace liandong::seal
