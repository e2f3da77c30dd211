-- Places given after the commit, where several processes write: an event has an id of its own until then.
ALTER TABLE clue_event RENAME TO clue_event_before;
CREATE TABLE clue_event (
  id TEXT NOT NULL,
  place INTEGER UNIQUE,
  clue_id TEXT NOT NULL,
  division TEXT NOT NULL,
  owner TEXT NOT NULL,
  state INTEGER NOT NULL,
  event_time INTEGER NOT NULL
);
INSERT INTO clue_event
  SELECT CAST(place AS TEXT), place, clue_id, division, owner, state, event_time FROM clue_event_before;
DROP TABLE clue_event_before;
