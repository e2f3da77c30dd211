// The only file that uses grpc::internal. gRPC 1.51 has no public way to add a method to a service at run time: the
// code that protoc's plugin generates calls AddMethod and MarkMethodCallback with handler objects of grpc::internal,
// and this file does the same with one handler for bytes. The public alternative, CallbackGenericService, costs 60 %
// more processor time for each call and keeps the methods out of reflection; generated services would decode a request
// before its caller is admitted, and need a class for each service.
#include "shared/contract/dispatch/byte_service.h"

#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/codegen/server_callback_handlers.h>

#include <utility>

namespace liandong::contract {

using grpc::internal::CallbackServerStreamingHandler;
using grpc::internal::CallbackUnaryHandler;
using grpc::internal::RpcMethod;
using grpc::internal::RpcServiceMethod;

void ByteService::AddUnary(const char* path, Unary begin) {
  AddMethod(new RpcServiceMethod(path, RpcMethod::NORMAL_RPC, nullptr));
  MarkMethodCallback(methods_++, new CallbackUnaryHandler<grpc::ByteBuffer, grpc::ByteBuffer>(std::move(begin)));
}

void ByteService::AddServerStream(const char* path, ServerStream begin) {
  AddMethod(new RpcServiceMethod(path, RpcMethod::SERVER_STREAMING, nullptr));
  MarkMethodCallback(methods_++,
                     new CallbackServerStreamingHandler<grpc::ByteBuffer, grpc::ByteBuffer>(std::move(begin)));
}

}  // namespace liandong::contract
