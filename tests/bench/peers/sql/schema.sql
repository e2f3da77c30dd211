-- The peers' tables, with the indexes that lists and searches of clues need.
CREATE TABLE clues (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL,
  request_digest bytea NOT NULL,
  source_agency text NOT NULL,
  source_division text NOT NULL,
  division text NOT NULL,
  channel smallint NOT NULL,
  kind smallint NOT NULL,
  state smallint NOT NULL DEFAULT 1,
  place_division text,
  place_address text,
  occur_time timestamptz,
  description text NOT NULL,
  reporter jsonb,
  registration_reference text,
  create_time timestamptz NOT NULL DEFAULT now(),
  UNIQUE (source_agency, source_division, request_id)
);
CREATE INDEX clues_by_division ON clues (division, create_time DESC, id);
CREATE INDEX clues_by_source ON clues (source_agency, source_division, create_time DESC, id);

CREATE TABLE clue_persons (
  clue_id uuid NOT NULL REFERENCES clues,
  position smallint NOT NULL,
  name text,
  sex smallint,
  birth_date date,
  document_type smallint,
  document_number text,
  nationality text,
  ethnic_group text,
  division text,
  address text,
  phone text,
  PRIMARY KEY (clue_id, position)
);
CREATE INDEX clue_persons_by_document ON clue_persons (document_number) WHERE document_number IS NOT NULL;
CREATE INDEX clue_persons_by_name ON clue_persons (name, birth_date);

CREATE TABLE audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  agency text NOT NULL,
  division text NOT NULL,
  operator text NOT NULL,
  purpose text NOT NULL,
  method text NOT NULL,
  clue_id uuid,
  code smallint NOT NULL
);
