#include "tools/story/caller.h"

#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/util/json_util.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "shared/base/status_macros.h"
#include "shared/client/liveness.h"
#include "shared/descriptors/services.h"
#include "tools/contracts/model/servers.h"
#include "tools/text_file.h"

namespace liandong::story {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

const MethodDescriptor* FindMethod(const std::string& method) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(method, '/');
  const auto server = law::ServiceFromSlug(parts.first);
  for (const auto* service : descriptors::AllServices()) {
    const auto* found = service->FindMethodByName(parts.second);
    if (found == nullptr || !server.has_value()) continue;
    const std::vector<law::Service> servers = contracts::ServersOf(*service);
    if (std::find(servers.begin(), servers.end(), *server) != servers.end()) return found;
  }
  return nullptr;
}

std::unique_ptr<Message> NewMessage(const google::protobuf::Descriptor* type) {
  return std::unique_ptr<Message>(google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
}

std::string Joined(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return bytes;
}

// A call in progress.
struct Pending {
  grpc::ClientContext context;
  grpc::ByteBuffer sent;
  grpc::ByteBuffer received;
  const MethodDescriptor* method;
  std::function<void(Outcome)> done;
};

Outcome OutcomeOf(const Pending& pending, const grpc::Status& status) {
  Outcome outcome;
  outcome.code = status.error_code();
  if (!status.ok()) {
    outcome.message = status.error_message();
    ReadDetails(status.error_details(), outcome);
    return outcome;
  }
  const auto reply = NewMessage(pending.method->output_type());
  std::string json;
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  reply->ParseFromString(Joined(pending.received));
  if (google::protobuf::util::MessageToJsonString(*reply, &json, options).ok())
    outcome.reply = nlohmann::json::parse(json);
  const auto withheld = pending.context.GetServerTrailingMetadata().find("ld-withheld");
  if (withheld != pending.context.GetServerTrailingMetadata().end()) {
    outcome.withheld = std::string(withheld->second.data(), withheld->second.size());
  }
  return outcome;
}

}  // namespace

std::string CodeName(int code) {
  return code == 0 ? "OK" : absl::StatusCodeToString(static_cast<absl::StatusCode>(code));
}

bool IsTurnedAway(const Outcome& outcome) {
  return outcome.reason == "QUOTA_EXCEEDED" || outcome.reason == "OVERLOADED";
}

void ReadDetails(const std::string& bytes, Outcome& outcome) {
  google::rpc::Status details;
  google::rpc::ErrorInfo info;
  google::rpc::BadRequest bad;
  google::rpc::RetryInfo retry;
  if (!details.ParseFromString(bytes)) return;
  for (const auto& detail : details.details()) {
    if (detail.UnpackTo(&bad)) {
      for (const auto& violation : bad.field_violations()) {
        outcome.fields.push_back(absl::StrCat(violation.field(), ": ", violation.description()));
      }
    }
    if (detail.UnpackTo(&retry))
      outcome.retry_delay =
          absl::Seconds(retry.retry_delay().seconds()) + absl::Nanoseconds(retry.retry_delay().nanos());
    if (!detail.UnpackTo(&info)) continue;
    outcome.reason = info.reason();
    const auto clause = info.metadata().find("clause");
    if (clause != info.metadata().end()) outcome.clause = clause->second;
  }
}

absl::StatusOr<std::unique_ptr<Message>> NewRequest(const std::string& method) {
  const MethodDescriptor* found = FindMethod(method);
  if (found == nullptr) return absl::NotFoundError(absl::StrCat("unknown method ", method));
  return NewMessage(found->input_type());
}

bool TakesRequestId(const std::string& method) {
  const MethodDescriptor* found = FindMethod(method);
  return found != nullptr && found->input_type()->FindFieldByName("request_id") != nullptr;
}

absl::StatusOr<std::shared_ptr<grpc::Channel>> Caller::ChannelTo(const std::string& agency,
                                                                 const std::string& service) {
  absl::MutexLock lock(&mutex_);
  auto& channel = channels_[agency + "/" + service];
  if (channel != nullptr) return channel;
  const auto target = targets_.find(service);
  if (target == targets_.end())
    return absl::InvalidArgumentError(absl::StrCat("no address is configured for ", service));
  grpc::SslCredentialsOptions options;
  LD_ASSIGN_OR_RETURN(options.pem_root_certs, ReadFile(absl::StrCat(pki_, "/ca.crt")));
  LD_ASSIGN_OR_RETURN(options.pem_cert_chain, ReadFile(absl::StrCat(pki_, "/", agency, ".crt")));
  LD_ASSIGN_OR_RETURN(options.pem_private_key, ReadFile(absl::StrCat(pki_, "/", agency, ".key")));
  grpc::ChannelArguments arguments;
  if (!server_name_.empty()) arguments.SetSslTargetNameOverride(server_name_);
  arguments.SetLoadBalancingPolicyName("round_robin");
  client::NoticeVanished(arguments);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 200);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  channel = grpc::CreateCustomChannel(target->second, grpc::SslCredentials(options), arguments);
  return channel;
}

absl::Status Caller::Start(const Request& request, absl::Duration timeout, std::function<void(Outcome)> done) {
  auto pending = std::make_shared<Pending>();
  pending->method = FindMethod(request.method);
  if (pending->method == nullptr) return absl::InvalidArgumentError(absl::StrCat("unknown method ", request.method));
  const auto body = NewMessage(pending->method->input_type());
  const auto parsed = google::protobuf::util::JsonStringToMessage(request.body.dump(), body.get());
  if (!parsed.ok()) return absl::InvalidArgumentError(absl::StrCat(request.method, ": ", parsed.ToString()));
  LD_ASSIGN_OR_RETURN(const auto channel,
                      ChannelTo(request.agency, request.method.substr(0, request.method.find('/'))));
  pending->context.set_deadline(absl::ToChronoTime(absl::Now() + timeout));
  if (!request.purpose.empty()) pending->context.AddMetadata("ld-purpose", request.purpose);
  if (!request.operator_id.empty()) pending->context.AddMetadata("ld-operator", request.operator_id);
  pending->done = std::move(done);
  const grpc::Slice slice(body->SerializeAsString());
  pending->sent = grpc::ByteBuffer(&slice, 1);
  const std::string path = absl::StrCat("/", pending->method->service()->full_name(), "/", pending->method->name());
  grpc::GenericStub(channel).UnaryCall(
      &pending->context, path, grpc::StubOptions(), &pending->sent, &pending->received,
      [pending](const grpc::Status& status) { pending->done(OutcomeOf(*pending, status)); });
  return absl::OkStatus();
}

absl::StatusOr<Outcome> Caller::Call(const Request& request, absl::Duration timeout) {
  absl::Notification finished;
  Outcome outcome;
  LD_RETURN_IF_ERROR(Start(request, timeout, [&](Outcome result) {
    outcome = std::move(result);
    finished.Notify();
  }));
  finished.WaitForNotification();
  return outcome;
}

}  // namespace liandong::story
