#pragma once

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "liandong/obligation/v1/obligation_service.pb.h"
#include "shared/records/event_table.h"
#include "shared/records/list_index.h"
#include "shared/store/database.h"

// Who must do what by when. Rows contain kinds, agencies, times and names of records, and nothing personal.
namespace liandong::obligations {

using Kind = obligation::v1::ObligationKind;
using State = obligation::v1::ObligationState;

struct Duty {
  Kind kind;
  std::string division;  // GB/T 2260, of the owner
  std::string subject;   // name of the record
  // Used if the kind does not determine the owner or the time.
  contract::v1::Agency owner = contract::v1::AGENCY_UNSPECIFIED;
  std::optional<absl::Time> due;
};

struct Listing {
  std::optional<State> state;
  std::optional<Kind> kind;
  std::string after;  // id; lists begin with the newest
  int limit;
};

// The obligations of one service. Thread-safe.
class Book {
 public:
  // The table of their events.
  static constexpr char kEvents[] = "obligation_event";

  // Not owned.
  explicit Book(const records::EventOrder* events);

  static std::vector<store::Migration> Migrations();

  // Does nothing if the subject already has an unmet obligation of the kind.
  absl::Status Open(store::Tx& tx, const Duty& duty, absl::Time now) const;
  // Does nothing if the subject has, or ever had, an obligation of the kind.
  absl::Status OpenOnce(store::Tx& tx, const Duty& duty, absl::Time now) const;
  // Whether the subject has, or ever had, an obligation of the kind.
  absl::StatusOr<bool> Knows(store::ReadTx& tx, Kind kind, absl::string_view subject) const;
  // Whether the subject has an unmet obligation.
  absl::StatusOr<bool> Owes(store::ReadTx& tx, absl::string_view subject) const;
  // Meets the subject's obligation of the kind, late if its time has passed. Does nothing if there is none.
  absl::Status Meet(store::Tx& tx, Kind kind, absl::string_view subject, absl::Time now) const;
  absl::Status Void(store::Tx& tx, Kind kind, absl::string_view subject, absl::Time now) const;

  // Marks obligations whose time has passed and returns those that became overdue.
  absl::StatusOr<std::vector<obligation::v1::Obligation>> Sweep(store::Tx& tx, absl::Time now) const;
  // Whether a sweep would find something.
  absl::StatusOr<bool> AnyDue(store::ReadTx& tx, absl::Time now) const;
  // Overdue obligations by kind. Reads all of them.
  absl::StatusOr<std::map<Kind, int64_t>> Overdue(store::ReadTx& tx) const;
  // Whether, since the last call, this process closed an obligation after its due time. The transaction that does so
  // may still be in progress, or be undone.
  bool TakeClosedLate() const { return closed_late_.exchange(false); }

  absl::StatusOr<std::vector<obligation::v1::Obligation>> List(store::ReadTx& tx, const records::Reach& reach,
                                                               const Listing& listing) const;
  // Events in the order in which they happened.
  absl::StatusOr<records::EventsRead<obligation::v1::ObligationEvent>> EventsAfter(store::ReadTx& tx,
                                                                                   const records::Reach& reach,
                                                                                   int64_t after, int limit) const;
  // Counts of the obligations due in the half-open time span.
  absl::StatusOr<std::vector<obligation::v1::Standing>> Standings(store::ReadTx& tx, absl::Time from,
                                                                  absl::Time until) const;

 private:
  absl::Status Close(store::Tx& tx, Kind kind, absl::string_view subject, State on_time, State late,
                     absl::Time now) const;

  const records::ListIndex lists_;
  const records::EventTable events_;
  mutable std::atomic<bool> closed_late_ = false;
};

}  // namespace liandong::obligations
