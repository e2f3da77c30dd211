#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "liandong/obligation/v1/obligation_service.pb.h"
#include "shared/records/event_order.h"
#include "shared/records/table.h"
#include "shared/store/database.h"

// Who owes what by when: target.md's obligations. Rows hold kinds, agencies, times and names of records, nothing
// personal.
namespace liandong::obligations {

using Kind = obligation::v1::ObligationKind;
using State = obligation::v1::ObligationState;

struct Duty {
  Kind kind;
  std::string division;  // GB/T 2260, of the owner
  std::string subject;   // name of the record
  // Where the kind does not say who or when.
  contract::v1::Agency owner = contract::v1::AGENCY_UNSPECIFIED;
  std::optional<absl::Time> due;
};

struct Listing {
  std::optional<State> state;
  std::optional<Kind> kind;
  std::string after;  // id; lists go from the newest
  int limit;
};

struct StoredEvent {
  int64_t place;
  obligation::v1::ObligationEvent event;
};

// The obligations of one service. Thread-safe.
class Book {
 public:
  // Table of their events.
  static constexpr char kEvents[] = "obligation_event";

  // Not owned.
  explicit Book(const records::EventOrder* events) : events_(events) {}

  static std::vector<store::Migration> Migrations();

  // Does nothing where the subject has an unmet obligation of the kind already.
  absl::Status Open(store::Tx& tx, const Duty& duty, absl::Time now) const;
  // Does nothing where the subject has, or ever had, an obligation of the kind.
  absl::Status OpenOnce(store::Tx& tx, const Duty& duty, absl::Time now) const;
  // Whether it has, or ever had.
  absl::StatusOr<bool> Knows(store::ReadTx& tx, Kind kind, absl::string_view subject) const;
  // Whether something is owed for it that is not met.
  absl::StatusOr<bool> Owes(store::ReadTx& tx, absl::string_view subject) const;
  // Closes what the subject owes of the kind; late if it is past its time. Does nothing where it owes none.
  absl::Status Meet(store::Tx& tx, Kind kind, absl::string_view subject, absl::Time now) const;
  absl::Status Void(store::Tx& tx, Kind kind, absl::string_view subject, absl::Time now) const;

  // Marks what is past its time; what became overdue.
  absl::StatusOr<std::vector<obligation::v1::Obligation>> Sweep(store::Tx& tx, absl::Time now) const;
  // Whether a sweep would find something.
  absl::StatusOr<bool> AnyDue(store::ReadTx& tx, absl::Time now) const;
  // Unmet ones past their time, by kind.
  absl::StatusOr<std::map<Kind, int64_t>> Overdue(store::ReadTx& tx) const;

  absl::StatusOr<std::vector<obligation::v1::Obligation>> List(store::ReadTx& tx, const records::Reach& reach,
                                                               const Listing& listing) const;
  // In the order in which they happened.
  absl::StatusOr<std::vector<StoredEvent>> EventsAfter(store::ReadTx& tx, const records::Reach& reach, int64_t after,
                                                       int limit) const;
  // Of the obligations due in the half-open time.
  absl::StatusOr<std::vector<obligation::v1::Standing>> Standings(store::ReadTx& tx, absl::Time from,
                                                                  absl::Time until) const;

 private:
  absl::Status Close(store::Tx& tx, Kind kind, absl::string_view subject, State on_time, State late,
                     absl::Time now) const;
  absl::Status AddEvent(store::Tx& tx, absl::string_view id, int64_t state, absl::Time now) const;

  const records::EventOrder* events_;
};

}  // namespace liandong::obligations
