#pragma once

namespace liandong::runtime {

// Turns gRPC's own messages into structured log lines that name their place in gRPC's source. Their text is dropped,
// because it could contain anything. Call before gRPC starts.
void AdoptGrpcLog();

}  // namespace liandong::runtime
