#include "shared/contract/watch_streams/watch_stream.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "shared/base/status_macros.h"
#include "shared/contract/calls/answer.h"
#include "shared/errors/errors.h"
#include "shared/limits/limits.h"
#include "shared/records/event_address.h"

namespace liandong::contract {
namespace {

constexpr char kTokenField[] = "resume_token";

}  // namespace

grpc::ServerWriteReactor<grpc::ByteBuffer>* WatchStream::Begin(const Route& route, grpc::CallbackServerContext& context,
                                                               const grpc::ByteBuffer& request) {
  auto* stream = new WatchStream(route, context);
  const absl::Status status = stream->Accept(request);
  // The stream may be deleted before any of the following functions returns.
  status.ok() ? stream->EnterThen(status) : stream->Refuse(status);
  return stream;
}

WatchStream::WatchStream(const Route& route, grpc::CallbackServerContext& context)
    : route_(route), context_(context), arrival_(absl::Now()) {
  route_.metrics.started->Increment();
}

absl::Status WatchStream::Accept(const grpc::ByteBuffer& bytes) {
  LD_RETURN_IF_ERROR(Receive(route_, context_, bytes, call_, received_));
  outcome_.request_digest = received_.request_digest;
  const google::protobuf::Message& request = *received_.request;
  const auto* field = request.GetDescriptor()->FindFieldByName(kTokenField);
  const std::string token = request.GetReflection()->GetString(request, field);
  if (!token.empty()) {
    const auto content = route_.environment.tokens->Open(Audience(), token);
    if (!content.has_value() || !absl::SimpleAtoi(*content, &sequence_number_)) {
      return errors::Refuse(v1::ERROR_REASON_PAGE_TOKEN_INVALID);
    }
  }
  key_ = records::WatchKey(Handler().table, call_.reach);
  entered_hub_ = route_.hub->Enter(call_.caller->Owner(), key_);
  return entered_hub_ ? absl::OkStatus() : errors::Refuse(v1::ERROR_REASON_OVERLOADED);
}

void WatchStream::Refuse(const absl::Status& status) {
  outcome_.status = status;
  // A burst gets its entry later.
  route_.environment.refusal_bursts->Join(LeafOf(route_.method.path, call_, outcome_)) ? End(status)
                                                                                       : EnterThen(status);
}

void WatchStream::EnterThen(const absl::Status& status) {
  outcome_.status = status;
  const threads::TurnScope turn(received_.writing);
  route_.environment.database->Write({[this](store::Tx& tx) { return Enter(tx, route_, call_, outcome_); }, nullptr,
                                      [this, status](const absl::Status& entered) {
                                        // Open streams are counted by the hub.
                                        received_.ticket = {};
                                        if (!entered.ok()) return End(entered);
                                        if (!status.ok()) return End(status);
                                        StartSendInitialMetadata();
                                        Read();
                                      }});
}

void WatchStream::Read() {
  seen_ = route_.hub->Changes();
  const threads::TurnScope turn(received_.reading);
  route_.environment.database->Read({[this](store::ReadTx& tx) -> absl::Status {
                                       LD_ASSIGN_OR_RETURN(
                                           events_, Handler().handle(call_, *received_.request, tx, sequence_number_));
                                       next_ = 0;
                                       return absl::OkStatus();
                                     },
                                     [this](const absl::Status& status) { status.ok() ? WriteNext() : End(status); }});
}

void WatchStream::WriteNext() {
  if (cancelled_) return End(absl::OkStatus());
  if (next_ == events_.events.size()) {
    // Also passes the events that are not within reach.
    sequence_number_ = events_.read_to;
    // A full page may be followed by more events.
    return next_ == size_t{limits::kStreamPage} ? Read() : route_.hub->Wait(this, key_, seen_);
  }
  auto& [sequence_number, event] = events_.events[next_++];
  sequence_number_ = sequence_number;
  const auto* field = event->GetDescriptor()->FindFieldByName(kTokenField);
  event->GetReflection()->SetString(event.get(), field,
                                    route_.environment.tokens->Close(Audience(), absl::StrCat(sequence_number)));
  route_.disclosure->Redact(*event, *call_.caller);
  const grpc::Slice slice(event->SerializeAsString());
  buffer_ = grpc::ByteBuffer(&slice, 1);
  StartWrite(&buffer_);
}

void WatchStream::OnWriteDone(bool ok) { ok ? WriteNext() : End(absl::OkStatus()); }

void WatchStream::Wake(bool changed) {
  if (cancelled_) return End(absl::OkStatus());
  if (route_.hub->stopping()) return End(errors::Refuse(v1::ERROR_REASON_SHUTTING_DOWN));
  // The certificate may have been revoked or have expired since the stream began.
  const auto caller = route_.environment.authenticator->Authenticate(*context_.auth_context());
  if (!caller.ok()) return End(caller.status());
  changed ? Read() : route_.hub->Wait(this, key_, seen_);
}

void WatchStream::End(const absl::Status& status) {
  const grpc::Status shown = cancelled_ ? grpc::Status::CANCELLED : Present(route_.method.path, status);
  Count(route_, call_.caller.get(), status, shown, arrival_);
  grpc::ServerWriteReactor<grpc::ByteBuffer>::Finish(shown);
}

void WatchStream::OnDone() {
  if (entered_hub_) route_.hub->Leave(call_.caller->Owner(), key_);
  delete this;
}

const WatchHandler& WatchStream::Handler() const { return std::get<WatchHandler>(route_.handler.kind); }

std::string WatchStream::Audience() const { return absl::StrCat(call_.caller->uri, "\n", route_.method.path); }

}  // namespace liandong::contract
