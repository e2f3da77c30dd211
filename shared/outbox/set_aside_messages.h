#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "liandong/contract/v1/access.pb.h"
#include "liandong/contract/v1/clause.pb.h"
#include "liandong/contract/v1/error_reason.pb.h"
#include "shared/outbox/message.h"
#include "shared/seal/sealer.h"
#include "shared/store/database.h"

namespace liandong::outbox {

// What is known of a message that its receiver rejected; nothing of its content.
struct SetAsideMessage {
  std::string id;  // of base::NewId(), by the time when it was set aside
  contract::v1::Service target;
  std::string method;
  contract::v1::Clause purpose;
  int64_t attempts;
  absl::Time create_time;
  absl::Time set_aside_time;
  // The last answer of the receiver. UNSPECIFIED if it gave no reason of this suite.
  absl::StatusCode code;
  contract::v1::ErrorReason reason;
  // When somebody recorded that the matter was settled in another way.
  std::optional<absl::Time> settle_time;
};

// The messages that their receivers rejected. They wait for a person and are never deleted: the only way out is back to
// the outbox. Their content is encrypted.
class SetAsideMessages {
 public:
  // Not owned.
  explicit SetAsideMessages(const seal::Sealer* sealer) : sealer_(sealer) {}

  static std::vector<store::Migration> Migrations();

  // `refusal` is the receiver's answer.
  absl::StatusOr<SetAsideMessage> Add(store::Tx& tx, const Message& message, const absl::Status& refusal,
                                      absl::Time now) const;

  struct Taken {
    SetAsideMessage about;
    Message message;
  };
  // Removes it, for the outbox. NOT_FOUND if there is none.
  absl::StatusOr<Taken> Take(store::Tx& tx, absl::string_view id) const;

  // Records that the matter was settled in another way. NOT_FOUND if there is none.
  absl::StatusOr<SetAsideMessage> Settle(store::Tx& tx, absl::string_view id, absl::Time now) const;

  struct Listing {
    bool with_settled = false;
    std::string before;  // id; empty: begins with the newest
    int limit;
  };
  // The newest first.
  absl::StatusOr<std::vector<SetAsideMessage>> List(store::ReadTx& tx, const Listing& listing) const;
  // Those that are not settled, up to `most`.
  absl::StatusOr<int64_t> Count(store::ReadTx& tx, int64_t most) const;

  // Same as seal::Reencrypt.
  absl::StatusOr<int> Reencrypt(store::Tx& tx, std::string& after, int limit) const;

 private:
  const seal::Sealer* sealer_;
};

}  // namespace liandong::outbox
