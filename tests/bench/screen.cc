// screen-bench: what finding a person costs as those listed grow, on both engines, beside pg_trgm on the same people.
#include <libpq-fe.h>

#include <algorithm>
#include <cstdio>

#include "absl/flags/flag.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "services/casefile/likely.h"
#include "shared/base/command_line.h"
#include "shared/store/postgres_database.h"
#include "shared/store/sqlite_database.h"
#include "tests/eval/search_eval.h"
#include "tests/testing/key_ring.h"
#include "tests/testing/postgres/server.h"
#include "tests/testing/temporary_directory.h"

ABSL_FLAG(std::string, persons, "10000,100000,1000000", "How many are listed, growing.");
ABSL_FLAG(int, asked, 2000, "How many are asked about at each size.");
ABSL_FLAG(bool, trigrams, true, "pg_trgm too, at the last size.");
ABSL_FLAG(std::string, data, "tests/eval/data", "What the people are made of.");

namespace liandong {
namespace {

constexpr size_t kBatch = 500;
constexpr size_t kBest = 10;

void Must(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "screen-bench: %s\n", std::string(status.message()).c_str());
  std::exit(1);
}

struct Timing {
  double p50 = 0;  // milliseconds
  double p99 = 0;
  double recall = 0;  // among the first ten
};

Timing TimingOf(std::vector<double>& milliseconds, double found, double known) {
  std::sort(milliseconds.begin(), milliseconds.end());
  return {milliseconds[milliseconds.size() / 2], milliseconds[milliseconds.size() * 99 / 100],
          found / std::max(known, 1.0)};
}

std::string IdOf(size_t place) { return absl::StrCat("person", place); }

// The missing-person cases of a database, asked as the counter's question is.
class Listing {
 public:
  explicit Listing(store::Database* database) : database_(database) {
    std::vector<store::Migration> migrations = casefile::CasefileStore::Migrations();
    for (const auto& schema :
         {seal::RecordSealer::Schema(), records::KeyIndex::Schema(), records::SearchIndex::Schema()})
      migrations.push_back(schema);
    Must(database_->Migrate(migrations));
  }

  void Grow(const std::vector<matching::Subject>& listed, size_t to) {
    for (; size_ < to; size_ = std::min(to, size_ + kBatch)) {
      Must(database_->WriteAndWait([&](store::Tx& tx) {
        for (size_t i = size_; i < std::min(to, size_ + kBatch); ++i) {
          absl::Status added = Open(tx, i, listed[i]);
          if (!added.ok()) return added;
        }
        return absl::OkStatus();
      }));
      if (size_ % 50000 == 0) std::fprintf(stderr, "\r%zu listed", size_);
    }
    std::fprintf(stderr, "\r");
  }

  Timing Ask(const eval::Crowd& crowd) {
    std::vector<double> milliseconds;
    double found = 0;
    double known = 0;
    for (size_t i = 0; i < crowd.asked.size(); ++i) {
      std::vector<casefile::Candidate> candidates;
      const absl::Time start = absl::Now();
      Must(database_->ReadAndWait([&](store::ReadTx& tx) {
        auto compared = Compare(store_, tx, casefile::Role::kMissing, crowd.asked[i]);
        if (compared.ok()) candidates.swap(*compared);
        return compared.status();
      }));
      milliseconds.push_back(absl::ToDoubleMilliseconds(absl::Now() - start));
      if (crowd.truth[i] < 0) continue;
      known += 1;
      candidates.resize(std::min(candidates.size(), kBest));
      const std::string target = IdOf(static_cast<size_t>(crowd.truth[i]));
      found += std::any_of(candidates.begin(), candidates.end(), [&](const auto& one) { return one.id == target; });
    }
    return TimingOf(milliseconds, found, known);
  }

 private:
  absl::Status Open(store::Tx& tx, size_t place, const matching::Subject& subject) {
    records::Record<casefile::v1::Case> record;
    record.columns = {.id = IdOf(place), .division = "500119", .owner = "bench", .create_time = absl::UnixEpoch()};
    *record.message.mutable_person() = subject.person;
    *record.message.mutable_appearance() = subject.appearance;
    record.message.mutable_lost_place()->set_division(subject.division);
    absl::Status kept = store_.cases.Insert(tx, record);
    return kept.ok() ? store_.Index(tx, casefile::Role::kMissing, subject, record.columns.id) : kept;
  }

  store::Database* database_;
  seal::KeyRing ring_ = testing::TestRing();
  seal::Sealer sealer_{&ring_};
  seal::RecordSealer record_sealer_{&sealer_};
  seal::Key key_{std::string(seal::Key::kSize, 'k')};
  seal::KeyedDigest digest_{seal::Suite::kStandard, key_};
  records::KeyIndex keys_{&digest_};
  casefile::CasefileStore store_{&record_sealer_, &keys_};
  size_t size_ = 0;
};

class Trigrams {
 public:
  // In a database whose letters are Unicode's: in the C locale a Han character has no trigram.
  Trigrams(const std::string& conninfo, const std::vector<matching::Subject>& listed)
      : link_(PQconnectdb(conninfo.c_str())) {
    Run("CREATE DATABASE trigrams TEMPLATE template0 LC_CTYPE 'C.UTF-8'");
    PQfinish(link_);
    link_ = PQconnectdb(absl::StrCat(conninfo, " dbname=trigrams").c_str());
    Run("CREATE EXTENSION pg_trgm; CREATE TABLE people (id BIGINT PRIMARY KEY, name TEXT, sex INT, birth DATE)");
    Run("COPY people FROM STDIN");
    for (size_t i = 0; i < listed.size(); ++i) {
      const common::v1::Person& person = listed[i].person;
      const std::string row = absl::StrCat(i, "\t", person.name(), "\t", static_cast<int>(person.sex()), "\t",
                                           person.birth_date().empty() ? "\\N" : person.birth_date(), "\n");
      PQputCopyData(link_, row.data(), static_cast<int>(row.size()));
    }
    PQputCopyEnd(link_, nullptr);
    while (PGresult* result = PQgetResult(link_)) PQclear(result);
    Run("CREATE INDEX ON people USING gin (name gin_trgm_ops); CREATE INDEX ON people (birth); ANALYZE people; "
        "SET pg_trgm.similarity_threshold = 0.5");
  }
  Trigrams(const Trigrams&) = delete;
  Trigrams& operator=(const Trigrams&) = delete;
  ~Trigrams() { PQfinish(link_); }

