#pragma once

#include "liandong/casefile/v1/casefile.pb.h"
#include "liandong/casefile/v1/transit_service.pb.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::casefile {

// Where the way home of victims from elsewhere begins, 七(二).
class TransitOffice {
 public:
  explicit TransitOffice(const runtime::Parts& parts);

  const records::Repository<v1::Transit>& transits() const { return transits_; }

  // Opens the transit of a foreigner, or of somebody of another province; nothing for others. The foreign affairs
  // office owes an acknowledgement of a foreigner, civil affairs the safe return of all.
  absl::Status OpenIfFromElsewhere(const contract::Call& call, const v1::VictimFile& file, store::Tx& tx) const;
  absl::StatusOr<v1::Transit> Open(const contract::Call& call, const v1::VictimFile& file, v1::TransitKind kind,
                                   store::Tx& tx) const;

 private:
  records::Repository<v1::Transit> transits_;
  const obligations::Book* obligations_;
};

}  // namespace liandong::casefile
