#pragma once

#include "shared/contract/access/disclosure.h"
#include "shared/contract/admission_control/work_rules.h"
#include "shared/contract/calls/environment.h"
#include "shared/contract/handlers/handlers.h"
#include "shared/contract/validation/validation.h"

namespace liandong::contract {

class WatchHub;

// A method, its handler, and what its calls are checked and counted with. Immutable while serving.
struct Route {
  Method method;
  Handler handler;
  WorkRules work;
  telemetry::MethodMetrics metrics;
  const Validation* validation;
  const Disclosure* disclosure;
  WatchHub* hub;  // for streams
  Environment environment;
};

}  // namespace liandong::contract
