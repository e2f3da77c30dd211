#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"
#include "shared/errors/errors.h"
#include "shared/records/record_type.h"
#include "shared/records/table.h"
#include "shared/values/resource_name.h"

namespace liandong::records {

template <typename Message>
struct Record {
  Columns columns;
  Message message;
};

// The version as an etag (AIP-154).
inline std::string EtagOf(int64_t version) { return absl::StrCat("\"", version, "\""); }

// The records of the type that `Message` declares. Its `name` and its `etag`, if it has one, are set here.
template <typename Message>
class Repository {
 public:
  // The sealer is not owned.
  explicit Repository(const seal::RecordSealer* sealer)
      : type_(&RecordTypeOf(*Message::descriptor())), table_(*type_, sealer) {}

  const std::string& collection() const { return type_->collection; }

  absl::Status Insert(store::Tx& tx, Record<Message>& record) const {
    record.message.set_name(values::NameOf(collection(), record.columns.id));
    LD_RETURN_IF_ERROR(table_.Insert(tx, record.columns, Serialized(record.message)));
    SetEtag(record);
    return absl::OkStatus();
  }

  absl::StatusOr<Record<Message>> Load(store::ReadTx& tx, const Reach& reach, absl::string_view name) const {
    const auto id = values::IdIn(name, collection());
    if (!id.has_value()) return errors::Refuse(contract::v1::ERROR_REASON_NOT_FOUND);
    LD_ASSIGN_OR_RETURN(SealedRecord sealed, table_.Load(tx, reach, *id));
    return Parse(std::move(sealed));
  }

  // Those of the ids that exist and are not erased, in no particular order.
  absl::StatusOr<std::vector<Record<Message>>> LoadMany(store::ReadTx& tx, const std::vector<std::string>& ids) const {
    LD_ASSIGN_OR_RETURN(std::vector<SealedRecord> sealed, table_.LoadMany(tx, ids));
    return ParseAll(std::move(sealed));
  }

  // Same as SealedTable::VersionsOf.
  absl::StatusOr<std::vector<std::pair<std::string, int64_t>>> VersionsOf(store::ReadTx& tx,
                                                                          const std::vector<std::string>& ids) const {
    return table_.VersionsOf(tx, ids);
  }

  // Writes the record back. A non-empty `etag` must equal the stored one.
  absl::Status Update(store::Tx& tx, Record<Message>& record, absl::string_view etag = "") const {
    if (!etag.empty() && etag != EtagOf(record.columns.version)) {
      return errors::Refuse(contract::v1::ERROR_REASON_ETAG_MISMATCH);
    }
    LD_RETURN_IF_ERROR(table_.Update(tx, record.columns, Serialized(record.message)));
    SetEtag(record);
    return absl::OkStatus();
  }

  absl::StatusOr<std::vector<Record<Message>>> List(store::ReadTx& tx, const Filter& filter,
                                                    const std::optional<Position>& after, int limit) const {
    LD_ASSIGN_OR_RETURN(std::vector<SealedRecord> sealed, table_.List(tx, filter, after, limit));
    return ParseAll(std::move(sealed));
  }

  // Same as SealedTable::Next.
  absl::StatusOr<std::vector<Record<Message>>> Next(store::ReadTx& tx, std::string& after, int limit) const {
    LD_ASSIGN_OR_RETURN(std::vector<SealedRecord> sealed, table_.Next(tx, after, limit));
    return ParseAll(std::move(sealed));
  }

  absl::StatusOr<int64_t> Count(store::ReadTx& tx, const Filter& filter) const { return table_.Count(tx, filter); }
  // Same as SealedTable::CountByKind.
  absl::StatusOr<std::vector<int64_t>> CountByKind(store::ReadTx& tx, const Filter& filter, int kinds) const {
    return table_.CountByKind(tx, filter, kinds);
  }

 private:
  static std::string Serialized(Message& message) {
    if constexpr (requires { message.clear_etag(); }) message.clear_etag();
    return message.SerializeAsString();
  }

  static void SetEtag(Record<Message>& record) {
    if constexpr (requires { record.message.set_etag(""); }) record.message.set_etag(EtagOf(record.columns.version));
  }

  static absl::StatusOr<std::vector<Record<Message>>> ParseAll(std::vector<SealedRecord> sealed) {
    std::vector<Record<Message>> records;
    records.reserve(sealed.size());
    for (SealedRecord& one : sealed) {
      LD_ASSIGN_OR_RETURN(auto record, Parse(std::move(one)));
      records.push_back(std::move(record));
    }
    return records;
  }

  static absl::StatusOr<Record<Message>> Parse(SealedRecord sealed) {
    Record<Message> record{std::move(sealed.columns), {}};
    if (!record.message.ParseFromString(sealed.plain)) return absl::DataLossError("a stored record cannot be parsed");
    SetEtag(record);
    return record;
  }

  const RecordType* type_;
  SealedTable table_;
};

}  // namespace liandong::records
