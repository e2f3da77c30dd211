#include "shared/threads/turn.h"

#include <utility>

namespace liandong::threads {
namespace {

thread_local Turn current;

}  // namespace

TurnScope::TurnScope(Turn turn) : outer_(std::exchange(current, turn)) {}

TurnScope::~TurnScope() { current = outer_; }

Turn TurnScope::Current() { return current; }

}  // namespace liandong::threads
