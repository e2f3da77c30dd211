-- $1 agency, $2 its division, $3 operator, $4 purpose, $5 method, $6 code
INSERT INTO audit (agency, division, operator, purpose, method, code)
VALUES ($1::text, $2::text, $3::text, $4::text, $5::text, $6::smallint)
