#pragma once

#include "liandong/casefile/v1/candidate_service.pb.h"
#include "liandong/casefile/v1/casefile_service.pb.h"
#include "liandong/casefile/v1/disposition_service.pb.h"
#include "liandong/casefile/v1/kin_service.pb.h"
#include "liandong/casefile/v1/left_behind_service.pb.h"
#include "liandong/casefile/v1/transit_service.pb.h"
#include "services/casefile/persons/listed_persons.h"
#include "services/casefile/persons/person_indexes.h"
#include "shared/records/key_index.h"
#include "shared/records/person_index.h"
#include "shared/records/repository.h"

namespace liandong::casefile {

// The records of the casefile process, and how they are found.
struct CasefileStore {
  // Not owned.
  CasefileStore(const seal::RecordSealer* sealer, const records::KeyIndex* index_keys)
      : cases(sealer),
        victim_files(sealer),
        interviews(sealer),
        dna_samples(sealer),
        notices(sealer),
        dispositions(sealer),
        kin_searches(sealer),
        transits(sealer),
        left_behind_persons(sealer),
        match_candidates(sealer),
        screenings(sealer),
        persons(index_keys),
        listed(&cases, &victim_files),
        left_behind_index("person/left-behind", index_keys),
        keys(index_keys) {}

  records::Repository<v1::Case> cases;
  records::Repository<v1::VictimFile> victim_files;
  records::Repository<v1::Interview> interviews;
  records::Repository<v1::DnaSample> dna_samples;
  records::Repository<v1::Notice> notices;
  records::Repository<v1::Disposition> dispositions;
  records::Repository<v1::KinSearch> kin_searches;
  records::Repository<v1::Transit> transits;
  records::Repository<v1::LeftBehindPerson> left_behind_persons;
  records::Repository<v1::MatchCandidate> match_candidates;
  // What each screening reference was about, so that the police can find the matter.
  records::Repository<v1::ScreeningRecord> screenings;

  // The persons in cases and victim files.
  PersonIndexes persons;
  ListedPersons listed;
  records::PersonIndex left_behind_index;
  const records::KeyIndex* keys;
};

}  // namespace liandong::casefile
