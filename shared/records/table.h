#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/seal/sealer.h"
#include "shared/store/database.h"

// Records at rest: a sealed message beside plain columns that hold nothing personal.
namespace liandong::records {

// The plain columns.
struct Columns {
  std::string id;
  std::string division;  // GB/T 2260
  std::string owner;     // who made it: `education-commission@500119`, `service/registration`
  int64_t kind = 0;
  int64_t state = 0;
  std::string parent;  // id of the record it belongs to, or empty
  absl::Time create_time;
  int64_t version = 0;  // 1 when made, one more at each change
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
  SealedTable(std::string table, const seal::Sealer* sealer);

  // Makes each of the tables.
  static std::vector<store::Migration> Schemas(const std::vector<std::string>& tables);

  absl::Status Insert(store::Tx& tx, Columns& columns, absl::string_view plain) const;
  // NOT_FOUND also where the record is beyond the reach, so that nobody learns that it exists.
  absl::StatusOr<SealedRecord> Load(store::ReadTx& tx, const Reach& reach, absl::string_view id) const;
  // Raises the version. ETAG_MISMATCH if the stored version is not `columns.version`.
  absl::Status Update(store::Tx& tx, Columns& columns, absl::string_view plain) const;
  // Up to `limit` records after `after`.
  absl::StatusOr<std::vector<SealedRecord>> List(store::ReadTx& tx, const Filter& filter,
                                                 const std::optional<Position>& after, int limit) const;
  absl::StatusOr<int64_t> Count(store::ReadTx& tx, const Filter& filter) const;

 private:
  absl::StatusOr<SealedRecord> Unseal(Columns columns, absl::string_view sealed) const;

  std::string table_;
  const seal::Sealer* sealer_;
  std::string insert_;
  std::string load_;
  std::string update_;
  std::string list_;
  std::string count_;
};

}  // namespace liandong::records
