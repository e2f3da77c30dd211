#pragma once

#include "shared/contract/disclosure.h"
#include "shared/contract/environment.h"
#include "shared/contract/handlers.h"
#include "shared/contract/validation.h"
#include "shared/contract/watch_hub.h"

namespace liandong::contract {

// A method, its handler, and what its calls are checked and counted with. Immutable while serving.
struct Route {
  Method method;
  Handler handler;
  telemetry::MethodMetrics metrics;
  const Validation* validation;
  const Disclosure* disclosure;
  WatchHub* hub;
  Environment environment;
};

}  // namespace liandong::contract
