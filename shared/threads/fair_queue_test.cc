#include "shared/threads/fair_queue.h"

#include <gtest/gtest.h>

namespace liandong::threads {
namespace {

constexpr int64_t kQuantum = 4;
const int kA = 0;
const int kB = 0;
const Turn kOfA{.of = &kA};
const Turn kOfB{.of = &kB};

TEST(FairQueue, KeepsTheOrderOfOneCaller) {
  FairQueue<int> queue(kQuantum);
  for (int i = 0; i < 6; ++i) queue.Push(kOfA, i);
  EXPECT_EQ(queue.Pop(100), (std::vector<int>{0, 1, 2, 3}));
  EXPECT_EQ(queue.Pop(100), (std::vector<int>{4, 5}));
  EXPECT_TRUE(queue.Pop(100).empty());
}

TEST(FairQueue, ACallerIsInTheNextRoundHoweverManyJobsOfAnotherWait) {
  FairQueue<int> queue(kQuantum);
  for (int i = 0; i < 100; ++i) queue.Push(kOfA, i);
  queue.Push(kOfB, 1000);
  EXPECT_EQ(queue.Pop(100), (std::vector<int>{0, 1, 2, 3, 1000}));
  EXPECT_EQ(queue.size(), 96u);
}

TEST(FairQueue, TurnsGoOnWhenOnlyOneJobIsTaken) {
  FairQueue<int> queue(kQuantum);
  for (int i = 0; i < 3; ++i) queue.Push(kOfA, i);
  queue.Push(kOfB, 1000);
  EXPECT_EQ(queue.Pop(1), std::vector<int>{0});
  EXPECT_EQ(queue.Pop(1), std::vector<int>{1000});
  EXPECT_EQ(queue.Pop(1), std::vector<int>{1});
  EXPECT_EQ(queue.Pop(1), std::vector<int>{2});
}

TEST(FairQueue, AJobWithMuchWorkWaitsForSeveralRoundsOfOthers) {
  FairQueue<int> queue(kQuantum);
  queue.Push({.of = &kA, .work = 10}, 0);
  for (int i = 1; i <= 12; ++i) queue.Push(kOfB, i);
  EXPECT_EQ(queue.Pop(100), (std::vector<int>{1, 2, 3, 4}));
  EXPECT_EQ(queue.Pop(100), (std::vector<int>{5, 6, 7, 8}));
  EXPECT_EQ(queue.Pop(100), (std::vector<int>{0, 9, 10, 11, 12}));
}

TEST(FairQueue, AloneEvenAJobWithMuchWorkRunsAtOnce) {
  FairQueue<int> queue(kQuantum);
  queue.Push({.of = &kA, .work = 1000}, 7);
  EXPECT_EQ(queue.Pop(100), std::vector<int>{7});
}

}  // namespace
}  // namespace liandong::threads
