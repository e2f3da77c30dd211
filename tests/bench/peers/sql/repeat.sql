-- The clue that an earlier call with this request_id reported, and whether that was the same request.
-- $1 request_id, $2 agency, $3 its division, $4 operator, $5 purpose, $6 digest
WITH found AS (
  SELECT id, create_time, request_digest = $6::bytea AS same FROM clues
  WHERE source_agency = $2::text AND source_division = $3::text AND request_id = $1::uuid
), audited AS (
  INSERT INTO audit (agency, division, operator, purpose, method, clue_id, code)
  SELECT $2::text, $3::text, $4::text, $5::text, 'ReportClue', id, CASE WHEN same THEN 0 ELSE 6 END FROM found
)
SELECT id, create_time, same FROM found
