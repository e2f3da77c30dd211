#include "services/casefile/persons/listed_persons.h"

#include "shared/base/status_macros.h"

namespace liandong::casefile {
namespace {

// Some kilobytes each. If more are looked up within an hour, those that were read first are read again.
constexpr size_t kMost = 8192;
constexpr absl::Duration kKept = absl::Hours(1);

std::vector<matching::Subject> PersonsIn(const v1::Case& missing, Role) { return {SubjectOf(missing)}; }
std::vector<matching::Subject> PersonsIn(const v1::VictimFile& file, Role role) { return SubjectsOf(file, role); }

}  // namespace

absl::StatusOr<std::vector<ListedPersons::OfRecord>> ListedPersons::Load(store::ReadTx& tx, Role role,
                                                                         const std::vector<std::string>& ids,
                                                                         absl::Time now) const {
  RemoveOld(now);
  LD_ASSIGN_OR_RETURN(Versions versions, VersionsOf(tx, role, ids));
  std::vector<OfRecord> found = TakeKept(role, versions);
  std::vector<std::string> unknown;
  for (const auto& [id, version] : versions) unknown.push_back(id);
  LD_RETURN_IF_ERROR(role == Role::kMissing ? Read(cases_, tx, role, unknown, now, found)
                                            : Read(victim_files_, tx, role, unknown, now, found));
  return found;
}

absl::StatusOr<ListedPersons::Versions> ListedPersons::VersionsOf(store::ReadTx& tx, Role role,
                                                                  const std::vector<std::string>& ids) const {
  LD_ASSIGN_OR_RETURN(const auto versions,
                      role == Role::kMissing ? cases_.VersionsOf(tx, ids) : victim_files_.VersionsOf(tx, ids));
  return Versions(versions.begin(), versions.end());
}

std::vector<ListedPersons::OfRecord> ListedPersons::TakeKept(Role role, Versions& versions) const {
  std::vector<OfRecord> found;
  const absl::ReaderMutexLock lock(&mutex_);
  for (auto one = versions.begin(); one != versions.end();) {
    const auto kept = kept_.find(Key(role, one->first));
    if (kept == kept_.end() || kept->second.version != one->second) {
      ++one;
      continue;
    }
    found.push_back({one->first, kept->second.persons});
    versions.erase(one++);
  }
  return found;
}

template <typename Message>
absl::Status ListedPersons::Read(const records::Repository<Message>& records, store::ReadTx& tx, Role role,
                                 const std::vector<std::string>& ids, absl::Time now,
                                 std::vector<OfRecord>& found) const {
  LD_ASSIGN_OR_RETURN(const auto read, records.LoadMany(tx, ids));
  for (const auto& record : read) {
    auto persons = std::make_shared<std::vector<matching::Record>>();
    for (const matching::Subject& subject : PersonsIn(record.message, role)) {
      persons->push_back(matching::SubjectRecord(subject));
    }
    found.push_back({record.columns.id, persons});
    Keep({role, record.columns.id}, {record.columns.version, std::move(persons), now + kKept});
  }
  return absl::OkStatus();
}

void ListedPersons::Keep(Key key, Kept kept) const {
  const absl::MutexLock lock(&mutex_);
  order_.emplace_back(key, kept.until);
  kept_.insert_or_assign(std::move(key), std::move(kept));
  if (order_.size() > kMost) RemoveOldest();
}

void ListedPersons::RemoveOld(absl::Time now) const {
  const absl::MutexLock lock(&mutex_);
  // The clock may have been set back.
  while (!order_.empty() && (order_.front().second < now || order_.front().second > now + kKept)) RemoveOldest();
}

void ListedPersons::RemoveOldest() const {
  // It may have been read again since.
  const auto oldest = kept_.find(order_.front().first);
  if (oldest != kept_.end() && oldest->second.until == order_.front().second) kept_.erase(oldest);
  order_.pop_front();
}

}  // namespace liandong::casefile
