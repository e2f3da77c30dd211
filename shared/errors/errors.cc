#include "shared/errors/errors.h"

#include <google/protobuf/descriptor.h>

#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "shared/errors/details.h"
#include "shared/law/names.h"

namespace liandong::errors {
namespace {

constexpr char kReasonUrl[] = "liandong/reason";
constexpr char kClauseUrl[] = "liandong/clause";
constexpr char kDomain[] = "liandong";
constexpr int kUnavailable = 14;
constexpr int kResourceExhausted = 8;
constexpr int kRetrySeconds = 1;

const contract::v1::ErrorText& TextOf(ErrorReason reason) {
  return contract::v1::ErrorReason_descriptor()->FindValueByNumber(reason)->options().GetExtension(
      contract::v1::error_text);
}

int PayloadNumber(const absl::Status& status, const char* url) {
  int number = 0;
  const auto payload = status.GetPayload(url);
  return payload.has_value() && absl::SimpleAtoi(std::string(*payload), &number) ? number : 0;
}

void AddLocalized(const std::string& locale, const std::string& text, google::rpc::Status& rpc) {
  google::rpc::LocalizedMessage message;
  message.set_locale(locale);
  message.set_message(text);
  rpc.add_details()->PackFrom(message);
}

void AddErrorInfo(ErrorReason reason, Clause clause, google::rpc::Status& rpc) {
  google::rpc::ErrorInfo info;
  info.set_reason(ReasonName(reason));
  info.set_domain(kDomain);
  if (clause != contract::v1::CLAUSE_UNSPECIFIED) {
    (*info.mutable_metadata())["clause"] = law::ClauseId(clause);
    (*info.mutable_metadata())["clause_slug"] = law::ClauseSlug(clause);
  }
  rpc.add_details()->PackFrom(info);
}

void AddViolations(const std::vector<FieldViolation>& violations, google::rpc::Status& rpc) {
  if (violations.empty()) return;
  google::rpc::BadRequest bad;
  for (const FieldViolation& violation : violations) {
    auto* field = bad.add_field_violations();
    field->set_field(violation.path);
    field->set_description(absl::StrCat(violation.en, " / ", violation.zh));
  }
  rpc.add_details()->PackFrom(bad);
}

// Adds what is wrong with each field, because many clients show only the message.
void AppendFields(const std::vector<FieldViolation>& violations, std::string& en, std::string& zh) {
  for (const FieldViolation& violation : violations) {
    absl::StrAppend(&en, " ", violation.path, ": ", violation.en, ".");
    absl::StrAppend(&zh, violation.path, "：", violation.zh, "。");
  }
}

absl::Status Build(ErrorReason reason, Clause clause, const std::vector<FieldViolation>& violations) {
  const contract::v1::ErrorText& text = TextOf(reason);
  google::rpc::Status rpc;
  rpc.set_code(text.code());
  std::string message = text.en();
  std::string message_zh = text.zh();
  if (clause != contract::v1::CLAUSE_UNSPECIFIED) {
    absl::StrAppend(&message, " [", law::ClauseSlug(clause), "]");
    absl::StrAppend(&message_zh, "（", law::ClauseId(clause), "）");
  }
  AppendFields(violations, message, message_zh);
  rpc.set_message(message);
  AddErrorInfo(reason, clause, rpc);
  AddLocalized("zh-CN", message_zh, rpc);
  AddViolations(violations, rpc);
  if (text.code() == kUnavailable || text.code() == kResourceExhausted) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(kRetrySeconds);
    rpc.add_details()->PackFrom(retry);
  }
  absl::Status status(static_cast<absl::StatusCode>(text.code()), message);
  status.SetPayload(kDetailsUrl, absl::Cord(rpc.SerializeAsString()));
  status.SetPayload(kReasonUrl, absl::Cord(absl::StrCat(static_cast<int>(reason))));
  status.SetPayload(kClauseUrl, absl::Cord(absl::StrCat(static_cast<int>(clause))));
  return status;
}

}  // namespace

std::string ReasonName(ErrorReason reason) {
  static constexpr size_t kPrefix = sizeof("ERROR_REASON_") - 1;
  return contract::v1::ErrorReason_Name(reason).substr(kPrefix);
}

absl::Status Refuse(ErrorReason reason, Clause clause) { return Build(reason, clause, {}); }

absl::Status RefuseFields(const std::vector<FieldViolation>& violations, ErrorReason reason) {
  return Build(reason, contract::v1::CLAUSE_UNSPECIFIED, violations);
}

ErrorReason ReasonOf(const absl::Status& status) { return static_cast<ErrorReason>(PayloadNumber(status, kReasonUrl)); }

Clause ClauseOf(const absl::Status& status) { return static_cast<Clause>(PayloadNumber(status, kClauseUrl)); }

WireError ToWire(const absl::Status& status) {
  const auto details = status.GetPayload(kDetailsUrl);
  if (!details.has_value()) return ToWire(Refuse(contract::v1::ERROR_REASON_INTERNAL));
  return {static_cast<int>(status.code()), std::string(status.message()), std::string(*details)};
}

absl::Status FromWire(int code, absl::string_view message, absl::string_view details) {
  google::rpc::Status rpc;
  google::rpc::ErrorInfo info;
  ErrorReason reason = contract::v1::ERROR_REASON_UNSPECIFIED;
  Clause clause = contract::v1::CLAUSE_UNSPECIFIED;
  if (rpc.ParseFromString(std::string(details))) {
    for (const auto& detail : rpc.details()) {
      if (!detail.UnpackTo(&info) || info.domain() != kDomain) continue;
      if (!contract::v1::ErrorReason_Parse("ERROR_REASON_" + info.reason(), &reason)) continue;
      clause =
          law::ClauseFromText(info.metadata().count("clause") ? info.metadata().at("clause") : "").value_or(clause);
    }
  }
  if (reason != contract::v1::ERROR_REASON_UNSPECIFIED) return Build(reason, clause, {});
  return absl::Status(static_cast<absl::StatusCode>(code), message);
}

}  // namespace liandong::errors
