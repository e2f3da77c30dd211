#pragma once

#include <optional>
#include <vector>

#include "tools/contracts/model/model.h"

namespace liandong::contracts {

// One process calls another: which one, and by which methods.
struct Flow {
  std::optional<law::Service> from;  // the agencies, if none
  law::Service to;
  std::vector<const Method*> methods;
};

// Every pair of processes of which one may call the other: what a network between them must let pass, and no more. A
// process does not call itself for what every process serves. Points into the model, methods in the order of their
// paths.
std::vector<Flow> FlowsOf(const Model& model);

// `clue`, or `agencies`.
std::string OriginOf(const Flow& flow);

}  // namespace liandong::contracts
