#include "shared/store/prepared.h"

#include <utility>

namespace liandong::store {
namespace {

std::function<void(const Prepared&)>& Observer() {
  static auto* const observer = new std::function<void(const Prepared&)>();
  return *observer;
}

}  // namespace

void ObservePrepared(std::function<void(const Prepared&)> observe) { Observer() = std::move(observe); }

void TellPrepared(const Prepared& prepared) {
  if (Observer() != nullptr) Observer()(prepared);
}

}  // namespace liandong::store
