-- +goose Up

CREATE TABLE divisions (
  code        TEXT NOT NULL,
  name        TEXT NOT NULL,
  parent      TEXT NOT NULL,
  level       INTEGER NOT NULL,
  lat         REAL,
  lon         REAL,
  datum       TEXT NOT NULL,
  "precision" TEXT NOT NULL,
  version     INTEGER NOT NULL,
  PRIMARY KEY (code)
);

CREATE INDEX divisions_by_parent ON divisions (parent);

CREATE INDEX divisions_by_version ON divisions (version);

CREATE TABLE counters (
  name   TEXT NOT NULL,
  "last" INTEGER NOT NULL,
  PRIMARY KEY (name)
);

CREATE TABLE enterprises (
  id            TEXT NOT NULL,
  version       INTEGER NOT NULL,
  created_at    DATETIME NOT NULL,
  updated_at    DATETIME NOT NULL,
  name          TEXT NOT NULL,
  credit_code   TEXT,
  kind          TEXT NOT NULL,
  industry      TEXT NOT NULL,
  division      TEXT NOT NULL,
  address       TEXT NOT NULL,
  lat           REAL,
  lon           REAL,
  datum         TEXT NOT NULL,
  contact_name  TEXT NOT NULL,
  contact_phone TEXT NOT NULL,
  status        TEXT NOT NULL,
  status_reason TEXT NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT enterprises_by_credit_code UNIQUE (credit_code)
);

CREATE INDEX enterprises_by_name ON enterprises (name);

CREATE INDEX enterprises_by_division ON enterprises (division);

CREATE INDEX enterprises_by_version ON enterprises (version);

CREATE TABLE vacancies (
  id                  TEXT NOT NULL,
  version             INTEGER NOT NULL,
  created_at          DATETIME NOT NULL,
  updated_at          DATETIME NOT NULL,
  number              TEXT NOT NULL,
  enterprise_id       TEXT NOT NULL,
  external_id         TEXT,
  source_name         TEXT NOT NULL,
  source_url          TEXT NOT NULL,
  title               TEXT NOT NULL,
  occupation          TEXT NOT NULL,
  employment_type     TEXT NOT NULL,
  headcount           INTEGER NOT NULL,
  filled              INTEGER NOT NULL,
  wage_min            INTEGER,
  wage_max            INTEGER,
  wage_unit           TEXT NOT NULL,
  wage_negotiable     BOOLEAN NOT NULL,
  wage_note           TEXT NOT NULL,
  duties              TEXT NOT NULL,
  education           TEXT NOT NULL,
  experience_years    INTEGER NOT NULL,
  age_min             INTEGER NOT NULL,
  age_max             INTEGER NOT NULL,
  skills              TEXT NOT NULL,
  certificates        TEXT NOT NULL,
  "shift"             TEXT NOT NULL,
  hours_per_day       REAL NOT NULL,
  rest_days_per_month INTEGER NOT NULL,
  benefits            TEXT NOT NULL,
  benefits_note       TEXT NOT NULL,
  work_division       TEXT NOT NULL,
  work_address        TEXT NOT NULL,
  work_lat            REAL,
  work_lon            REAL,
  work_datum          TEXT NOT NULL,
  contact_name        TEXT NOT NULL,
  contact_phone       TEXT NOT NULL,
  valid_until         TEXT NOT NULL,
  status              TEXT NOT NULL,
  status_reason       TEXT NOT NULL,
  findings            TEXT NOT NULL,
  opened_at           DATETIME,
  PRIMARY KEY (id),
  CONSTRAINT vacancies_by_number UNIQUE (number),
  CONSTRAINT vacancies_by_enterprise_id_and_external_id UNIQUE (enterprise_id, external_id),
  CONSTRAINT vacancies_of_enterprises FOREIGN KEY (enterprise_id) REFERENCES enterprises (id)
);

CREATE INDEX vacancies_by_status_and_valid_until ON vacancies (status, valid_until);

CREATE INDEX vacancies_by_version ON vacancies (version);

CREATE TABLE seekers (
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
  PRIMARY KEY (id),
  CONSTRAINT seekers_by_phone_index_and_name_index UNIQUE (phone_index, name_index)
);

CREATE INDEX seekers_by_village_and_status ON seekers (village, status);

CREATE TABLE editions (
  id                TEXT NOT NULL,
  version           INTEGER NOT NULL,
  created_at        DATETIME NOT NULL,
  updated_at        DATETIME NOT NULL,
  village           TEXT NOT NULL,
  village_name      TEXT NOT NULL,
  town_name         TEXT NOT NULL,
  "year"            INTEGER NOT NULL,
  number            INTEGER NOT NULL,
  total             INTEGER NOT NULL,
  "date"            TEXT NOT NULL,
  status            TEXT NOT NULL,
  office_name       TEXT NOT NULL,
  office_phone      TEXT NOT NULL,
  office_public_url TEXT NOT NULL,
  approver          TEXT NOT NULL,
  borrowed          BOOLEAN NOT NULL,
  status_reason     TEXT NOT NULL,
  published_at      DATETIME,
  PRIMARY KEY (id),
  CONSTRAINT editions_by_village_and_year_and_number UNIQUE (village, "year", number),
  CONSTRAINT editions_by_village_and_total UNIQUE (village, total)
);

CREATE INDEX editions_by_status_and_village ON editions (status, village);

CREATE TABLE edition_items (
  edition_id TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  vacancy_id TEXT NOT NULL,
  facts      TEXT NOT NULL,
  PRIMARY KEY (edition_id, "position"),
  CONSTRAINT edition_items_of_editions FOREIGN KEY (edition_id) REFERENCES editions (id)
);

CREATE INDEX edition_items_by_vacancy_id ON edition_items (vacancy_id);

CREATE TABLE accounts (
  id            TEXT NOT NULL,
  role          TEXT NOT NULL,
  division      TEXT NOT NULL,
  enterprise_id TEXT NOT NULL,
  seeker_id     TEXT NOT NULL,
  created_at    DATETIME NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE tokens (
  id           TEXT NOT NULL,
  account_id   TEXT NOT NULL,
  hash         TEXT NOT NULL,
  created_at   DATETIME NOT NULL,
  expires_at   DATETIME NOT NULL,
  last_used_at DATETIME,
  PRIMARY KEY (id),
  CONSTRAINT tokens_by_hash UNIQUE (hash),
  CONSTRAINT tokens_of_accounts FOREIGN KEY (account_id) REFERENCES accounts (id)
);

CREATE TABLE operations (
  id         TEXT NOT NULL,
  kind       TEXT NOT NULL,
  division   TEXT NOT NULL,
  started_by TEXT NOT NULL,
  total      INTEGER NOT NULL,
  done       INTEGER NOT NULL,
  failures   TEXT NOT NULL,
  finished   BOOLEAN NOT NULL,
  created_at DATETIME NOT NULL,
  updated_at DATETIME NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE idempotency_keys (
  caller      TEXT NOT NULL,
  request_key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  done        BOOLEAN NOT NULL,
  status      INTEGER NOT NULL,
  resource_id TEXT NOT NULL,
  report      BLOB,
  claimed_at  DATETIME NOT NULL,
  PRIMARY KEY (caller, request_key)
);

CREATE INDEX idempotency_keys_by_claimed_at ON idempotency_keys (claimed_at);

CREATE TABLE sealing_keys (
  id    TEXT NOT NULL,
  proof TEXT NOT NULL,
  PRIMARY KEY (id)
);
