#include "services/registration/adoptions/dishonesty.h"

#include <utility>

#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::registration {
namespace {

absl::StatusOr<v1::DishonestyRecord> RecordDishonesty(const Process& process, const Call& call,
                                                      const v1::RecordDishonestyRequest& request, WriteTx& tx) {
  if (!request.adoption().empty())
    LD_RETURN_IF_ERROR(process.store.adoptions.Load(tx, call.reach, request.adoption()).status());
  v1::DishonestyRecord record;
  record.set_kind(request.kind());
  *record.mutable_person() = request.person();
  record.set_adoption(request.adoption());
  record.set_facts(request.facts());
  *record.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(process.store.dishonesty_records, tx, call, std::move(record), {.kind = request.kind()});
}

absl::StatusOr<v1::ListDishonestyRecordsResponse> ListDishonestyRecords(const Process& process, const Call& call,
                                                                        const v1::ListDishonestyRecordsRequest& request,
                                                                        ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.kind = contract::IfSet(request.kind());
  return contract::List(process.store.dishonesty_records, tx, filter, call, request,
                        &v1::ListDishonestyRecordsResponse::mutable_dishonesty_records);
}

}  // namespace

void AddDishonestyHandlers(Handlers& handlers) {
  handlers.Write(&RecordDishonesty);
  handlers.Read(&ListDishonestyRecords);
}

}  // namespace liandong::registration
