#pragma once

#include "shared/telemetry/catalogue.h"

// The metrics of admission control. `caller` is an agency with its division, or a service; it is empty for those whose
// certificate was refused. There are as many as certificates name.
namespace liandong::telemetry {

inline constexpr Metric kCallerCalls{"liandong_caller_calls_total", kCounter, "caller,grpc_service,grpc_method",
                                     "Calls charged to the share of an agency or service."};
inline constexpr Metric kCallerWork{"liandong_caller_work_total", kCounter, "caller,grpc_service,grpc_method",
                                    "Units of work charged to the share of an agency or service."};
inline constexpr Metric kCallerBytes{"liandong_caller_received_bytes_total", kCounter,
                                     "caller,grpc_service,grpc_method",
                                     "Bytes of requests received from an agency or service."};
inline constexpr Metric kCallerRefusals{
    "liandong_caller_refusals_total", kCounter, "caller,grpc_service,grpc_method,reason",
    "Calls of an agency or service that were refused: those of liandong_calls_refused_total, also by method."};

}  // namespace liandong::telemetry
