#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/retention/v1/retention_service.pb.h"
#include "shared/runtime/belonging.h"
#include "shared/runtime/servant.h"

namespace liandong::runtime {

// RetentionService, as every process of the suite serves it for its own records.
class RetentionService : public Servant {
 public:
  // `types` are all record types of the process.
  RetentionService(const Parts& parts, RecordTypes types);

  static std::vector<store::Migration> Migrations();

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<retention::v1::Erasure> EraseRecord(const Call& call, const retention::v1::EraseRecordRequest& request,
                                                     contract::WriteTx& tx);
  absl::StatusOr<retention::v1::ListErasuresResponse> ListErasures(const Call& call,
                                                                   const retention::v1::ListErasuresRequest& request,
                                                                   store::ReadTx& tx);

  absl::Status CheckNoLongerNeeded(store::ReadTx& tx, const Belonging& belonging) const;

  const obligations::Book* book_;
  const seal::TokenBox* tokens_;
  const RecordTypes types_;
};

}  // namespace liandong::runtime
