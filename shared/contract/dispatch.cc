#include "shared/contract/dispatch.h"

#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/codegen/server_callback_handlers.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"
#include "shared/contract/unary_call.h"
#include "shared/contract/watch_stream.h"

namespace liandong::contract {
namespace {

absl::Status Fault(const Method& method, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(method.descriptor->full_name(), ": ", what));
}

absl::Status CheckHandler(const Method& method, const Handler& handler) {
  if (handler.request_type != method.descriptor->input_type() ||
      handler.reply_type != method.descriptor->output_type()) {
    return Fault(method, "the handler has another request or reply type");
  }
  const bool fits =
      method.streams ? handler.watch != nullptr : (method.writes ? handler.write != nullptr : handler.read != nullptr);
  return fits ? absl::OkStatus() : Fault(method, "the handler does not match the method's effect");
}

}  // namespace

absl::StatusOr<std::unique_ptr<Dispatch>> Dispatch::Create(const google::protobuf::ServiceDescriptor& service,
                                                           std::map<std::string, Handler> handlers,
                                                           const Environment& environment, WatchHub* hub) {
  LD_ASSIGN_OR_RETURN(std::vector<Method> methods, MethodsOf(service));
  auto dispatch = std::unique_ptr<Dispatch>(new Dispatch);
  for (size_t i = 0; i < methods.size(); ++i) {
    Method& method = methods[i];
    auto handler = handlers.extract(method.descriptor->name());
    if (handler.empty()) return Fault(method, "the method has no handler");
    LD_RETURN_IF_ERROR(CheckHandler(method, handler.mapped()));
    dispatch->validation_.Prepare(*method.descriptor->input_type());
    dispatch->disclosure_.Prepare(*method.descriptor->output_type());
    const auto metrics = environment.metrics->ForMethod(method.streams ? "server_stream" : "unary", service.full_name(),
                                                        method.descriptor->name());
    dispatch->Expose(
        std::unique_ptr<Route>(new Route{std::move(method), std::move(handler.mapped()), metrics,
                                         &dispatch->validation_, &dispatch->disclosure_, hub, environment}),
        static_cast<int>(i));
  }
  if (!handlers.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(service.full_name(), " declares no method ", handlers.begin()->first, " for its handler"));
  }
  return dispatch;
}

// As generated code registers a callback method, but with one function behind all of them and the message left as bytes
// until the caller is admitted.
void Dispatch::Expose(std::unique_ptr<Route> owned, int index) {
  const Route& route = *owned;
  routes_.push_back(std::move(owned));
  using grpc::internal::RpcMethod;
  using grpc::internal::RpcServiceMethod;
  const auto type = route.method.streams ? RpcMethod::SERVER_STREAMING : RpcMethod::NORMAL_RPC;
  AddMethod(new RpcServiceMethod(route.method.path.c_str(), type, nullptr));
  grpc::internal::MethodHandler* handler = nullptr;
  if (route.method.streams) {
    handler = new grpc::internal::CallbackServerStreamingHandler<grpc::ByteBuffer, grpc::ByteBuffer>(
        [&route](grpc::CallbackServerContext* context, const grpc::ByteBuffer* request) {
          return WatchStream::Begin(route, *context, *request);
        });
  } else {
    handler = new grpc::internal::CallbackUnaryHandler<grpc::ByteBuffer, grpc::ByteBuffer>(
        [&route](grpc::CallbackServerContext* context, const grpc::ByteBuffer* request, grpc::ByteBuffer* reply) {
          return UnaryCall::Begin(route, *context, *request, *reply);
        });
  }
  MarkMethodCallback(index, handler);
}

}  // namespace liandong::contract
