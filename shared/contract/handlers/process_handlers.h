#pragma once

#include <functional>
#include <string>
#include <utility>

#include "shared/contract/handlers/handler_registry.h"
#include "shared/contract/handlers/typed_handlers.h"

namespace liandong::contract {

// Registers the handlers of a process: functions whose first parameter is the process object, which holds what they
// share, such as its stores. Each feature registers its own (`handlers.Write(&RecordMarriage)`), next to the functions.
template <typename Process>
class ProcessHandlers {
 public:
  // Neither is owned. `process` must outlive the handlers.
  ProcessHandlers(HandlerRegistry& registry, const Process& process) : registry_(registry), process_(process) {}

  template <typename Request, typename Reply>
  void Read(absl::StatusOr<Reply> (*function)(const Process&, const Call&, const Request&, ReadTx&)) {
    registry_.Add(MakeReadHandler<Request, Reply>(Bound(function)));
  }

  template <typename Request, typename Reply>
  void Write(absl::StatusOr<Reply> (*function)(const Process&, const Call&, const Request&, WriteTx&)) {
    registry_.Add(MakeWriteHandler<Request, Reply>(Bound(function)));
  }

  // `Source` is `const Reader`, or `store::ReadTx` for facts from the process's own records alone: the call then needs
  // no thread that may wait.
  template <typename Request, typename Facts, typename Reply, typename Source>
  void GatheredWrite(absl::StatusOr<Facts> (*gather)(const Process&, const Call&, const Request&, Source&),
                     absl::StatusOr<Reply> (*function)(const Process&, const Call&, const Request&, const Facts&,
                                                       WriteTx&)) {
    registry_.Add(MakeGatheredWriteHandler<Request, Facts, Reply, Source>(Bound(gather), Bound(function)));
  }

  // The stream shows events of `table`.
  template <typename Request, typename Event>
  void Watch(absl::StatusOr<records::EventsRead<Event>> (*function)(const Process&, const Call&, const Request&,
                                                                    store::ReadTx&, int64_t after),
             const std::string& table) {
    registry_.Add(MakeWatchHandler<Request, Event>(Bound(function), table));
  }

 private:
  template <typename Function>
  auto Bound(Function function) const {
    return std::bind_front(function, std::cref(process_));
  }

  HandlerRegistry& registry_;
  const Process& process_;
};

}  // namespace liandong::contract
