#include "shared/common_services/aggregates/aggregates.h"

#include <map>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "liandong/oversight/v1/aggregate_service.pb.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"
#include "shared/base/status_macros.h"
#include "shared/values/dates.h"

namespace liandong::common_services {
namespace {

constexpr size_t kDistrictDigits = 6;

// The month, in the district's time, in which a record was created.
std::string MonthOf(int64_t micros) {
  const absl::CivilDay day = values::DayOf(absl::FromUnixMicros(micros));
  return absl::StrFormat("%04d-%02d", day.year(), day.month());
}

absl::StatusOr<oversight::v1::AggregateResponse> Aggregate(const Process& process, const Call&,
                                                           const oversight::v1::AggregateRequest& request, ReadTx& tx) {
  std::map<std::tuple<std::string, int64_t, std::string, std::string>, int64_t> counts;
  const absl::Time from = base::FromProto(request.from_time());
  const absl::Time until = base::FromProto(request.until_time());
  // Ids begin with the time of creation, so that the records of other times are not read.
  const std::string first = base::LeastId(from);
  const std::string end = base::LeastId(until + absl::Milliseconds(1));
  for (const records::RecordType* type : process.types) {
    if (!type->counted) continue;
    LD_RETURN_IF_ERROR(tx.Query(
        absl::StrCat("SELECT kind, division, create_time FROM ", type->table,
                     " WHERE id >= $1 AND id < $2 AND create_time >= $3 AND create_time < $4"),
        {absl::string_view(first), absl::string_view(end), absl::ToUnixMicros(from), absl::ToUnixMicros(until)},
        [&](const store::Row& row) {
          ++counts[{type->collection, row.Int(0), std::string(row.Text(1).substr(0, kDistrictDigits)),
                    MonthOf(row.Int(2))}];
        }));
  }
  oversight::v1::AggregateResponse reply;
  for (const auto& [key, count] : counts) {
    oversight::v1::Cell& cell = *reply.add_cells();
    cell.set_collection(std::get<0>(key));
    cell.set_kind(static_cast<int>(std::get<1>(key)));
    cell.set_division(std::get<2>(key));
    cell.set_month(std::get<3>(key));
    cell.set_count(count);
  }
  return reply;
}

}  // namespace

void AddAggregateHandlers(Handlers& handlers) { handlers.Read(&Aggregate); }

}  // namespace liandong::common_services
