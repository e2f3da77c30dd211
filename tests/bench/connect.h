#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <string>

namespace liandong::bench {

// An address of 127.0.0.1 that no other call of this function returns and that was free a moment ago.
std::string FreeAddress();

// A connection of its own with the certificate of an agency. The benchmark ends if nobody answers.
std::shared_ptr<grpc::Channel> ConnectAs(const std::string& pki, const std::string& agency, const std::string& address);

std::string ReadFile(const std::string& path);

}  // namespace liandong::bench
