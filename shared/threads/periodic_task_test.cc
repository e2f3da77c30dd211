#include <gtest/gtest.h>

#include <memory>

#include "absl/synchronization/notification.h"
#include "shared/threads/periodic_task.h"

namespace liandong::threads {
namespace {

TEST(PeriodicTask, GoesOnWhileThereIsMoreAndEndsWhenStopped) {
  absl::Notification third;
  int count = 0;
  PeriodicTask task("test", {.interval = absl::InfiniteDuration()}, [&] {
    if (++count == 3) third.Notify();
    return count < 3;
  });
  task.Start();
  task.Call();
  third.WaitForNotification();
  task.Stop();
  EXPECT_TRUE(task.stopping());
  EXPECT_EQ(count, 3);
}

TEST(PeriodicTask, RunsAfterTheIntervalWhenItIsNotCalled) {
  absl::Notification first;
  PeriodicTask task("test", {.interval = absl::Milliseconds(1)}, [&] {
    if (!first.HasBeenNotified()) first.Notify();
    return false;
  });
  task.Start();
  first.WaitForNotification();
}

TEST(PeriodicTask, ARoundSaysWhenTheNextIsDue) {
  absl::Notification second;
  int count = 0;
  std::unique_ptr<PeriodicTask> task;
  task = std::make_unique<PeriodicTask>("test", PeriodicTask::Times{.interval = absl::InfiniteDuration()}, [&] {
    if (++count == 1) task->CallWithin(absl::Milliseconds(1));
    if (count == 2) second.Notify();
    return false;
  });
  task->Start();
  task->Call();
  second.WaitForNotification();
}

}  // namespace
}  // namespace liandong::threads
