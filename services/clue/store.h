#pragma once

#include <optional>
#include <string>
#include <vector>

#include "liandong/clue/v1/clue_service.pb.h"
#include "shared/records/event_order.h"
#include "shared/records/key_index.h"
#include "shared/records/repository.h"

namespace liandong::clue {

using ClueRecord = records::Record<v1::Clue>;

struct StoredEvent {
  int64_t place;
  v1::ClueEvent event;
};

// The clues, their events, and the values by which repeats are found.
class ClueStore {
 public:
  // Not owned.
  ClueStore(const seal::RecordSealer* sealer, const records::KeyIndex* keys, const records::EventOrder* events)
      : clues_("clue", "clues", sealer), keys_(keys), events_(events) {}

  static std::vector<store::Migration> Migrations();

  const records::Repository<v1::Clue>& clues() const { return clues_; }

  // Inserts, indexes the values and adds the event.
  absl::Status Insert(store::Tx& tx, ClueRecord& record, const std::vector<std::string>& repeat_values) const;
  // Writes back and adds the event.
  absl::Status Update(store::Tx& tx, ClueRecord& record, absl::string_view etag, absl::Time now) const;

  // The oldest clue of the division that shares a value and was reported at `since` or later.
  absl::StatusOr<std::optional<std::string>> FindFirst(store::ReadTx& tx, const std::vector<std::string>& repeat_values,
                                                       absl::string_view division, absl::Time since) const;

  absl::StatusOr<std::vector<StoredEvent>> EventsAfter(store::ReadTx& tx, const records::Reach& reach, int64_t after,
                                                       int limit) const;

  // Clues of a held registration, newest first.
  absl::StatusOr<std::vector<ClueRecord>> OfRegistration(store::ReadTx& tx, const records::Reach& reach,
                                                         absl::string_view reference) const;

  // As those who follow `division` see it.
  absl::Status AddEvent(store::Tx& tx, const ClueRecord& record, absl::string_view division, absl::Time now) const;

 private:
  records::Repository<v1::Clue> clues_;
  const records::KeyIndex* keys_;
  const records::EventOrder* events_;
};

}  // namespace liandong::clue
