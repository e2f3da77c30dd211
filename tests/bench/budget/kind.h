#pragma once

#include <grpcpp/grpcpp.h>

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace liandong::budget {

// A kind of call.
struct Kind {
  std::string name;
  // Prepares such calls and returns a function that makes one and waits until it is answered.
  std::function<std::function<void()>()> prepare;
};

using Channel = std::shared_ptr<grpc::Channel>;

// The metadata of a call.
inline void Cite(grpc::ClientContext& context, const std::string& purpose) {
  context.AddMetadata("ld-purpose", purpose);
  context.AddMetadata("ld-operator", "BUDGET-1");
}

// Makes a call and returns the reply. The program ends if it fails.
template <typename Stub, typename Request, typename Reply>
Reply Make(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Reply*),
           const std::string& purpose, const Request& request) {
  grpc::ClientContext context;
  Cite(context, purpose);
  Reply reply;
  const grpc::Status status = (stub.*method)(&context, request, &reply);
  if (status.ok()) return reply;
  std::fprintf(stderr, "budget: %s failed: %d %s\n", Request::descriptor()->name().c_str(), status.error_code(),
               status.error_message().c_str());
  std::_Exit(1);
}

}  // namespace liandong::budget
