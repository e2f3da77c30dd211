#include "shared/store/postgres_values.h"

namespace liandong::store {
namespace {

// pg_type.dat
constexpr Oid kBytea = 17;
constexpr Oid kInt8 = 20;
constexpr Oid kText = 25;
constexpr int kBinary = 1;
constexpr int kNumberBytes = 8;

std::string BigEndian(int64_t number) {
  std::string bytes(kNumberBytes, '\0');
  auto rest = static_cast<uint64_t>(number);
  for (size_t i = bytes.size(); i > 0; --i, rest >>= 8) bytes[i - 1] = static_cast<char>(rest & 0xff);
  return bytes;
}

}  // namespace

PostgresParameters::PostgresParameters(absl::Span<const Value> values) {
  // Reserved in advance, because parameters point into it.
  numbers_.reserve(values.size());
  for (const Value& value : values) {
    if (const auto* number = std::get_if<int64_t>(&value)) {
      numbers_.push_back(BigEndian(*number));
      Add(kInt8, numbers_.back().data(), kNumberBytes);
    } else if (const auto* text = std::get_if<absl::string_view>(&value)) {
      Add(kText, text->data() == nullptr ? "" : text->data(), text->size());
    } else if (const auto* blob = std::get_if<Blob>(&value)) {
      Add(kBytea, blob->bytes.data() == nullptr ? "" : blob->bytes.data(), blob->bytes.size());
    } else {
      Add(0, nullptr, 0);
    }
  }
}

void PostgresParameters::Add(Oid type, const char* bytes, size_t length) {
  types_.push_back(type);
  bytes_.push_back(bytes);
  lengths_.push_back(static_cast<int>(length));
  formats_.push_back(kBinary);
}

int64_t PostgresRow::Int(int column) const {
  const absl::string_view bytes = Bytes(column);
  if (bytes.empty()) return 0;
  // Signed integers of 2, 4 or 8 bytes.
  int64_t number = (static_cast<unsigned char>(bytes.front()) & 0x80) != 0 ? -1 : 0;
  for (const char byte : bytes) {
    number = static_cast<int64_t>((static_cast<uint64_t>(number) << 8) | static_cast<unsigned char>(byte));
  }
  return number;
}

absl::string_view PostgresRow::Bytes(int column) const {
  return {PQgetvalue(result_, row_, column), static_cast<size_t>(PQgetlength(result_, row_, column))};
}

}  // namespace liandong::store
