-- +goose Up

-- The same person is kept once a county, and told by a column whether they agree to be shown to employers. SQLite cannot drop
-- a key of a table, so the table is made anew; nothing refers to it yet.
CREATE TABLE seekers_anew (
  id              TEXT NOT NULL,
  version         INTEGER NOT NULL,
  created_at      DATETIME NOT NULL,
  updated_at      DATETIME NOT NULL,
  name            BLOB NOT NULL,
  name_index      TEXT NOT NULL,
  phone           BLOB NOT NULL,
  phone_index     TEXT NOT NULL,
  village         TEXT NOT NULL,
  birth_year      INTEGER NOT NULL,
  education       TEXT NOT NULL,
  wanted          TEXT NOT NULL,
  occupations     TEXT NOT NULL,
  skills          TEXT NOT NULL,
  certificates    TEXT NOT NULL,
  wage_min        INTEGER NOT NULL,
  max_distance_km REAL NOT NULL,
  shifts          TEXT NOT NULL,
  needs           TEXT NOT NULL,
  available_from  TEXT NOT NULL,
  consents        TEXT NOT NULL,
  matching        BOOLEAN NOT NULL,
  status          TEXT NOT NULL,
  county          TEXT NOT NULL,
  sharing         BOOLEAN NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT seekers_by_phone_index_and_name_index_and_county UNIQUE (phone_index, name_index, county)
);

INSERT INTO seekers_anew (
  id, version, created_at, updated_at, name, name_index, phone, phone_index, village, birth_year, education,
  wanted, occupations, skills, certificates, wage_min, max_distance_km, shifts, needs, available_from, consents,
  matching, status, county, sharing)
SELECT
  id, version, created_at, updated_at, name, name_index, phone, phone_index, village, birth_year, education,
  wanted, occupations, skills, certificates, wage_min, max_distance_km, shifts, needs, available_from, consents,
  matching, status,
  CASE village WHEN '' THEN '' ELSE substr(village, 1, 6) || '000000' END, consents LIKE '%"scope":"share_with_employer"%'
FROM seekers;

DROP TABLE seekers;

ALTER TABLE seekers_anew RENAME TO seekers;

CREATE INDEX seekers_by_village_and_status ON seekers (village, status);

ALTER TABLE accounts ADD COLUMN name TEXT NOT NULL DEFAULT '';

ALTER TABLE accounts ADD COLUMN phone BLOB;

ALTER TABLE accounts ADD COLUMN phone_index TEXT;

ALTER TABLE accounts ADD COLUMN password TEXT NOT NULL DEFAULT '';

CREATE UNIQUE INDEX accounts_by_phone_index_and_role ON accounts (phone_index, role);

CREATE INDEX accounts_by_seeker_id ON accounts (seeker_id);

CREATE INDEX accounts_by_division ON accounts (division);

ALTER TABLE tokens ADD COLUMN kind TEXT NOT NULL DEFAULT 'token';

ALTER TABLE tokens ADD COLUMN label TEXT NOT NULL DEFAULT '';

CREATE INDEX tokens_by_expires_at ON tokens (expires_at);

CREATE TABLE attempts (
  phone_index  TEXT NOT NULL,
  failures     INTEGER NOT NULL,
  last_at      DATETIME NOT NULL,
  locked_until DATETIME NOT NULL,
  PRIMARY KEY (phone_index)
);

CREATE INDEX attempts_by_last_at ON attempts (last_at);

ALTER TABLE vacancies ADD COLUMN submitted_at DATETIME;

UPDATE vacancies SET submitted_at = updated_at WHERE status = 'submitted';

CREATE TABLE codes (
  id          TEXT NOT NULL,
  phone_index TEXT NOT NULL,
  purpose     TEXT NOT NULL,
  hash        TEXT NOT NULL,
  tries       INTEGER NOT NULL,
  created_at  DATETIME NOT NULL,
  expires_at  DATETIME NOT NULL,
  PRIMARY KEY (id)
);

CREATE INDEX codes_by_phone_index ON codes (phone_index, created_at);

CREATE INDEX codes_by_created_at ON codes (created_at);

CREATE TABLE invitations (
  id            TEXT NOT NULL,
  role          TEXT NOT NULL,
  division      TEXT NOT NULL,
  enterprise_id TEXT NOT NULL,
  name          TEXT NOT NULL,
  phone_index   TEXT,
  hash          TEXT NOT NULL,
  invited_by    TEXT NOT NULL,
  created_at    DATETIME NOT NULL,
  expires_at    DATETIME NOT NULL,
  used_at       DATETIME,
  PRIMARY KEY (id),
  CONSTRAINT invitations_by_hash UNIQUE (hash)
);

CREATE TABLE consents (
  id          TEXT NOT NULL,
  seeker_id   TEXT NOT NULL,
  scope       TEXT NOT NULL,
  kind        TEXT NOT NULL,
  "at"        DATETIME NOT NULL,
  recorded_at DATETIME NOT NULL,
  recorded_by TEXT NOT NULL,
  role        TEXT NOT NULL,
  witness     BLOB NOT NULL,
  words       TEXT NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT consents_of_seekers FOREIGN KEY (seeker_id) REFERENCES seekers (id)
);

CREATE INDEX consents_by_seeker_id ON consents (seeker_id);

CREATE TABLE service_records (
  id         TEXT NOT NULL,
  town       TEXT NOT NULL,
  registered TEXT NOT NULL,
  erased     TEXT NOT NULL,
  outcome    TEXT NOT NULL,
  keep_until TEXT NOT NULL,
  PRIMARY KEY (id)
);

CREATE INDEX service_records_by_keep_until ON service_records (keep_until);

CREATE TABLE reports (
  id         TEXT NOT NULL,
  vacancy_id TEXT NOT NULL,
  kind       TEXT NOT NULL,
  text       BLOB NOT NULL,
  reporter   TEXT NOT NULL,
  created_at DATETIME NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT reports_by_vacancy_id_and_reporter UNIQUE (vacancy_id, reporter),
  CONSTRAINT reports_of_vacancies FOREIGN KEY (vacancy_id) REFERENCES vacancies (id)
);

-- A cell has one written form, which is what the keyed hash covers: hence milliseconds since 1970 for a time, and STRICT.
CREATE TABLE audit_entries (
  id         TEXT NOT NULL,
  seq        INTEGER,
  "at"       INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  role       TEXT NOT NULL,
  origin     TEXT NOT NULL,
  request_id TEXT NOT NULL,
  action     TEXT NOT NULL,
  object     TEXT NOT NULL,
  object_id  TEXT NOT NULL,
  division   TEXT NOT NULL,
  reason     TEXT NOT NULL,
  details    TEXT NOT NULL,
  mac        TEXT NOT NULL,
  link       TEXT NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT audit_entries_by_seq UNIQUE (seq)
) STRICT;

CREATE INDEX audit_entries_by_division ON audit_entries (division);

CREATE INDEX audit_entries_by_object_id ON audit_entries (object_id);

CREATE TABLE secrets (
  name  TEXT NOT NULL,
  value BLOB NOT NULL,
  PRIMARY KEY (name)
);

-- The key of the highest turn is the one that seals.
ALTER TABLE sealing_keys ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;

-- Reports of imports are sealed from here on; what is remembered of the last day is not.
DELETE FROM idempotency_keys;
