#pragma once

#include <libpq-fe.h>

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "shared/store/value.h"

namespace liandong::store {

// The parameters of one statement in PostgreSQL's binary format. Points to what the values point to.
class PostgresParameters {
 public:
  explicit PostgresParameters(absl::Span<const Value> values);

  int count() const { return static_cast<int>(types_.size()); }
  const Oid* types() const { return types_.data(); }
  const char* const* bytes() const { return bytes_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  void Add(Oid type, const char* bytes, size_t length);

  std::vector<Oid> types_;
  std::vector<const char*> bytes_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
  std::vector<std::string> numbers_;
};

// A row of a result in binary format.
class PostgresRow : public Row {
 public:
  PostgresRow(const PGresult* result, int row) : result_(result), row_(row) {}
  bool IsNull(int column) const override { return PQgetisnull(result_, row_, column) == 1; }
  int64_t Int(int column) const override;
  absl::string_view Text(int column) const override { return Bytes(column); }
  absl::string_view Bytes(int column) const override;

 private:
  const PGresult* result_;
  int row_;
};

}  // namespace liandong::store
