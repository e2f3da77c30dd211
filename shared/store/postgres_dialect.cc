#include "shared/store/postgres_dialect.h"

#include "absl/strings/str_replace.h"

namespace liandong::store {

std::string ToPostgres(absl::string_view sql) {
  return absl::StrReplaceAll(sql, {{" INTEGER", " BIGINT"}, {" BLOB", " BYTEA"}, {" WITHOUT ROWID", ""}});
}

}  // namespace liandong::store
