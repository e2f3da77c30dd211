#pragma once

namespace liandong::runtime {

// gRPC's own messages become lines of the structured log that say where in gRPC they arose; their text, which may hold
// anything, is left out. Call before gRPC starts.
void AdoptGrpcLog();

}  // namespace liandong::runtime