  Timing Ask(const eval::Crowd& crowd) {
    std::vector<double> milliseconds;
    double found = 0;
    double known = 0;
    for (size_t i = 0; i < crowd.asked.size(); ++i) {
      const absl::Time start = absl::Now();
      const bool there = Finds(crowd.asked[i].person, crowd.truth[i]);
      milliseconds.push_back(absl::ToDoubleMilliseconds(absl::Now() - start));
      known += crowd.truth[i] >= 0 ? 1 : 0;
      found += there ? 1 : 0;
    }
    return TimingOf(milliseconds, found, known);
  }

 private:
  void Run(const char* sql) {
    PGresult* result = PQexec(link_, sql);
    const ExecStatusType status = PQresultStatus(result);
    PQclear(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN)
      Must(absl::InternalError(PQerrorMessage(link_)));
  }

  bool Finds(const common::v1::Person& person, int64_t truth) {
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
      int64_t id = -2;
      found = (absl::SimpleAtoi(PQgetvalue(result, i, 0), &id) && id == truth) || found;
    }
    PQclear(result);
    return found;
  }

  PGconn* link_;
};

void Print(const char* engine, size_t persons, const Timing& timing, const Timing& least) {
  std::printf("%-9s %8zu listed: p50 %.3f ms (%.2f of the least), p99 %.3f ms (%.2f), recall@10 %.4f\n", engine,
              persons, timing.p50, timing.p50 / least.p50, timing.p99, timing.p99 / least.p99, timing.recall);
  std::fflush(stdout);
}

// The questions are about those who are listed at this size.
eval::Crowd QuestionsAbout(const eval::Stock& stock, const std::vector<matching::Subject>& listed, size_t size) {
  eval::People writers(&stock, size);
  eval::Crowd crowd;
  const auto asked = static_cast<size_t>(absl::GetFlag(FLAGS_asked));
  for (size_t i = 0; i < asked; ++i) {
    const size_t target = i * 7919 % size;
    crowd.asked.push_back(writers.Found(listed[target]));
    crowd.truth.push_back(static_cast<int64_t>(target));
  }
  return crowd;
}

std::vector<size_t> Sizes() {
  std::vector<size_t> sizes;
  for (const absl::string_view text : absl::StrSplit(absl::GetFlag(FLAGS_persons), ',')) {
    sizes.push_back(0);
    if (!absl::SimpleAtoi(text, &sizes.back()) || sizes.back() == 0)
      Must(absl::InvalidArgumentError("--persons: sizes"));
  }
  return sizes;
}

Timing Grow(const char* engine, store::Database* database, const eval::Stock& stock,
            const std::vector<matching::Subject>& listed, const std::vector<size_t>& sizes) {
  Listing listing(database);
  Timing least;
  Timing last;
  for (const size_t size : sizes) {
    listing.Grow(listed, size);
    const eval::Crowd crowd = QuestionsAbout(stock, listed, size);
    listing.Ask(crowd);  // as warm as at a counter
    last = listing.Ask(crowd);
    if (size == sizes.front()) least = last;
    Print(engine, size, last, least);
  }
  return last;
}

void Run() {
  const auto stock = eval::ReadStock(absl::GetFlag(FLAGS_data));
  Must(stock.status());
  const std::vector<size_t> sizes = Sizes();
  eval::People people(&*stock, 1);
  std::vector<matching::Subject> listed;
  while (listed.size() < sizes.back()) listed.push_back(people.Missing());
  testing::TemporaryDirectory directory;
  auto sqlite = store::OpenSqlite(directory.path() + "/persons.db");
  Must(sqlite.status());
  const Timing embedded = Grow("sqlite", sqlite->get(), *stock, listed, sizes);
  (*sqlite)->Stop();
  auto postgres = store::OpenPostgres(testing::NewPostgresDatabase());
  Must(postgres.status());
  const Timing shared = Grow("postgres", postgres->get(), *stock, listed, sizes);
  (*postgres)->Stop();
  if (!absl::GetFlag(FLAGS_trigrams)) return;
  Trigrams trigrams(testing::NewPostgresDatabase(), listed);
  const eval::Crowd crowd = QuestionsAbout(*stock, listed, sizes.back());
  trigrams.Ask(crowd);
  const Timing by_trigrams = trigrams.Ask(crowd);
  Print("pg_trgm", sizes.back(), by_trigrams, by_trigrams);
  std::printf("p99 of pg_trgm: %.1f times sqlite's, %.1f times postgres's\n", by_trigrams.p99 / embedded.p99,
              by_trigrams.p99 / shared.p99);
}

}  // namespace
}  // namespace liandong

int main(int argc, char** argv) {
  liandong::base::ParseCommandLine(argc, argv, "What finding a person costs as those listed grow.");
  liandong::Run();
  return 0;
}
