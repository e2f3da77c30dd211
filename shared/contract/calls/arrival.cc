#include "shared/contract/calls/arrival.h"

#include <grpcpp/support/proto_buffer_reader.h>

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/time/clock.h"
#include "shared/base/status_macros.h"
#include "shared/errors/errors.h"
#include "shared/limits/limits.h"

namespace liandong::contract {
namespace {

absl::string_view Metadata(const grpc::ServerContextBase& context, const char* key) {
  const auto found = context.client_metadata().find(key);
  if (found == context.client_metadata().end()) return {};
  return {found->second.data(), found->second.size()};
}

bool IsPlainMetadata(absl::string_view value) {
  return value.size() <= limits::kMaxMetadataLength && std::all_of(value.begin(), value.end(), [](char c) {
           return absl::ascii_isalnum(c) || c == '-' || c == '_' || c == '.' || c == '/';
         });
}

absl::Status BadMetadata(absl::string_view key, absl::string_view en, absl::string_view zh) {
  return errors::RefuseFields({{std::string(key), std::string(en), std::string(zh)}},
                              v1::ERROR_REASON_METADATA_INVALID);
}

absl::StatusOr<std::string> PlainMetadata(const grpc::ServerContextBase& context, const char* key) {
  const absl::string_view value = Metadata(context, key);
  if (!IsPlainMetadata(value)) {
    return BadMetadata(key, "must consist of at most 80 letters, digits or - _ . /",
                       "须为至多80个字母、数字或 - _ . /");
  }
  return std::string(value);
}

absl::StatusOr<std::optional<v1::Clause>> PurposeOf(const grpc::ServerContextBase& context) {
  const absl::string_view text = Metadata(context, "ld-purpose");
  if (text.empty()) return std::nullopt;
  const auto clause = law::ClauseFromText(text);
  if (!clause.has_value()) {
    return BadMetadata("ld-purpose", "must be the number of a clause, for example 3-3-4", "须为条款编号，例如 3-3-4");
  }
  return clause;
}

absl::Time DeadlineOf(const grpc::ServerContextBase& context) {
  const absl::Time latest = absl::Now() + limits::kDefaultDeadline;
  const auto deadline = context.deadline();
  if (deadline == std::chrono::system_clock::time_point::max()) return latest;
  return absl::FromChrono(deadline);
}

void Begin(const Route& route, const grpc::ServerContextBase& context, Call& call) {
  call.method = &route.method;
  call.page_tokens = route.environment.tokens;
  call.now = route.environment.clock->Now();
  call.deadline = DeadlineOf(context);
  call.trace = telemetry::BeginSpan(telemetry::ParseTraceparent(Metadata(context, "traceparent")));
}

absl::Status Permit(const Route& route, const grpc::ServerContextBase& context, Call& call) {
  LD_ASSIGN_OR_RETURN(call.operator_id, PlainMetadata(context, "ld-operator"));
  LD_ASSIGN_OR_RETURN(call.case_name, PlainMetadata(context, "ld-case"));
  LD_ASSIGN_OR_RETURN(const std::optional<v1::Clause> purpose, PurposeOf(context));
  call.purpose = purpose.value_or(v1::CLAUSE_UNSPECIFIED);
  LD_ASSIGN_OR_RETURN(call.reach, route.method.access.Permit(*call.caller, purpose));
  const bool nobody_acts = call.caller->agency != v1::AGENCY_UNSPECIFIED && call.operator_id.empty();
  if (nobody_acts && route.method.operator_required) {
    return errors::Refuse(v1::ERROR_REASON_OPERATOR_REQUIRED, call.purpose);
  }
  return absl::OkStatus();
}

// gRPC lets a little more through than is allowed.
absl::Status CheckSizes(const grpc::ServerContextBase& context, const grpc::ByteBuffer& bytes) {
  size_t metadata = 0;
  for (const auto& [key, value] : context.client_metadata()) metadata += key.size() + value.size();
  if (metadata > size_t{limits::kMaxMetadataBytes}) {
    return BadMetadata("metadata", "must have at most 8 KiB in all", "合计不得超过 8 KiB");
  }
  if (bytes.Length() > size_t{limits::kMaxMessageBytes}) {
    return errors::RefuseFields({{"request", "must have at most 1 MiB", "不得超过 1 MiB"}});
  }
  return absl::OkStatus();
}

// Parses and validates the request.
absl::StatusOr<std::unique_ptr<google::protobuf::Message>> ReadRequest(const Route& route,
                                                                       const grpc::ByteBuffer& bytes, absl::Time now) {
  auto message = std::unique_ptr<google::protobuf::Message>(route.method.request->New());
  grpc::ByteBuffer buffer(bytes);
  grpc::ProtoBufferReader reader(&buffer);
  if (!reader.status().ok() || !message->ParseFromZeroCopyStream(&reader)) {
    return errors::Refuse(v1::ERROR_REASON_REQUEST_UNREADABLE);
  }
  LD_RETURN_IF_ERROR(route.validation->Check(*message, now));
  return message;
}

}  // namespace

absl::Status Receive(const Route& route, const grpc::ServerContextBase& context, const grpc::ByteBuffer& bytes,
                     Call& call, Arrival& arrival) {
  Begin(route, context, call);
  auto caller = route.environment.authenticator->Authenticate(*context.auth_context());
  if (caller.ok()) call.caller = *caller;
  auto ticket = route.environment.admission_control->Admit({.caller = call.caller.get(),
                                                            .method = route.method.path,
                                                            .work = route.work.Least(),
                                                            .bytes = bytes.Length(),
                                                            .now = call.now});
  arrival.turned_away = !ticket.ok();
  if (arrival.turned_away) return ticket.status();
  arrival.ticket = *std::move(ticket);
  arrival.reading = {.of = arrival.ticket.caller(), .work = route.work.Least()};
  arrival.writing = {.of = arrival.ticket.caller(), .work = 1};
  LD_RETURN_IF_ERROR(caller.status());
  LD_RETURN_IF_ERROR(CheckSizes(context, bytes));
  LD_RETURN_IF_ERROR(Permit(route, context, call));
  LD_ASSIGN_OR_RETURN(arrival.request, ReadRequest(route, bytes, call.now));
  arrival.reading.work = route.work.Of(*arrival.request);
  arrival.writing.work = route.work.Persons(*arrival.request);
  arrival.ticket.ChargeMore(arrival.reading.work - route.work.Least());
  arrival.request_digest = route.environment.digest->Of(arrival.request->SerializeAsString());
  return absl::OkStatus();
}

}  // namespace liandong::contract
