#include "tests/bench/screen_listing.h"

#include <algorithm>
#include <cstdio>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/casefile/persons/likely.h"
#include "shared/base/ids.h"
#include "shared/base/status_macros.h"

namespace liandong::bench {
namespace {

// Written in one transaction, so that a page of the index is written once for many keys.
constexpr size_t kBatch = 25000;
constexpr size_t kBest = 10;

// Like ids of one time: the same beginning and a random rest.
std::string IdOf(size_t place) {
  const std::string scattered = base::UuidOf(absl::StrCat("person", place));
  std::string bytes = absl::HexStringToBytes(absl::StrReplaceAll(scattered, {{"-", ""}}));
  bytes.replace(0, 6, 6, '1');
  return base::IdOfBytes(bytes);
}

}  // namespace

Listing::Listing(store::Database* database) : database_(database) {
  Must(testing::StoreTables<casefile::CasefileStore>::Make(*database_, contract::v1::SERVICE_CASEFILE));
}

void Listing::Grow(const std::vector<matching::Subject>& listed, size_t to) {
  while (size_ < to) {
    const size_t next = std::min(to, size_ + kBatch);
    Must(database_->WriteAndWait([&](store::Tx& tx) -> absl::Status {
      std::vector<records::SearchIndex::Person> persons;
      for (size_t i = size_; i < next; ++i) {
        persons.push_back({listed[i], IdOf(i)});
        LD_RETURN_IF_ERROR(Open(tx, persons.back().id, listed[i]));
      }
      return store_.persons.SearchIndexOf(casefile::Role::kMissing).Add(tx, persons);
    }));
    size_ = next;
    std::fprintf(stderr, "\r%zu listed", size_);
  }
  std::fprintf(stderr, "\r");
}

bool Listing::Finds(const matching::Subject& asked, int64_t truth) {
  std::vector<casefile::ComparedPerson> candidates;
  Must(database_->ReadAndWait([&](store::ReadTx& tx) {
    auto compared = Compare(store_, tx, casefile::Role::kMissing, asked);
    if (compared.ok()) candidates.swap(*compared);
    return compared.status();
  }));
  const std::string target = IdOf(static_cast<size_t>(truth));
  const auto end = candidates.begin() + static_cast<std::ptrdiff_t>(std::min(candidates.size(), kBest));
  return std::any_of(candidates.begin(), end, [&](const auto& one) { return one.id == target; });
}

absl::Status Listing::Open(store::Tx& tx, const std::string& id, const matching::Subject& subject) {
  records::Record<casefile::v1::Case> record;
  record.columns = {.id = id, .division = "500119", .owner = "bench", .create_time = absl::UnixEpoch()};
  record.message.set_kind(casefile::v1::CASE_KIND_MISSING_PERSON);
  *record.message.mutable_person() = subject.person;
  *record.message.mutable_appearance() = subject.appearance;
  record.message.mutable_lost_place()->set_division(subject.division);
  return store_.cases.Insert(tx, record);
}

}  // namespace liandong::bench
