#pragma once

#include "liandong/casefile/v1/casefile.pb.h"
#include "liandong/casefile/v1/transit_service.pb.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::casefile {

// Opens the return of victims from elsewhere, 七(二).
class TransitOffice {
 public:
  explicit TransitOffice(const runtime::Parts& parts);

  const records::Repository<v1::Transit>& transits() const { return transits_; }

  // Opens the transit of a foreigner or of somebody from another province, and does nothing for others. The foreign
  // affairs office must acknowledge a foreigner; civil affairs must return everyone safely.
  absl::Status OpenIfFromElsewhere(const contract::Call& call, const v1::VictimFile& file, store::Tx& tx) const;
  absl::StatusOr<v1::Transit> Open(const contract::Call& call, const v1::VictimFile& file, v1::TransitKind kind,
                                   store::Tx& tx) const;

 private:
  records::Repository<v1::Transit> transits_;
  const obligations::Book* obligations_;
};

}  // namespace liandong::casefile
