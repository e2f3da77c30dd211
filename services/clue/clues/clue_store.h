#pragma once

#include <memory>
#include <string>
#include <vector>

#include "liandong/clue/v1/clue_service.pb.h"
#include "services/clue/clues/repeat_follower.h"
#include "services/clue/clues/repeat_index.h"
#include "shared/contract/handlers/handlers.h"
#include "shared/records/event_table.h"
#include "shared/records/key_index.h"
#include "shared/records/repository.h"

namespace liandong::clue {

using ClueRecord = records::Record<v1::Clue>;

// The clues, their events, and the indexes for finding repeats.
class ClueStore {
 public:
  // Not owned.
  ClueStore(const seal::RecordSealer* sealer, const records::KeyIndex* keys, const records::EventOrder* events)
      : clues_(sealer),
        keys_(keys),
        events_(kEventTable, "clue_id", {.columns = "e.clue_id, e.state, e.event_time", .from = "clue_event e"},
                events) {
    if (events->exclusive()) follower_->AloneWrites();
  }

  static constexpr char kEventTable[] = "clue_event";
  static std::vector<store::Migration> Migrations();

  // To read clues; only Insert and Update write them, with their events.
  const records::Repository<v1::Clue>& records() const { return clues_; }

  // The keys by which the clue is found.
  RepeatTokens TokensOf(const v1::Clue& clue) const { return clue::TokensOf(clue, keys_->digest()); }

  // Inserts the clue with its keys, and adds the event.
  absl::Status Insert(store::Tx& tx, ClueRecord& record, const RepeatTokens& tokens) const;
  // Call when the inserted clue is durable: lets later reports find it.
  void Inserted(const std::string& id, const RepeatTokens& tokens,
                std::shared_ptr<const rules::ComparableClue> comparable, absl::Time now) const;
  // Writes the clue back and adds the event.
  absl::Status Update(store::Tx& tx, ClueRecord& record, absl::string_view etag, absl::Time now) const;

  // An earlier clue that a report most likely repeats.
  struct Repeated {
    double probability = 0;
    std::string id;  // empty if there is none
  };
  // The earlier clue in the same division, at most rules::kRepeatWindow old, that `clue` most likely repeats.
  // `comparable` and `tokens` are the comparable form and the keys of `clue`.
  absl::StatusOr<Repeated> FindRepeated(store::ReadTx& tx, const v1::Clue& clue,
                                        const rules::ComparableClue& comparable, const RepeatTokens& tokens) const;
  // The name of the first clue in the chain of repeats to which this one belongs; empty unless it is a clue of the
  // division.
  absl::StatusOr<std::string> FirstOf(store::ReadTx& tx, const std::string& id, const std::string& division) const;

  absl::StatusOr<records::EventsRead<v1::ClueEvent>> EventsAfter(store::ReadTx& tx, const records::Reach& reach,
                                                                 int64_t after, int limit) const;

  // Clues of a registration on hold, newest first.
  absl::StatusOr<std::vector<ClueRecord>> OfRegistration(store::ReadTx& tx, const records::Reach& reach,
                                                         absl::string_view reference) const;

  // The event as followers in `division` see it.
  absl::Status AddEvent(store::Tx& tx, const ClueRecord& record, absl::string_view division, absl::Time now) const;

 private:
  // A clue with which a report is compared.
  struct Candidate {
    RepeatIndex::Id id;
    std::shared_ptr<const rules::ComparableClue> comparable;
  };
  // The comparable forms of these clues; those that were erased are left out.
  absl::StatusOr<std::vector<Candidate>> Candidates(store::ReadTx& tx, const std::vector<RepeatIndex::Found>& found,
                                                    absl::Time now) const;

  records::Repository<v1::Clue> clues_;
  const records::KeyIndex* keys_;
  records::EventTable events_;
  // Both are shared by all handlers.
  std::unique_ptr<RepeatIndex> index_ = std::make_unique<RepeatIndex>();
  std::unique_ptr<RepeatFollower> follower_ = std::make_unique<RepeatFollower>(index_.get());
};

}  // namespace liandong::clue
