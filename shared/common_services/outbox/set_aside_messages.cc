#include "shared/common_services/outbox/set_aside_messages.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/proto_time.h"
#include "shared/base/status_macros.h"
#include "shared/contract/standard_methods/pages.h"
#include "shared/values/resource_name.h"

namespace liandong::common_services {

using namespace outbox::v1;  // NOLINT(google-build-using-namespace): the messages this file is about

namespace {

constexpr char kCollection[] = "setAsideMessages";

// The messages of a suite belong to the district of its conference, whichever divisions they are about.
bool IsWithinReach(const Process& process, const Call& call) { return call.reach.Covers(process.division, ""); }

absl::StatusOr<std::string> IdWithinReach(const Process& process, const Call& call, const std::string& name) {
  const auto id = values::IdIn(name, kCollection);
  if (!id.has_value() || !IsWithinReach(process, call)) return errors::Refuse(contract::v1::ERROR_REASON_NOT_FOUND);
  return std::string(*id);
}

absl::StatusOr<ListSetAsideMessagesResponse> ListSetAsideMessages(const Process& process, const Call& call,
                                                                  const ListSetAsideMessagesRequest& request,
                                                                  ReadTx& tx) {
  ListSetAsideMessagesResponse reply;
  if (!IsWithinReach(process, call)) return reply;
  const std::string audience = absl::StrCat(contract::PageAudience(call, {}), request.with_settled());
  LD_ASSIGN_OR_RETURN(const auto after, contract::PositionOf(process.tokens, audience, request.page_token()));
  const int size = contract::PageSize(request.page_size());
  LD_ASSIGN_OR_RETURN(auto found, process.outbox.set_aside().List(tx, {.with_settled = request.with_settled(),
                                                                       .before = after.has_value() ? after->id : "",
                                                                       .limit = size + 1}));
  const bool more = static_cast<int>(found.size()) > size;
  if (more) found.pop_back();
  if (more) reply.set_next_page_token(process.tokens.Close(audience, found.back().id));
  for (const outbox::SetAsideMessage& one : found) *reply.add_set_aside_messages() = ToProto(one);
  return reply;
}

absl::StatusOr<SetAsideMessage> ResendMessage(const Process& process, const Call& call,
                                              const ResendMessageRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const std::string id, IdWithinReach(process, call, request.name()));
  LD_ASSIGN_OR_RETURN(const outbox::SetAsideMessage resent, process.outbox.Resend(tx, id, call.now));
  return ToProto(resent);
}

absl::StatusOr<SetAsideMessage> SettleMessage(const Process& process, const Call& call,
                                              const SettleMessageRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const std::string id, IdWithinReach(process, call, request.name()));
  LD_ASSIGN_OR_RETURN(const outbox::SetAsideMessage settled, process.outbox.set_aside().Settle(tx, id, call.now));
  return ToProto(settled);
}

}  // namespace

SetAsideMessage ToProto(const outbox::SetAsideMessage& message) {
  SetAsideMessage proto;
  proto.set_name(values::NameOf(kCollection, message.id));
  proto.set_target(message.target);
  proto.set_method(message.method);
  proto.set_purpose(message.purpose);
  proto.set_attempts(message.attempts);
  *proto.mutable_create_time() = base::ToProto(message.create_time);
  *proto.mutable_set_aside_time() = base::ToProto(message.set_aside_time);
  proto.set_code(static_cast<int>(message.code));
  proto.set_reason(message.reason);
  if (message.settle_time.has_value()) *proto.mutable_settle_time() = base::ToProto(*message.settle_time);
  return proto;
}

void AddSetAsideMessageHandlers(Handlers& handlers) {
  handlers.Read(&ListSetAsideMessages);
  handlers.Write(&ResendMessage);
  handlers.Write(&SettleMessage);
}

}  // namespace liandong::common_services
