#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>
#include "absl/strings/string_view.h"

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "liandong/contract/v1/access.pb.h"
#include "liandong/contract/v1/clause.pb.h"
#include "shared/outbox/message.h"
#include "shared/outbox/set_aside_messages.h"
#include "shared/seal/sealer.h"
#include "shared/store/database.h"

// Messages to other services: written in the transaction that causes them, and sent after it until the receiver has
// accepted them, or set aside if it never will.
namespace liandong::outbox {

// The sealer is not owned.
class Outbox {
 public:
  explicit Outbox(const seal::Sealer* sealer) : sealer_(sealer), set_aside_(sealer) {}

  static std::vector<store::Migration> Migrations();

  // `request` must have a `request_id` field, which is set to the message's id.
  absl::Status Add(store::Tx& tx, contract::v1::Service target, absl::string_view method,
                   google::protobuf::Message& request, contract::v1::Clause purpose, absl::Time now) const;

  // Services to which nothing is to be sent now.
  using Targets = std::set<contract::v1::Service>;

  // Up to `limit` messages to each other service that are due at `now`, the longest due first. What waits for the
  // services in `except` is not read. A message that cannot be read is among them, with its damage.
  absl::StatusOr<std::vector<Message>> Due(store::ReadTx& tx, absl::Time now, int limit,
                                           const Targets& except = {}) const;
  // For several replicas: reserves the due messages, so that no other replica sends them; none while another replica is
  // reserving. If this process dies, they become due again after a while.
  absl::StatusOr<std::vector<Message>> Claim(store::Tx& tx, absl::Time now, int limit,
                                             const Targets& except = {}) const;
  absl::Status Delivered(store::Tx& tx, absl::string_view id) const;
  // `first_refusal` is when the receiver first refused it, if it ever did.
  absl::Status Failed(store::Tx& tx, absl::string_view id, std::optional<absl::Time> first_refusal,
                      absl::Time next_time) const;

  // Moves a message that its receiver rejects to those that are set aside. Nothing happens if it has left the outbox,
  // because another replica was faster.
  absl::StatusOr<std::optional<SetAsideMessage>> SetAside(store::Tx& tx, const Message& message,
                                                          const absl::Status& refusal, absl::Time now) const;
  // Moves it back, to be sent at once and with the same request_id. If the receiver refuses it again, it is set aside
  // again without further patience, so that whoever sent it soon sees why; unless the receiver was silent in between.
  // NOT_FOUND if there is no such message.
  absl::StatusOr<SetAsideMessage> Resend(store::Tx& tx, absl::string_view id, absl::Time now) const;
  const SetAsideMessages& set_aside() const { return set_aside_; }

  struct Backlog {
    int64_t messages = 0;  // those beyond kMostCounted are not counted
    absl::Time oldest;     // InfiniteFuture if there is none
    absl::Time next_due;   // of messages to other services than `except`; InfiniteFuture if there is none
  };
  static constexpr int64_t kMostCounted = 10'000;
  absl::StatusOr<Backlog> Waiting(store::ReadTx& tx, absl::Time now, const Targets& except = {}) const;

  // Same as seal::Reencrypt. Those that are set aside are not among them.
  absl::StatusOr<int> Reencrypt(store::Tx& tx, std::string& after, int limit) const;

  // Whether a message was added since the last call. Most commits add none.
  bool TakeAdded() const { return added_.exchange(false); }

 private:
  absl::Status AddDue(store::ReadTx& tx, contract::v1::Service target, absl::Time now, int limit,
                      std::vector<Message>& messages) const;

  const seal::Sealer* sealer_;
  const SetAsideMessages set_aside_;
  mutable std::atomic<bool> added_ = true;
  mutable std::atomic<int64_t> last_created_ = 0;  // microseconds
};

}  // namespace liandong::outbox
