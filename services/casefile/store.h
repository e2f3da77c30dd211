#pragma once

#include <optional>
#include <string>
#include <vector>

#include "liandong/casefile/v1/casefile_service.pb.h"
#include "shared/records/person_index.h"
#include "shared/records/repository.h"
#include "shared/records/search_index.h"

namespace liandong::casefile {

// Why a person is looked up. Each purpose has an index of its own.
enum class Role { kMissing, kVictim, kBuyer };

// Cases, victim files and what belongs to them, and the blind indexes of the persons in them.
class CasefileStore {
 public:
  // Not owned.
  CasefileStore(const seal::RecordSealer* sealer, const records::KeyIndex* keys);

  records::Repository<v1::Case> cases;
  records::Repository<v1::VictimFile> victim_files;
  records::Repository<v1::Interview> interviews;
  records::Repository<v1::DnaSample> dna_samples;
  records::Repository<v1::Notice> notices;
  // What each screening reference was about, so that the police can find the matter.
  records::Repository<v1::ScreeningRecord> screenings;

  absl::Status Index(store::Tx& tx, Role role, const matching::Subject& subject, absl::string_view id) const;
  absl::Status Unindex(store::Tx& tx, Role role, absl::string_view id) const;
  // Ids of the records in which the person has the role.
  absl::StatusOr<std::vector<std::string>> Find(store::ReadTx& tx, Role role, const common::v1::Person& person) const;
  // Ids of the records in which somebody with the role may be the subject.
  absl::StatusOr<std::vector<std::string>> Search(store::ReadTx& tx, Role role, const matching::Subject& subject) const;
  // Number of persons with the role.
  absl::StatusOr<int64_t> Listed(store::ReadTx& tx, Role role) const;
  const records::SearchIndex& SearchOf(Role role) const { return IndexOf(role).search; }

 private:
  // By document, by name with birth date, and however the records are written.
  struct Indexes {
    Indexes(const std::string& role, const records::KeyIndex* keys) : exact(role, keys), search(role, keys) {}
    records::PersonIndex exact;
    records::SearchIndex search;
  };
  const Indexes& IndexOf(Role role) const;

  Indexes missing_;
  Indexes victims_;
  Indexes buyers_;
};

}  // namespace liandong::casefile
