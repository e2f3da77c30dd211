#pragma once

#include "shared/runtime/definition.h"

namespace liandong::runtime {

// main() of every service: reads the flags, serves until SIGTERM or SIGINT, and drains. Returns the exit code. `clock`
// gives the time of calls and is not owned.
int Run(int argc, char** argv, const Definition& definition, const base::Clock& clock);
// Uses the system's clock.
int Run(int argc, char** argv, const Definition& definition);

}  // namespace liandong::runtime
