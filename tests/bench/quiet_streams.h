#pragma once

#include <memory>
#include <string>
#include <vector>

#include "liandong/clue/v1/clue_service.grpc.pb.h"

namespace liandong::bench {

// Open watch streams of agencies that have no clues, so that no event reaches them.
class QuietStreams {
 public:
  // The benchmark ends if a stream is refused.
  QuietStreams(const std::string& pki, const std::string& address, int count);
  ~QuietStreams();
  QuietStreams(const QuietStreams&) = delete;
  QuietStreams& operator=(const QuietStreams&) = delete;

 private:
  struct Stream {
    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReader<clue::v1::ClueEvent>> reader;
  };
  std::vector<std::unique_ptr<clue::v1::ClueService::Stub>> stubs_;
  std::vector<std::unique_ptr<Stream>> streams_;
};

}  // namespace liandong::bench
