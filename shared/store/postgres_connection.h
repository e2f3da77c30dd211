#pragma once

#include <memory>
#include <string>

#include "shared/store/connection.h"
#include "shared/store/postgres_link.h"

namespace liandong::store {

// A connection that is restored after it was lost. Transactions are SERIALIZABLE, so that the guarantees of a single
// writer also hold with several. Reads use a consistent snapshot.
class PostgresConnection : public Connection {
 public:
  explicit PostgresConnection(std::string conninfo) : conninfo_(std::move(conninfo)) {}

  absl::Status Query(absl::string_view sql, Values values, absl::FunctionRef<void(const Row&)> each) override;
  absl::StatusOr<int64_t> Execute(absl::string_view sql, Values values) override;
  absl::Status Put(absl::string_view sql, Values values) override;
  absl::StatusOr<bool> Lead(absl::string_view task) override;

  absl::Status Begin(Access access) override;
  absl::Status Commit() override;
  void Rollback() override;
  State state() const override { return state_; }
  absl::Status SetSavepoint() override { return Queue("SAVEPOINT job"); }
  absl::Status RollBackToSavepoint() override;
  absl::Status ReleaseSavepoint() override;
  int64_t changes() const override { return changes_; }
  absl::Status Script(const std::string& sql) override;

  // Connects if there is no connection.
  absl::Status Connect();

 private:
  absl::Status Queue(absl::string_view sql, Values values = {});
  absl::StatusOr<PostgresResult> Await();
  absl::StatusOr<PostgresResult> Ask(absl::string_view sql, Values values);
  State StateAfterError() const;

  std::string conninfo_;
  std::unique_ptr<PostgresLink> link_;
  // The connection existed before the transaction and has not answered since: the server may be gone.
  bool stale_ = false;
  State state_ = State::kOver;
  int64_t changes_ = 0;
};

}  // namespace liandong::store
