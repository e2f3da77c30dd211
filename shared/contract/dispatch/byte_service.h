#pragma once

#include <grpcpp/impl/service_type.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <functional>

namespace liandong::contract {

// A gRPC service whose methods are added one by one and receive and send their messages as bytes. To gRPC it is like
// any other service: reflection lists it, and its calls take the fast path of the callback API.
class ByteService : public grpc::Service {
 protected:
  using Unary = std::function<grpc::ServerUnaryReactor*(grpc::CallbackServerContext*, const grpc::ByteBuffer* request,
                                                        grpc::ByteBuffer* reply)>;
  using ServerStream = std::function<grpc::ServerWriteReactor<grpc::ByteBuffer>*(grpc::CallbackServerContext*,
                                                                                 const grpc::ByteBuffer* request)>;

  // In the order of the methods in the service's descriptor. `path` (`/liandong.clue.v1.ClueService/GetClue`) must
  // outlive the service.
  void AddUnary(const char* path, Unary begin);
  void AddServerStream(const char* path, ServerStream begin);

 private:
  int methods_ = 0;
};

}  // namespace liandong::contract
