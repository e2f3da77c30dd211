#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "shared/store/database.h"

// A call's own transaction as its handler sees it. The call path begins it, hands it to the handler and commits it with
// the call's ledger entry.
namespace liandong::contract {

// What a handler leaves besides its records. It only counts if the handler succeeds and its transaction is committed.
struct Effects {
  std::vector<std::string> touched;
  std::vector<absl::AnyInvocable<void()>> after_commit;
};

class ReadTx : public store::ReadTx {
 public:
  // Neither is owned.
  ReadTx(store::ReadTx& tx, Effects& effects) : tx_(tx), effects_(effects) {}

  absl::Status Query(absl::string_view sql, store::Values values,
                     absl::FunctionRef<void(const store::Row&)> each) override {
    return tx_.Query(sql, values, each);
  }

  // Adds a record to the call's ledger entry, in addition to those that the reply names.
  void Touch(std::string record) { effects_.touched.push_back(std::move(record)); }

 private:
  store::ReadTx& tx_;
  Effects& effects_;
};

class WriteTx : public store::Tx {
 public:
  // Neither is owned.
  WriteTx(store::Tx& tx, Effects& effects) : tx_(tx), effects_(effects) {}

  absl::Status Query(absl::string_view sql, store::Values values,
                     absl::FunctionRef<void(const store::Row&)> each) override {
    return tx_.Query(sql, values, each);
  }
  absl::StatusOr<int64_t> Execute(absl::string_view sql, store::Values values) override {
    return tx_.Execute(sql, values);
  }
  absl::Status Put(absl::string_view sql, store::Values values) override { return tx_.Put(sql, values); }
  absl::StatusOr<bool> Lead(absl::string_view task) override { return tx_.Lead(task); }

  // Adds a record to the call's ledger entry, in addition to those that the reply names.
  void Touch(std::string record) { effects_.touched.push_back(std::move(record)); }

  // Runs once, when the call's writes are durable; used for metrics. Never runs for a repeated request.
  void AfterCommit(absl::AnyInvocable<void()> action) { effects_.after_commit.push_back(std::move(action)); }

 private:
  store::Tx& tx_;
  Effects& effects_;
};

}  // namespace liandong::contract
