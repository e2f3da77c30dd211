#include "shared/contract/calls/unary_call.h"

#include <exception>
#include <random>
#include <utility>

#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "shared/base/status_macros.h"
#include "shared/contract/calls/answer.h"
#include "shared/errors/errors.h"
#include "shared/limits/limits.h"
#include "shared/seal/made_keys.h"

namespace liandong::contract {
namespace {

constexpr absl::Duration kMostBlur = absl::Milliseconds(2);

// An exception in a handler is a defect, but the thread also serves other calls. Everything the handler asks and sends
// belongs to the call's trace.
template <typename Function>
absl::Status Guarded(const telemetry::Trace& trace, Function function) {
  const telemetry::TraceScope scope(&trace);
  try {
    return function();
  } catch (const std::exception&) {
    return absl::InternalError("a handler threw an exception");
  }
}

// A random delay. The background work that follows a hit could delay the reply a little; the random delay hides this.
absl::Duration Blur() {
  thread_local std::mt19937_64 random{std::random_device{}()};
  return absl::Microseconds(std::uniform_int_distribution<int64_t>(0, absl::ToInt64Microseconds(kMostBlur))(random));
}

}  // namespace

grpc::ServerUnaryReactor* UnaryCall::Begin(const Route& route, grpc::CallbackServerContext& context,
                                           const grpc::ByteBuffer& request, grpc::ByteBuffer& reply) {
  auto* call = new UnaryCall(route, context, reply);
  grpc::ServerUnaryReactor* const reactor = call->reactor_;
  const absl::Status status = Receive(route, context, request, call->call_, call->received_);
  call->outcome_.request_digest = call->received_.request_digest;
  // The call may be deleted before any of the following functions returns.
  status.ok() ? call->Run() : call->Refuse(status);
  return reactor;
}

UnaryCall::UnaryCall(const Route& route, grpc::CallbackServerContext& context, grpc::ByteBuffer& reply)
    : route_(route), context_(context), reply_(reply), reactor_(context.DefaultReactor()), arrival_(absl::Now()) {
  route_.metrics.started->Increment();
}

void UnaryCall::Refuse(const absl::Status& status) {
  outcome_.status = status;
  // A burst gets its entry later.
  route_.environment.refusal_bursts->Join(LeafOf(route_.method.path, call_, outcome_)) ? Finish(status)
                                                                                       : EnterThenFinish(status);
}

void UnaryCall::Run() {
  if (route_.method.request_id != nullptr) {
    outcome_.request_id = received_.request->GetReflection()->GetString(*received_.request, route_.method.request_id);
  }
  if (const auto* gathered = std::get_if<GatheredWriteHandler>(&route_.handler.kind)) {
    if (gathered->look_up != nullptr) return LookUp(*gathered);
    route_.environment.gatherers->Post([this, gathered] { Gather(*gathered); }, received_.reading);
  } else if (const auto* reads = std::get_if<ReadHandler>(&route_.handler.kind)) {
    Read(*reads);
  } else {
    Write();
  }
}

void UnaryCall::Gather(const GatheredWriteHandler& handler) {
  // Also for what the handler reads.
  const threads::TurnScope turn(received_.reading);
  const Reader reader(route_.environment.database);
  const absl::Status status = Keep([&] { return handler.gather(call_, *received_.request, reader); });
  status.ok() ? Write() : EnterThenFinish(status);
}

void UnaryCall::LookUp(const GatheredWriteHandler& handler) {
  const threads::TurnScope turn(received_.reading);
  route_.environment.database->Read(
      {[this, &handler](store::ReadTx& tx) {
         return Keep([&] { return handler.look_up(call_, *received_.request, tx); });
       },
       [this](const absl::Status& status) { status.ok() ? Write() : EnterThenFinish(status); }});
}

absl::Status UnaryCall::Keep(absl::FunctionRef<absl::StatusOr<std::any>()> collect) {
  LD_RETURN_IF_ERROR(StillWanted());
  return Guarded(call_.trace, [&] {
    auto facts = collect();
    if (!facts.ok()) return facts.status();
    facts_ = *std::move(facts);
    return absl::OkStatus();
  });
}

void UnaryCall::Write() {
  const threads::TurnScope turn(received_.writing);
  route_.environment.database->Write(
      {[this](store::Tx& tx) { return RunWrite(tx); },
       [this](store::Tx& tx, const absl::Status& status) { return EnterRefusal(tx, status); },
       [this](const absl::Status& status) { Finish(status); }});
}

void UnaryCall::Read(const ReadHandler& handler) {
  const threads::TurnScope turn(received_.reading);
  route_.environment.database->Read({[this, &handler](store::ReadTx& tx) -> absl::Status {
                                       // An earlier attempt may have met another transaction.
                                       effects_ = {};
                                       LD_RETURN_IF_ERROR(StillWanted());
                                       auto reply =
                                           std::unique_ptr<google::protobuf::Message>(route_.method.reply->New());
                                       ReadTx seen(tx, effects_);
                                       LD_RETURN_IF_ERROR(Guarded(call_.trace, [&] {
                                         return handler.handle(call_, *received_.request, seen, *reply);
                                       }));
                                       return Prepare(*reply);
                                     },
                                     [this](const absl::Status& status) { EnterThenFinish(status); }});
}

void UnaryCall::EnterThenFinish(const absl::Status& status) {
  const threads::TurnScope turn({.of = received_.writing.of});
  route_.environment.database->Write(
      {[this, status](store::Tx& tx) {
         return status.ok() ? Enter(tx, route_, call_, outcome_) : EnterRefusal(tx, status);
       },
       nullptr,
       // Without its ledger entry a call is not answered, whatever its outcome was.
       [this, status](const absl::Status& entered) { Finish(entered.ok() ? status : entered); }});
}

absl::Status UnaryCall::RunWrite(store::Tx& tx) {
  // An earlier attempt of the same job may have been undone, together with the refusal that it recorded.
  effects_ = {};
  outcome_.repeated = false;
  outcome_.status = absl::OkStatus();
  LD_RETURN_IF_ERROR(StillWanted());
  auto reply = std::unique_ptr<google::protobuf::Message>(route_.method.reply->New());
  LD_RETURN_IF_ERROR(Decide(tx, *reply));
  LD_RETURN_IF_ERROR(Prepare(*reply));
  return Enter(tx, route_, call_, outcome_);
}

// Returns the first reply again, or lets the handler decide and saves its reply for repeats.
absl::Status UnaryCall::Decide(store::Tx& tx, google::protobuf::Message& reply) {
  const SavedReplies& saved = *route_.environment.saved_replies;
  std::string key;
  if (!outcome_.request_id.empty()) {
    key = saved.KeyOf(call_.caller->uri, route_.method.path, outcome_.request_id);
    LD_ASSIGN_OR_RETURN(const auto first, saved.Find(tx, key, outcome_.request_digest));
    if (first.has_value()) {
      outcome_.repeated = true;
      return reply.ParseFromString(*first) ? absl::OkStatus() : absl::DataLossError("a saved reply cannot be parsed");
    }
  }
  const seal::MadeKeys made;
  LD_RETURN_IF_ERROR(Guarded(call_.trace, [&] { return Handle(tx, reply); }));
  if (key.empty()) return absl::OkStatus();
  return saved.Save(tx, key, {outcome_.request_digest, RecordIdIn(reply), reply.SerializeAsString()}, call_.now);
}

absl::Status UnaryCall::Handle(store::Tx& store_tx, google::protobuf::Message& reply) {
  WriteTx tx(store_tx, effects_);
  if (const auto* gathered = std::get_if<GatheredWriteHandler>(&route_.handler.kind)) {
    return gathered->handle(call_, *received_.request, facts_, tx, reply);
  }
  return std::get<WriteHandler>(route_.handler.kind).handle(call_, *received_.request, tx, reply);
}

absl::Status UnaryCall::StillWanted() const {
  if (context_.IsCancelled() || absl::Now() >= call_.deadline) return errors::Refuse(v1::ERROR_REASON_DEADLINE_PASSED);
  return absl::OkStatus();
}

absl::Status UnaryCall::Prepare(google::protobuf::Message& reply) {
  outcome_.records = RecordsIn(reply);
  outcome_.records.insert(outcome_.records.end(), effects_.touched.begin(), effects_.touched.end());
  withheld_ = route_.disclosure->Redact(reply, *call_.caller);
  body_ = reply.SerializeAsString();
  // The transaction is still open, so that what cannot be answered is not done.
  if (body_.size() > static_cast<size_t>(limits::kMaxMessageBytes)) {
    return errors::Refuse(v1::ERROR_REASON_REPLY_TOO_LARGE);
  }
  outcome_.reply_digest = route_.environment.digest->Of(body_);
  return absl::OkStatus();
}

absl::Status UnaryCall::EnterRefusal(store::Tx& tx, const absl::Status& status) {
  effects_ = {};
  outcome_.records.clear();
  outcome_.reply_digest.clear();
  outcome_.status = status;
  return Enter(tx, route_, call_, outcome_);
}

void UnaryCall::Finish(const absl::Status& status) {
  const telemetry::TraceScope scope(&call_.trace);
  const grpc::Status shown = Present(route_.method.path, status);
  if (!received_.turned_away) context_.AddTrailingMetadata("ld-trace-id", call_.trace.id);
  Count(route_, call_.caller.get(), status, shown, arrival_);
  if (shown.ok()) {
    for (auto& action : effects_.after_commit) action();
    if (!withheld_.empty()) context_.AddTrailingMetadata("ld-withheld", absl::StrJoin(withheld_, ","));
    const grpc::Slice slice(body_);
    reply_ = grpc::ByteBuffer(&slice, 1);
  }
  const bool padded = route_.method.padded_response_time && !received_.turned_away;
  padded ? AnswerAfterPadding(shown) : Answer(shown);
}

// A call that only waits for its padded reply time is no longer counted as in progress.
void UnaryCall::AnswerAfterPadding(const grpc::Status& shown) {
  received_.ticket = {};
  const absl::Duration step = route_.environment.response_time_padding;
  const absl::Time leaves = arrival_ + absl::Ceil(absl::Now() - arrival_, step) + Blur();
  alarm_.Set(absl::ToChronoTime(leaves), [this, shown](bool) { Answer(shown); });
}

void UnaryCall::Answer(const grpc::Status& shown) {
  grpc::ServerUnaryReactor* const reactor = reactor_;
  delete this;
  reactor->Finish(shown);
}

}  // namespace liandong::contract
