#include "shared/store/postgres_database.h"

#include <utility>

#include "shared/base/status_macros.h"
#include "shared/store/pooled_database.h"
#include "shared/store/postgres_connection.h"

namespace liandong::store {
namespace {

constexpr int kWriters = 2;
constexpr int kReaders = 4;
// Smaller than that of SQLite, because a batch that conflicts is repeated as a whole.
constexpr size_t kBatch = 32;

absl::StatusOr<std::vector<std::unique_ptr<Connection>>> Pool(const std::string& conninfo, int size) {
  std::vector<std::unique_ptr<Connection>> pool;
  for (int i = 0; i < size; ++i) {
    auto connection = std::make_unique<PostgresConnection>(conninfo);
    LD_RETURN_IF_ERROR(connection->Connect());
    pool.push_back(std::move(connection));
  }
  return pool;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> OpenPostgres(const std::string& conninfo) {
  LD_ASSIGN_OR_RETURN(auto writers, Pool(conninfo, kWriters));
  LD_ASSIGN_OR_RETURN(auto readers, Pool(conninfo, kReaders));
  return std::make_unique<PooledDatabase>(
      PooledDatabase::Parts{nullptr, std::move(writers), std::move(readers), false, kBatch});
}

}  // namespace liandong::store
