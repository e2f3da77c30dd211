#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/records/list_index.h"
#include "shared/records/record_type.h"
#include "shared/seal/record_sealer.h"
#include "shared/store/database.h"

// Records at rest: an encrypted message next to plain columns that contain nothing personal.
namespace liandong::records {

// The plain columns, and the record key.
struct Columns {
  std::string id;
  std::string division;  // GB/T 2260
  std::string owner;     // who created it: `education-commission@500119`, `service/registration`
  int64_t kind = 0;
  int64_t state = 0;
  std::string parent;  // id of the record it belongs to, or empty
  absl::Time create_time;
  int64_t version = 0;  // 1 when created, plus one with each change
  std::optional<seal::Key> key;
};

struct SealedRecord {
  Columns columns;
  std::string plain;
};

// One table of encrypted records. The sealer is not owned.
class SealedTable {
 public:
  SealedTable(const RecordType& type, const seal::RecordSealer* sealer);

  // Migrations that create the table of each type.
  static std::vector<store::Migration> Migrations(const std::vector<const RecordType*>& types);

  // RECORD_TOO_LARGE above limits::kMaxNewRecordBytes.
  absl::Status Insert(store::Tx& tx, Columns& columns, absl::string_view plain) const;
  // NOT_FOUND also if the record is beyond the reach, so that nobody learns that it exists. RECORD_ERASED if its key
  // was destroyed.
  absl::StatusOr<SealedRecord> Load(store::ReadTx& tx, const Reach& reach, absl::string_view id) const;
  // Those of the ids that exist and are not erased, in no particular order. One statement for 32 ids.
  absl::StatusOr<std::vector<SealedRecord>> LoadMany(store::ReadTx& tx, const std::vector<std::string>& ids) const;
  // The versions of those of the ids that exist and are not erased, by id. One statement for 32 ids.
  absl::StatusOr<std::vector<std::pair<std::string, int64_t>>> VersionsOf(store::ReadTx& tx,
                                                                          const std::vector<std::string>& ids) const;
  // Increases the version. ETAG_MISMATCH if the stored version is not `columns.version`; RECORD_TOO_LARGE above
  // limits::kMaxRecordBytes.
  absl::Status Update(store::Tx& tx, Columns& columns, absl::string_view plain) const;
  // Up to `limit` records after `after`, without erased records. Records are listed by the columns that their type
  // declares, or by parent.
  absl::StatusOr<std::vector<SealedRecord>> List(store::ReadTx& tx, const Filter& filter,
                                                 const std::optional<Position>& after, int limit) const;
  absl::StatusOr<int64_t> Count(store::ReadTx& tx, const Filter& filter) const;
  // Same as ListIndex::CountByKind. The filter names no parent either.
  absl::StatusOr<std::vector<int64_t>> CountByKind(store::ReadTx& tx, const Filter& filter, int kinds) const;
  // All records ordered by id, up to `limit` at a time after the id `after`, which is set to the last record read and
  // stays unchanged at the end.
  absl::StatusOr<std::vector<SealedRecord>> Next(store::ReadTx& tx, std::string& after, int limit) const;

  // Destroys the record's key and the encrypted message; the row remains.
  static absl::Status Erase(store::Tx& tx, const RecordType& type, absl::string_view id);
  // Re-encrypts, with the key of the current epoch, the records that are not. Reads up to `limit` records after the id
  // `after`, which is set to the last. Returns how many it read.
  absl::StatusOr<int> Reencrypt(store::Tx& tx, std::string& after, int limit) const;

 private:
  struct Stored {
    Columns columns;
    std::string sealed;
  };
  absl::StatusOr<Stored> ReadRow(const store::Row& row) const;
  absl::StatusOr<std::vector<Stored>> ReadRows(store::ReadTx& tx, const std::string& sql, store::Values values) const;
  absl::StatusOr<std::vector<Stored>> ReadRows(
      absl::FunctionRef<absl::Status(absl::FunctionRef<void(const store::Row&)>)> query) const;
  absl::Status CheckState(const Columns& columns) const;
  absl::Status CheckListed() const;
  seal::Place PlaceOf(const Columns& columns, int64_t version) const;
  absl::StatusOr<SealedRecord> Unseal(Stored stored) const;
  absl::StatusOr<std::vector<SealedRecord>> UnsealThere(std::vector<Stored> rows) const;

  std::string table_;
  const seal::RecordSealer* sealer_;
  bool listed_;
  std::set<int64_t> states_;
  ListIndex lists_;
  std::string insert_;
  std::string load_;
  std::string load_many_;
  std::string versions_;
  std::string update_;
  std::string children_;
  std::string count_children_;
  std::string next_;
  std::string reencrypt_;
};

}  // namespace liandong::records
