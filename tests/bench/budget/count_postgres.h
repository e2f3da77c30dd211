#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <string>

namespace liandong::budget {

// The write-ahead log of the PostgreSQL server of the tests. Statements, rows, round trips and commits are counted
// where the process calls libpq; the bytes are counted by the server.
class PostgresLog {
 public:
  // Lets the server write nothing that depends on time: no pages again after a checkpoint, no vacuum by itself. The
  // program ends if it refuses.
  explicit PostgresLog(const std::string& conninfo);

  // The number of bytes that the server has written so far.
  int64_t Length();

 private:
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

}  // namespace liandong::budget
