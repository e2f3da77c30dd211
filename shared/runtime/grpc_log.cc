#include "shared/runtime/grpc_log.h"

#include <grpc/support/log.h>

#include "shared/telemetry/log.h"

namespace liandong::runtime {

void AdoptGrpcLog() {
  gpr_set_log_function([](gpr_log_func_args* args) {
    if (args->severity != GPR_LOG_SEVERITY_ERROR) return;
    telemetry::Log(telemetry::Severity::kWarning, "gRPC reported an error",
                   {{"file", telemetry::Declared(args->file)}, {"line", int64_t{args->line}}});
  });
}

}  // namespace liandong::runtime
