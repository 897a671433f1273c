-- +goose Up

-- The same person is kept once a county, and told by a column whether they agree to be shown to employers.
ALTER TABLE seekers ADD COLUMN county CHAR(12) NOT NULL DEFAULT '';

ALTER TABLE seekers ADD COLUMN sharing BOOLEAN NOT NULL DEFAULT FALSE;

UPDATE seekers SET county = IF(village = '', '', CONCAT(LEFT(village, 6), '000000')), sharing = consents LIKE '%"scope":"share_with_employer"%';

CREATE UNIQUE INDEX seekers_by_phone_index_and_name_index_and_county ON seekers (phone_index, name_index, county);

DROP INDEX seekers_by_phone_index_and_name_index ON seekers;

ALTER TABLE accounts ADD COLUMN name VARCHAR(50) NOT NULL DEFAULT '';

ALTER TABLE accounts ADD COLUMN phone VARBINARY(1024);

ALTER TABLE accounts ADD COLUMN phone_index VARCHAR(96);

ALTER TABLE accounts ADD COLUMN password VARCHAR(200) NOT NULL DEFAULT '';

CREATE UNIQUE INDEX accounts_by_phone_index_and_role ON accounts (phone_index, role);

CREATE INDEX accounts_by_seeker_id ON accounts (seeker_id);

CREATE INDEX accounts_by_division ON accounts (division);

ALTER TABLE tokens ADD COLUMN kind VARCHAR(16) NOT NULL DEFAULT 'token';

ALTER TABLE tokens ADD COLUMN label VARCHAR(50) NOT NULL DEFAULT '';

CREATE INDEX tokens_by_expires_at ON tokens (expires_at);

CREATE TABLE attempts (
  phone_index  VARCHAR(96) NOT NULL,
  failures     INT NOT NULL,
  last_at      DATETIME(3) NOT NULL,
  locked_until DATETIME(3) NOT NULL,
  PRIMARY KEY (phone_index),
  INDEX attempts_by_last_at (last_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE vacancies ADD COLUMN submitted_at DATETIME(3);

UPDATE vacancies SET submitted_at = updated_at WHERE status = 'submitted';

CREATE TABLE codes (
  id          CHAR(36) NOT NULL,
  phone_index VARCHAR(96) NOT NULL,
  purpose     VARCHAR(16) NOT NULL,
  hash        VARCHAR(96) NOT NULL,
  tries       INT NOT NULL,
  created_at  DATETIME(3) NOT NULL,
  expires_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  INDEX codes_by_phone_index (phone_index, created_at),
  INDEX codes_by_created_at (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE invitations (
  id            CHAR(36) NOT NULL,
  role          VARCHAR(16) NOT NULL,
  division      CHAR(12) NOT NULL,
  enterprise_id CHAR(36) NOT NULL,
  name          VARCHAR(50) NOT NULL,
  phone_index   VARCHAR(96),
  hash          VARCHAR(64) NOT NULL,
  invited_by    CHAR(36) NOT NULL,
  created_at    DATETIME(3) NOT NULL,
  expires_at    DATETIME(3) NOT NULL,
  used_at       DATETIME(3),
  PRIMARY KEY (id),
  CONSTRAINT invitations_by_hash UNIQUE (hash)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE consents (
  id          CHAR(36) NOT NULL,
  seeker_id   CHAR(36) NOT NULL,
  scope       VARCHAR(32) NOT NULL,
  kind        VARCHAR(16) NOT NULL,
  `at`        DATETIME(3) NOT NULL,
  recorded_at DATETIME(3) NOT NULL,
  recorded_by CHAR(36) NOT NULL,
  role        VARCHAR(16) NOT NULL,
  witness     VARBINARY(1024) NOT NULL,
  words       VARCHAR(500) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT consents_of_seekers FOREIGN KEY (seeker_id) REFERENCES seekers (id),
  INDEX consents_by_seeker_id (seeker_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE service_records (
  id         CHAR(36) NOT NULL,
  town       CHAR(12) NOT NULL,
  registered CHAR(7) NOT NULL,
  erased     CHAR(7) NOT NULL,
  outcome    VARCHAR(16) NOT NULL,
  keep_until CHAR(10) NOT NULL,
  PRIMARY KEY (id),
  INDEX service_records_by_keep_until (keep_until)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE reports (
  id         CHAR(36) NOT NULL,
  vacancy_id CHAR(36) NOT NULL,
  kind       VARCHAR(32) NOT NULL,
  text       VARBINARY(4096) NOT NULL,
  reporter   VARCHAR(100) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT reports_by_vacancy_id_and_reporter UNIQUE (vacancy_id, reporter),
  CONSTRAINT reports_of_vacancies FOREIGN KEY (vacancy_id) REFERENCES vacancies (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A cell has one written form, which is what the keyed hash covers: hence milliseconds since 1970 for a time.
CREATE TABLE audit_entries (
  id         CHAR(36) NOT NULL,
  seq        BIGINT,
  `at`       BIGINT NOT NULL,
  account_id CHAR(36) NOT NULL,
  role       VARCHAR(16) NOT NULL,
  origin     VARCHAR(64) NOT NULL,
  request_id VARCHAR(64) NOT NULL,
  action     VARCHAR(32) NOT NULL,
  object     VARCHAR(32) NOT NULL,
  object_id  VARCHAR(64) NOT NULL,
  division   CHAR(12) NOT NULL,
  reason     VARCHAR(500) NOT NULL,
  details    TEXT NOT NULL,
  mac        CHAR(64) NOT NULL,
  link       CHAR(64) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT audit_entries_by_seq UNIQUE (seq),
  INDEX audit_entries_by_division (division),
  INDEX audit_entries_by_object_id (object_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE secrets (
  name  VARCHAR(32) NOT NULL,
  value VARBINARY(1024) NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The key of the highest turn is the one that seals.
ALTER TABLE sealing_keys ADD COLUMN turn INT NOT NULL DEFAULT 0;

-- Reports of imports are sealed from here on; what is remembered of the last day is not.
DELETE FROM idempotency_keys;
