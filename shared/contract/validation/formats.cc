#include "shared/contract/validation/formats.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "shared/values/dates.h"
#include "shared/values/divisions.h"
#include "shared/values/identity_number.h"

namespace liandong::contract {
namespace {

constexpr size_t kUuidLength = 36;
constexpr int kFirstYear = 1900;
constexpr size_t kMinPhone = 3;
constexpr size_t kMaxPhone = 20;

template <typename Predicate>
bool All(absl::string_view text, Predicate predicate) {
  return !text.empty() && std::all_of(text.begin(), text.end(), predicate);
}

bool IsDate(absl::string_view text, absl::Time now) {
  const auto day = values::ParseDay(text);
  return day.has_value() && day->year() >= kFirstYear && *day <= values::DayOf(now);
}

bool IsUuid(absl::string_view text) {
  if (text.size() != kUuidLength) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-' : !absl::ascii_isxdigit(text[i])) return false;
  }
  return true;
}

bool IsCountry(absl::string_view text) { return text.size() == 3 && All(text, absl::ascii_isupper); }

bool IsEthnicGroup(absl::string_view text) {
  if (text.size() != 2 || !All(text, absl::ascii_isdigit)) return false;
  const int code = (text[0] - '0') * 10 + (text[1] - '0');
  return (code >= 1 && code <= 56) || code == 97 || code == 98;
}

bool IsPhone(absl::string_view text) {
  if (text.size() < kMinPhone || text.size() > kMaxPhone) return false;
  if (text.front() == '+') text.remove_prefix(1);
  return absl::ascii_isdigit(text.front()) && absl::ascii_isdigit(text.back()) &&
         All(text, [](char c) { return absl::ascii_isdigit(c) || c == '-'; });
}

bool IsRegisterNumber(absl::string_view text) {
  return All(text, [](char c) { return absl::ascii_isalnum(c) || c == '-' || c == '.' || c == '_'; });
}

bool IsPassport(absl::string_view text) {
  return text.size() >= 5 && text.size() <= 15 && All(text, absl::ascii_isalnum);
}

bool IsBirthCertificate(absl::string_view text) {
  return text.size() == 10 && absl::ascii_isupper(text.front()) && All(text.substr(1), absl::ascii_isdigit);
}

}  // namespace

std::optional<Fault> FormatFault(v1::Format format, absl::string_view text, absl::Time now) {
  switch (format) {
    case v1::FORMAT_DIVISION:
      if (values::IsDivision(text)) return std::nullopt;
      return Fault{"must be an existing GB/T 2260 division code, for example 500119",
                   "须为 GB/T 2260 行政区划代码，例如 500119"};
    case v1::FORMAT_DATE:
      if (IsDate(text, now)) return std::nullopt;
      return Fault{"must be an existing date in the form YYYY-MM-DD, between 1900 and today",
                   "须为真实存在的日期 YYYY-MM-DD，不早于1900年且不晚于今天"};
    case v1::FORMAT_UUID:
      if (IsUuid(text)) return std::nullopt;
      return Fault{"must be a UUID in the form 8-4-4-4-12", "须为 8-4-4-4-12 形式的 UUID"};
    case v1::FORMAT_COUNTRY:
      if (IsCountry(text)) return std::nullopt;
      return Fault{"must be an ISO 3166-1 alpha-3 country code, for example CHN",
                   "须为 ISO 3166-1 三位字母国家代码，例如 CHN"};
    case v1::FORMAT_ETHNIC_GROUP:
      if (IsEthnicGroup(text)) return std::nullopt;
      return Fault{"must be a GB/T 3304 code (01 to 56, 97, 98)", "须为 GB/T 3304 民族代码（01 至 56、97、98）"};
    case v1::FORMAT_PHONE:
      if (IsPhone(text)) return std::nullopt;
      return Fault{"must be a telephone number: digits, with an optional leading + and inner hyphens",
                   "须为电话号码：数字，可含开头的 + 和中间的连字符"};
    case v1::FORMAT_REGISTER_NUMBER:
      if (IsRegisterNumber(text)) return std::nullopt;
      return Fault{"may contain only letters, digits, hyphens, dots and underscores",
                   "只能含字母、数字、连字符、点和下划线"};
    default:
      return std::nullopt;
  }
}

std::optional<Fault> DocumentFault(const common::v1::Document& document, absl::Time now) {
  const absl::string_view number = document.number();
  switch (document.type()) {
    case common::v1::DOCUMENT_TYPE_IDENTITY_NUMBER:
      if (values::ParseIdentityNumber(number, values::DayOf(now)).has_value()) return std::nullopt;
      return Fault{"must be a valid identity number (GB 11643): compare each digit with the card",
                   "须为有效的公民身份号码（GB 11643），请与证件逐位核对"};
    case common::v1::DOCUMENT_TYPE_PASSPORT:
      if (IsPassport(number)) return std::nullopt;
      return Fault{"must consist of 5 to 15 letters and digits", "须为5至15位字母和数字"};
    case common::v1::DOCUMENT_TYPE_PERMANENT_RESIDENT:
      if (values::IsPermanentResident2017(number) ||
          (number.size() == 18 && number.front() == '9' &&
           values::ParseIdentityNumber(number, values::DayOf(now)).has_value())) {
        return std::nullopt;
      }
      return Fault{"must be a valid permanent residence number: compare it with the card",
                   "须为有效的外国人永久居留身份证号码，请与证件核对"};
    case common::v1::DOCUMENT_TYPE_BIRTH_CERTIFICATE:
      if (IsBirthCertificate(number)) return std::nullopt;
      return Fault{"must consist of one capital letter and nine digits", "须为一位大写字母加九位数字"};
    default:
      return std::nullopt;  // the missing type is reported separately
  }
}

std::optional<PersonFault> PersonDisagreement(const common::v1::Person& person, absl::Time now) {
  if (person.document().type() != common::v1::DOCUMENT_TYPE_IDENTITY_NUMBER) return std::nullopt;
  const auto number = values::ParseIdentityNumber(person.document().number(), values::DayOf(now));
  if (!number.has_value()) return std::nullopt;
  if (!person.birth_date().empty() && person.birth_date() != values::FormatDay(number->birth)) {
    return PersonFault{
        "birth_date",
        {"does not match the identity number: correct one of the two", "与公民身份号码不一致，请核对两者"}};
  }
  const auto sex = number->male ? common::v1::SEX_MALE : common::v1::SEX_FEMALE;
  const bool stated = person.sex() == common::v1::SEX_MALE || person.sex() == common::v1::SEX_FEMALE;
  if (stated && person.sex() != sex) {
    return PersonFault{
        "sex", {"does not match the identity number: correct one of the two", "与公民身份号码不一致，请核对两者"}};
  }
  return std::nullopt;
}

}  // namespace liandong::contract
