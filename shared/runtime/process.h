#pragma once

#include "shared/runtime/definition.h"

namespace liandong::runtime {

// main() of every service: reads the flags, serves until SIGTERM or SIGINT, drains. The exit code.
int Run(int argc, char** argv, const Definition& definition);

}  // namespace liandong::runtime
