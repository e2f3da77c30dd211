#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/base/status_macros.h"
#include "shared/records/areas.h"
#include "shared/records/event_order.h"

namespace liandong::records {

struct NewEvent {
  std::string subject;  // id of the record
  std::string division;
  std::string owner;
  int64_t state = 0;  // of the record, from now on
};

// Events that somebody read, and how far: later reads need not look at anything before.
template <typename Event>
struct EventsRead {
  std::vector<std::pair<int64_t, Event>> events;  // with their sequence numbers
  int64_t read_to = 0;
};

// The events of one kind of record, as streams follow them. The columns are id, place (the sequence number), division,
// owner, state, event_time and the record's id. Indexes lead to the events within a reach.
class EventTable {
 public:
  // What is read of an event `e`: the columns after its place, and what follows FROM.
  struct Shown {
    std::string columns;
    std::string from;
  };

  // `subject` is the column with the record's id. The order is not owned.
  EventTable(std::string table, absl::string_view subject, Shown shown, const EventOrder* order);

  // Statements that create the table, and that create its indexes.
  static std::string Create(absl::string_view table, absl::string_view subject);
  static std::string CreateIndexes(absl::string_view table);

  absl::Status Add(store::Tx& tx, const NewEvent& event, absl::Time now) const;

  // Up to `limit` events after `after` within the reach, in order. `read` receives the rows, whose column 0 is the
  // place.
  template <typename Event>
  absl::StatusOr<EventsRead<Event>> After(store::ReadTx& tx, const Reach& reach, int64_t after, int limit,
                                          absl::FunctionRef<Event(const store::Row&)> read) const {
    EventsRead<Event> result;
    LD_ASSIGN_OR_RETURN(result.read_to, ReadAfter(tx, reach, after, limit, [&](const store::Row& row) {
                          result.events.emplace_back(row.Int(0), read(row));
                        }));
    auto& events = result.events;
    // Areas come one after the other.
    std::sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    if (events.size() >= static_cast<size_t>(limit)) {
      events.resize(limit);
      result.read_to = events.back().first;
    }
    return result;
  }

 private:
  // Returns the last sequence number.
  absl::StatusOr<int64_t> ReadAfter(store::ReadTx& tx, const Reach& reach, int64_t after, int limit,
                                    absl::FunctionRef<void(const store::Row&)> each) const;

  const Indexed indexed_;
  const Shown shown_;
  const EventOrder* order_;
  const std::string insert_;
};

}  // namespace liandong::records
