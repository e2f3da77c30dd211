#include "shared/contract/dispatch/dispatch.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"
#include "shared/contract/calls/unary_call.h"
#include "shared/contract/watch_streams/watch_stream.h"

namespace liandong::contract {
namespace {

absl::Status Fault(const Method& method, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(method.descriptor->full_name(), ": ", what));
}

absl::Status CheckHandler(const Method& method, const Handler& handler) {
  if (handler.reply_type != method.descriptor->output_type())
    return Fault(method, "the handler has another reply type");
  const bool reads = std::holds_alternative<ReadHandler>(handler.kind);
  const bool watches = std::holds_alternative<WatchHandler>(handler.kind);
  if (watches != method.streams)
    return Fault(method, method.streams ? "the method streams, so its handler must watch"
                                        : "the method does not stream, so its handler must not watch");
  if (watches || reads != method.writes) return absl::OkStatus();
  return Fault(method, method.writes ? "the request has a request_id, so the handler must write"
                                     : "the request has no request_id, so the handler must only read");
}

}  // namespace

absl::StatusOr<std::unique_ptr<Dispatch>> Dispatch::Create(ServiceHandlers service, const Environment& environment,
                                                           WatchHub* hub) {
  LD_ASSIGN_OR_RETURN(std::vector<Method> methods, MethodsOf(*service.service));
  auto dispatch = std::unique_ptr<Dispatch>(new Dispatch(service.service));
  for (Method& method : methods) {
    auto handler = service.handlers.extract(method.descriptor);
    if (handler.empty()) return Fault(method, "the method has no handler");
    LD_RETURN_IF_ERROR(dispatch->Expose(std::move(method), std::move(handler.mapped()), environment, hub));
  }
  return dispatch;
}

// One function serves all methods. The message stays in bytes until the caller is admitted.
absl::Status Dispatch::Expose(Method method, Handler handler, const Environment& environment, WatchHub* hub) {
  LD_RETURN_IF_ERROR(CheckHandler(method, handler));
  validation_.Prepare(*method.descriptor->input_type());
  disclosure_.Prepare(*method.descriptor->output_type());
  const auto metrics = environment.metrics->ForMethod(method.streams ? "server_stream" : "unary", service_->full_name(),
                                                      method.descriptor->name());
  const WorkRules work(*method.descriptor);
  routes_.push_back(std::unique_ptr<Route>(new Route{.method = std::move(method),
                                                     .handler = std::move(handler),
                                                     .work = work,
                                                     .metrics = metrics,
                                                     .validation = &validation_,
                                                     .disclosure = &disclosure_,
                                                     .hub = hub,
                                                     .environment = environment}));
  const Route& route = *routes_.back();
  const char* const path = route.method.path.c_str();
  if (route.method.streams) {
    AddServerStream(path, [&route](grpc::CallbackServerContext* context, const grpc::ByteBuffer* request) {
      return WatchStream::Begin(route, *context, *request);
    });
  } else {
    AddUnary(path, [&route](grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                            grpc::ByteBuffer* reply) { return UnaryCall::Begin(route, *context, *request, *reply); });
  }
  return absl::OkStatus();
}

}  // namespace liandong::contract
