-- What happened to clues, in order; watchers go on from a place.
CREATE TABLE clue_event (
  place INTEGER PRIMARY KEY,
  clue_id TEXT NOT NULL,
  division TEXT NOT NULL,
  owner TEXT NOT NULL,
  state INTEGER NOT NULL,
  event_time INTEGER NOT NULL
);
