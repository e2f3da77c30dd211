#include "tests/bench/screen_trigrams.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace liandong::bench {
namespace {

void Run(PGconn* link, const char* sql) {
  PGresult* result = PQexec(link, sql);
  const ExecStatusType status = PQresultStatus(result);
  PQclear(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN)
    Must(absl::InternalError(PQerrorMessage(link)));
}

}  // namespace

void VacuumAndAnalyze(const std::string& conninfo) {
  PGconn* const link = PQconnectdb(conninfo.c_str());
  Run(link, "VACUUM ANALYZE");
  PQfinish(link);
}

Trigrams::Trigrams(const std::string& conninfo, const std::vector<matching::Subject>& listed)
    : link_(PQconnectdb(conninfo.c_str())) {
  Run(link_, "CREATE DATABASE trigrams TEMPLATE template0 LC_CTYPE 'C.UTF-8'");
  PQfinish(link_);
  link_ = PQconnectdb(absl::StrCat(conninfo, " dbname=trigrams").c_str());
  Run(link_, "CREATE EXTENSION pg_trgm; CREATE TABLE people (id BIGINT PRIMARY KEY, name TEXT, sex INT, birth DATE)");
  Copy(listed);
  Run(link_, "CREATE INDEX ON people USING gin (name gin_trgm_ops)");
  Run(link_, "VACUUM ANALYZE people");
  Run(link_, "SET pg_trgm.similarity_threshold = 0.5");
}

void Trigrams::IndexBirths() {
  Run(link_, "CREATE INDEX ON people (birth)");
  Run(link_, "VACUUM ANALYZE people");
}

bool Trigrams::Finds(const matching::Subject& asked, int64_t truth) {
  const common::v1::Person& person = asked.person;
  const std::string sex = absl::StrCat(static_cast<int>(person.sex()));
  const char* values[] = {person.name().c_str(), sex.c_str(),
                          person.birth_date().empty() ? nullptr : person.birth_date().c_str()};
  PGresult* result = PQexecParams(link_,
                                  "SELECT id FROM people WHERE name % $1 AND sex = $2::int AND birth BETWEEN "
                                  "$3::date - 400 AND $3::date + 400 ORDER BY similarity(name, $1) DESC LIMIT 10",
                                  3, nullptr, values, nullptr, nullptr, 0);
  if (PQresultStatus(result) != PGRES_TUPLES_OK) Must(absl::InternalError(PQerrorMessage(link_)));
  bool found = false;
  for (int i = 0; i < PQntuples(result); ++i) {
    int64_t id = 0;
    found = found || (absl::SimpleAtoi(PQgetvalue(result, i, 0), &id) && id == truth);
  }
  PQclear(result);
  return found;
}

void Trigrams::Copy(const std::vector<matching::Subject>& listed) {
  Run(link_, "COPY people FROM STDIN");
  for (size_t i = 0; i < listed.size(); ++i) {
    const common::v1::Person& person = listed[i].person;
    const std::string row = absl::StrCat(i, "\t", person.name(), "\t", static_cast<int>(person.sex()), "\t",
                                         person.birth_date().empty() ? "\\N" : person.birth_date(), "\n");
    PQputCopyData(link_, row.data(), static_cast<int>(row.size()));
  }
  PQputCopyEnd(link_, nullptr);
  while (PGresult* result = PQgetResult(link_)) PQclear(result);
}

}  // namespace liandong::bench
