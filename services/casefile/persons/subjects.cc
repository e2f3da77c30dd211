#include "services/casefile/persons/subjects.h"

#include "shared/base/proto_time.h"
#include "shared/values/dates.h"

namespace liandong::casefile {

matching::Subject SubjectOf(const common::v1::Person& person) {
  matching::Subject subject;
  subject.person = person;
  return subject;
}

matching::Subject SubjectOf(const v1::Case& file) {
  matching::Subject subject{file.person(), file.appearance(), file.lost_place().division(), std::nullopt};
  if (file.has_lost_time()) subject.day = values::DayOf(base::FromProto(file.lost_time()));
  return subject;
}

matching::Subject SubjectOf(const v1::VictimFile& file) {
  matching::Subject subject{file.person(), file.appearance(), file.rescue_place().division(), std::nullopt};
  if (file.has_rescue_time()) subject.day = values::DayOf(base::FromProto(file.rescue_time()));
  return subject;
}

std::vector<matching::Subject> SubjectsOf(const v1::VictimFile& file, Role role) {
  std::vector<matching::Subject> subjects;
  if (role == Role::kVictim) subjects.push_back(SubjectOf(file));
  if (role == Role::kBuyer) {
    for (const common::v1::Person& buyer : file.buying_family()) subjects.push_back(SubjectOf(buyer));
  }
  return subjects;
}

}  // namespace liandong::casefile
