#pragma once

#include "shared/runtime/definition.h"

namespace liandong::runtime {

// main() of every service: reads the flags, serves until SIGTERM or SIGINT, drains. The exit code. `clock` tells the
// time of calls; it is not owned.
int Run(int argc, char** argv, const Definition& definition, const base::Clock& clock);
// By the system's clock.
int Run(int argc, char** argv, const Definition& definition);

}  // namespace liandong::runtime
