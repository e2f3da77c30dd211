#include "services/oversight/process.h"

#include "services/oversight/calendar/calendar.h"

namespace liandong::oversight {

Process::Process(const runtime::Parts& parts) : obligations(*parts.obligations), config(*parts.config) {}

void Process::AddHandlers(contract::HandlerRegistry&) const {}

obligations::Calendar Process::calendar() const {
  return {.due = [this](store::ReadTx& tx, absl::Time now) { return YearIsDue(*this, tx, now); },
          .open = [this](store::Tx& tx, absl::Time now) { return OpenYear(*this, tx, now); }};
}

}  // namespace liandong::oversight
