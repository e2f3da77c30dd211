#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/records/record_type.h"
#include "shared/seal/record_sealer.h"
#include "shared/store/database.h"

// Records at rest: a sealed message beside plain columns that hold nothing personal.
namespace liandong::records {

// The plain columns, and the record's own key.
struct Columns {
  std::string id;
  std::string division;  // GB/T 2260
  std::string owner;     // who made it: `education-commission@500119`, `service/registration`
  int64_t kind = 0;
  int64_t state = 0;
  std::string parent;  // id of the record it belongs to, or empty
  absl::Time create_time;
  int64_t version = 0;  // 1 when made, one more at each change
  std::optional<seal::Key> key;
};

// Which records a caller reaches; empty fields do not bound.
struct Reach {
  std::string division;  // GB/T 2260
  std::string owner;
  bool below = true;  // divisions within `division` too

  bool Covers(absl::string_view division_of, absl::string_view owner_of) const;
  // For statements: leading digits that divisions within reach share, and whether they must have no more.
  absl::string_view Prefix() const;
};

struct Filter {
  Reach reach;
  std::optional<int64_t> kind;
  std::optional<int64_t> state;
  std::optional<std::string> parent;
};

// A position in a list: records are listed newest first, which is the order of their ids.
struct Position {
  std::string id;
};

struct SealedRecord {
  Columns columns;
  std::string plain;
};

// One table of sealed records. The sealer is not owned.
class SealedTable {
 public:
  SealedTable(const RecordType& type, const seal::RecordSealer* sealer);

  // Makes the table of each type.
  static std::vector<store::Migration> Migrations(const std::vector<const RecordType*>& types);

  absl::Status Insert(store::Tx& tx, Columns& columns, absl::string_view plain) const;
  // NOT_FOUND also where the record is beyond the reach, so that nobody learns that it exists; RECORD_ERASED where its
  // key was destroyed.
  absl::StatusOr<SealedRecord> Load(store::ReadTx& tx, const Reach& reach, absl::string_view id) const;
  // Those of the ids that are there and not erased, in no order; one statement for 32 of them.
  absl::StatusOr<std::vector<SealedRecord>> LoadMany(store::ReadTx& tx, const std::vector<std::string>& ids) const;
  // Raises the version. ETAG_MISMATCH if the stored version is not `columns.version`.
  absl::Status Update(store::Tx& tx, Columns& columns, absl::string_view plain) const;
  // Up to `limit` records after `after`; without those that were erased.
  absl::StatusOr<std::vector<SealedRecord>> List(store::ReadTx& tx, const Filter& filter,
                                                 const std::optional<Position>& after, int limit) const;
  absl::StatusOr<int64_t> Count(store::ReadTx& tx, const Filter& filter) const;
  // All there are, by id, up to `limit` at a time after the id `after`, which becomes the last that was looked at and
  // stays where nothing is left.
  absl::StatusOr<std::vector<SealedRecord>> Next(store::ReadTx& tx, std::string& after, int limit) const;

  // Destroys the record's key and what it sealed; the row stays.
  static absl::Status Erase(store::Tx& tx, const RecordType& type, absl::string_view id);
  // Seals anew, in the newest epoch, what is not. Looks at up to `limit` records after the id `after`, which becomes
  // the last; how many it looked at.
  absl::StatusOr<int> Freshen(store::Tx& tx, std::string& after, int limit) const;

 private:
  struct Stored {
    Columns columns;
    std::string sealed;
  };
  absl::StatusOr<Stored> ReadRow(const store::Row& row) const;
  absl::StatusOr<std::vector<Stored>> ReadRows(store::ReadTx& tx, const std::string& sql, store::Values values) const;
  seal::Place PlaceOf(const Columns& columns, int64_t version) const;
  absl::StatusOr<SealedRecord> Unseal(Stored stored) const;
  absl::StatusOr<std::vector<SealedRecord>> UnsealThere(std::vector<Stored> rows) const;

  std::string table_;
  const seal::RecordSealer* sealer_;
  std::string insert_;
  std::string load_;
  std::string load_many_;
  std::string update_;
  std::string list_;
  std::string count_;
  std::string next_;
  std::string freshen_;
};

}  // namespace liandong::records
