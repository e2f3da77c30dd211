#include "services/oversight/conveners/conveners.h"

#include <utility>

#include "services/oversight/conveners/convener_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"
#include "shared/rule/rule.h"

namespace liandong::oversight {
namespace {

// The column `state` of a convener.
constexpr int64_t kFormer = 0;
constexpr int64_t kInOffice = 1;

absl::StatusOr<v1::Convener> AppointConvener(const Process& process, const Call& call,
                                             const v1::AppointConvenerRequest& request, WriteTx& tx) {
  // Each post has one holder; the former holder steps down.
  LD_ASSIGN_OR_RETURN(
      auto holders,
      process.conveners.List(tx, {.reach = call.reach, .kind = request.post(), .state = kInOffice}, std::nullopt, 1));
  for (auto& holder : holders) {
    LD_RULE("2-1-p1.one-official-holds-a-post")
    holder.message.set_active(false);
    holder.columns.state = kFormer;
    LD_RETURN_IF_ERROR(process.conveners.Update(tx, holder));
  }
  v1::Convener convener;
  convener.set_post(request.post());
  convener.set_chief(rules::IsChief(request.post()));
  convener.set_official(request.official());
  convener.set_active(true);
  *convener.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(process.conveners, tx, call, std::move(convener),
                          {.kind = request.post(), .state = kInOffice});
}

absl::StatusOr<v1::ListConvenersResponse> ListConveners(const Process& process, const Call& call,
                                                        const v1::ListConvenersRequest& request, ReadTx& tx) {
  return contract::List(process.conveners, tx, {.reach = call.reach}, call, request,
                        &v1::ListConvenersResponse::mutable_conveners);
}

}  // namespace

void AddConvenerHandlers(Handlers& handlers) {
  handlers.Write(&AppointConvener);
  handlers.Read(&ListConveners);
}

}  // namespace liandong::oversight
