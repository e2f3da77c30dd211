-- Who reported a clue may read it, and the police of its division may read all of it. The read is audited in the same
-- transaction.
-- $1 id, $2 agency, $3 its division, $4 whether it is the police, $5 operator, $6 purpose
WITH found AS (
  SELECT * FROM clues
  WHERE id = $1::uuid AND (source_agency = $2::text AND source_division = $3::text
                           OR $4::boolean AND left(division, length($3::text)) = $3::text)
), audited AS (
  INSERT INTO audit (agency, division, operator, purpose, method, clue_id, code)
  VALUES ($2::text, $3::text, $5::text, $6::text, 'GetClue', $1::uuid, CASE WHEN EXISTS (SELECT FROM found) THEN 0 ELSE 5 END)
)
SELECT source_agency, division, channel, kind, state, occur_time, create_time,
       CASE WHEN $4::boolean THEN place_division END AS place_division,
       CASE WHEN $4::boolean THEN place_address END AS place_address,
       CASE WHEN $4::boolean THEN description END AS description,
       CASE WHEN $4::boolean THEN registration_reference END AS registration_reference,
       CASE WHEN $4::boolean THEN reporter END AS reporter,
       CASE WHEN $4::boolean THEN (
         SELECT jsonb_agg(to_jsonb(person) ORDER BY position) FROM clue_persons AS person WHERE clue_id = found.id
       ) END AS persons
FROM found
