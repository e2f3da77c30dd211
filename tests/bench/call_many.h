#pragma once

#include <grpcpp/channel.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace liandong::bench {

// Calls that fill a store.
struct Calls {
  std::string method;
  std::string purpose;
  std::function<std::string()> request;  // serialized; called by several threads
  // With the serialized reply; by one thread at a time.
  std::function<void(size_t channel, const std::string& reply)> answered = [](size_t, const std::string&) {};
};

// Makes this many calls, many at once, so that a server commits them in large batches: only its own methods keep
// indexes, encryption and ledger true. The benchmark ends if a call fails for another reason than load.
void CallMany(const std::vector<std::shared_ptr<grpc::Channel>>& channels, const Calls& calls, int count);

}  // namespace liandong::bench
