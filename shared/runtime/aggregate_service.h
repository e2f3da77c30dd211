#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/oversight/v1/aggregate_service.pb.h"
#include "shared/runtime/belonging.h"
#include "shared/runtime/servant.h"

namespace liandong::runtime {

// AggregateService, as every process of the suite serves it: counts of its records by their plain columns.
class AggregateService : public Servant {
 public:
  explicit AggregateService(const RecordTypes& types);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  absl::StatusOr<oversight::v1::AggregateResponse> Aggregate(const contract::Call& call,
                                                             const oversight::v1::AggregateRequest& request,
                                                             store::ReadTx& tx);

  RecordTypes counted_;
};

}  // namespace liandong::runtime
