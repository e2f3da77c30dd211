-- Applications for legal aid by stage: at each, victims go first (五(四)5).
CREATE TABLE legal_aid (
  service_id TEXT NOT NULL UNIQUE,
  division TEXT NOT NULL,
  beneficiary INTEGER NOT NULL,
  stage INTEGER NOT NULL
);
CREATE INDEX legal_aid_waiting ON legal_aid (division, stage, beneficiary);
