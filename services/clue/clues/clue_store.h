#pragma once

#include <string>
#include <vector>

#include "liandong/clue/v1/clue_service.pb.h"
#include "shared/contract/handlers/handlers.h"
#include "shared/records/event_order.h"
#include "shared/records/key_index.h"
#include "shared/records/repository.h"
#include "shared/records/search_index.h"

namespace liandong::clue {

using ClueRecord = records::Record<v1::Clue>;

// The clues, their events, and the indexes for finding repeats.
class ClueStore {
 public:
  // Not owned.
  ClueStore(const seal::RecordSealer* sealer, const records::KeyIndex* keys, const records::EventOrder* events)
      : clues_(sealer), keys_(keys), people_("clue", keys), events_(events) {}

  static constexpr char kEventTable[] = "clue_event";
  static std::vector<store::Migration> Migrations();

  // To read clues; only Insert and Update write them, with their events.
  const records::Repository<v1::Clue>& records() const { return clues_; }

  // Inserts the clue, indexes it for finding repeats, and adds the event.
  absl::Status Insert(store::Tx& tx, ClueRecord& record) const;
  // Writes the clue back and adds the event.
  absl::Status Update(store::Tx& tx, ClueRecord& record, absl::string_view etag, absl::Time now) const;

  // The earlier clue of the division, reported at `since` or later, that this one most likely repeats; in a chain of
  // repeats the first. Empty if there is none.
  absl::StatusOr<std::string> FindFirst(store::ReadTx& tx, const v1::Clue& clue, absl::Time since) const;

  absl::StatusOr<std::vector<contract::Watched<v1::ClueEvent>>> EventsAfter(store::ReadTx& tx,
                                                                            const records::Reach& reach, int64_t after,
                                                                            int limit) const;

  // Clues of a registration on hold, newest first.
  absl::StatusOr<std::vector<ClueRecord>> OfRegistration(store::ReadTx& tx, const records::Reach& reach,
                                                         absl::string_view reference) const;

  // The event as followers in `division` see it.
  absl::Status AddEvent(store::Tx& tx, const ClueRecord& record, absl::string_view division, absl::Time now) const;

 private:
  // Ids of the clues that share a key, or have a person who may be one of this clue's.
  absl::StatusOr<std::vector<std::string>> Met(store::ReadTx& tx, const v1::Clue& clue) const;

  records::Repository<v1::Clue> clues_;
  const records::KeyIndex* keys_;
  records::SearchIndex people_;
  const records::EventOrder* events_;
};

}  // namespace liandong::clue
