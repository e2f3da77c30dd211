#include "tests/bench/processor_time.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "absl/time/clock.h"
#include "tests/bench/child.h"

namespace liandong::bench {
namespace {

constexpr absl::Duration kEnough = absl::Milliseconds(50);

TEST(ProcessorTime, CountsTheChildrenOfAProcess) {
  // The inner loop ends by itself, because only the shell is stopped.
  const Child shell({"/bin/sh", "-c", "(i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done) & wait"});
  const absl::Time until = absl::Now() + absl::Seconds(30);
  while (ProcessorTime(shell.pid()) < kEnough && absl::Now() < until) absl::SleepFor(absl::Milliseconds(20));
  EXPECT_GE(ProcessorTime(shell.pid()), kEnough);
}

TEST(ProcessorTime, CountsChildrenThatHaveEnded) {
  const absl::Duration before = ProcessorTime(getpid());
  ASSERT_TRUE(RunToEnd({"/bin/sh", "-c", "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done"}));
  EXPECT_GT(ProcessorTime(getpid()) - before, absl::Milliseconds(20));
}

}  // namespace
}  // namespace liandong::bench
