#include "services/oversight/analyses/analysis_rules.h"

#include <algorithm>

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::oversight::rules {

absl::Status CheckPeriod(const v1::AnalyseSituationRequest& request) {
  if (base::FromProto(request.until_time()) > base::FromProto(request.from_time())) return absl::OkStatus();
  return errors::RefuseFields({{"until_time", "must be after from_time", "须晚于起始时间"}});
}

int Suppress(std::vector<v1::Cell>& cells) {
  const auto small =
      std::remove_if(cells.begin(), cells.end(), [](const v1::Cell& cell) { return cell.count() < kSmallestCell; });
  const int suppressed = static_cast<int>(cells.end() - small);
  LD_RULE("3-2.small-cells-are-left-out")
  cells.erase(small, cells.end());
  return suppressed;
}

}  // namespace liandong::oversight::rules
