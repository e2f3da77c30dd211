-- One statement is one transaction and one round trip: the clue, its persons and the audit entry.
-- $1 id, $2 request_id, $3 digest, $4 agency, $5 its division, $6 division, $7 channel, $8 kind, $9 division and $10 address
-- of the place, $11 occur_time, $12 description, $13 reporter, $14 registration_reference, $15 persons, $16 operator, $17 purpose
WITH clue AS (
  INSERT INTO clues (id, request_id, request_digest, source_agency, source_division, division, channel, kind, place_division,
                     place_address, occur_time, description, reporter, registration_reference)
  VALUES ($1::uuid, $2::uuid, $3::bytea, $4::text, $5::text, $6::text, $7::smallint, $8::smallint, $9::text, $10::text,
          $11::timestamptz, $12::text, $13::jsonb, $14::text)
  RETURNING create_time
), described AS (
  INSERT INTO clue_persons (clue_id, position, name, sex, birth_date, document_type, document_number, nationality,
                            ethnic_group, division, address, phone)
  SELECT $1::uuid, position, name, sex, birth_date, document_type, document_number, nationality, ethnic_group, division,
         address, phone
  FROM ROWS FROM (jsonb_to_recordset($15::jsonb) AS (
    name text, sex smallint, birth_date date, document_type smallint, document_number text, nationality text,
    ethnic_group text, division text, address text, phone text
  )) WITH ORDINALITY AS person (name, sex, birth_date, document_type, document_number, nationality, ethnic_group, division,
                                address, phone, position)
), audited AS (
  INSERT INTO audit (agency, division, operator, purpose, method, clue_id, code)
  VALUES ($4::text, $5::text, $16::text, $17::text, 'ReportClue', $1::uuid, 0)
)
SELECT create_time FROM clue
