#pragma once

#include <cstdint>

namespace liandong::threads {

// Whose job it is, and how much work it is, so that the jobs of one do not delay those of another for long.
struct Turn {
  const void* of = nullptr;  // identifies a caller; null: the process itself
  int64_t work = 1;
};

// While it exists, what this thread passes to the database is a turn of this caller.
class TurnScope {
 public:
  explicit TurnScope(Turn turn);
  ~TurnScope();
  TurnScope(const TurnScope&) = delete;
  TurnScope& operator=(const TurnScope&) = delete;

  // The innermost one of this thread.
  static Turn Current();

 private:
  const Turn outer_;
};

}  // namespace liandong::threads
