#pragma once

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "shared/threads/turn.h"

namespace liandong::threads {

// Jobs in one line for each caller. The callers take turns (deficit round robin): in each round, every caller who waits
// may have `quantum` more work done, in the order of its jobs. However much one asks for, another's next job is in the
// next round. Not thread-safe.
template <typename Job>
class FairQueue {
 public:
  explicit FairQueue(int64_t quantum) : quantum_(quantum) {}

  void Push(Turn turn, Job job) {
    Line& line = lines_[turn.of];
    if (line.jobs.empty()) order_.push_back(turn.of);
    line.jobs.emplace_back(std::max<int64_t>(1, turn.work), std::move(job));
    ++size_;
  }

  // The jobs of one round, at most `most`. Not empty unless the queue is.
  std::vector<Job> Pop(size_t most) {
    std::vector<Job> popped;
    while (popped.empty() && !order_.empty()) {
      for (size_t waiting = order_.size(); waiting > 0 && popped.size() < most; --waiting) Serve(most, popped);
    }
    return popped;
  }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

 private:
  struct Line {
    int64_t credit = 0;
    std::deque<std::pair<int64_t, Job>> jobs;  // with their work
  };

  // The turn of the first caller.
  void Serve(size_t most, std::vector<Job>& popped) {
    const void* const of = order_.front();
    order_.pop_front();
    Line& line = lines_.find(of)->second;
    line.credit += quantum_;
    while (!line.jobs.empty() && line.jobs.front().first <= line.credit && popped.size() < most) {
      line.credit -= line.jobs.front().first;
      popped.push_back(std::move(line.jobs.front().second));
      line.jobs.pop_front();
      --size_;
    }
    if (line.jobs.empty()) {
      lines_.erase(of);
      return;
    }
    // Nobody saves for later, except for a job that needs more than one round.
    line.credit = std::min(line.credit, line.jobs.front().first);
    order_.push_back(of);
  }

  const int64_t quantum_;
  size_t size_ = 0;
  absl::flat_hash_map<const void*, Line> lines_;
  std::deque<const void*> order_;  // of those who wait
};

}  // namespace liandong::threads
