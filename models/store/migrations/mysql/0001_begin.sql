-- +goose Up

CREATE TABLE divisions (
  code        CHAR(12) NOT NULL,
  name        VARCHAR(100) NOT NULL,
  parent      CHAR(12) NOT NULL,
  level       INT NOT NULL,
  lat         DOUBLE,
  lon         DOUBLE,
  datum       VARCHAR(16) NOT NULL,
  `precision` VARCHAR(16) NOT NULL,
  version     INT NOT NULL,
  PRIMARY KEY (code),
  INDEX divisions_by_parent (parent),
  INDEX divisions_by_version (version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE counters (
  name   VARCHAR(64) NOT NULL,
  `last` INT NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE enterprises (
  id            CHAR(36) NOT NULL,
  version       INT NOT NULL,
  created_at    DATETIME(3) NOT NULL,
  updated_at    DATETIME(3) NOT NULL,
  name          VARCHAR(100) NOT NULL,
  credit_code   CHAR(18),
  kind          VARCHAR(16) NOT NULL,
  industry      VARCHAR(16) NOT NULL,
  division      CHAR(12) NOT NULL,
  address       VARCHAR(200) NOT NULL,
  lat           DOUBLE,
  lon           DOUBLE,
  datum         VARCHAR(16) NOT NULL,
  contact_name  VARCHAR(50) NOT NULL,
  contact_phone VARCHAR(32) NOT NULL,
  status        VARCHAR(16) NOT NULL,
  status_reason VARCHAR(500) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT enterprises_by_credit_code UNIQUE (credit_code),
  INDEX enterprises_by_name (name),
  INDEX enterprises_by_division (division),
  INDEX enterprises_by_version (version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE vacancies (
  id                  CHAR(36) NOT NULL,
  version             INT NOT NULL,
  created_at          DATETIME(3) NOT NULL,
  updated_at          DATETIME(3) NOT NULL,
  number              VARCHAR(16) NOT NULL,
  enterprise_id       CHAR(36) NOT NULL,
  external_id         VARCHAR(100),
  source_name         VARCHAR(100) NOT NULL,
  source_url          VARCHAR(500) NOT NULL,
  title               VARCHAR(100) NOT NULL,
  occupation          VARCHAR(16) NOT NULL,
  employment_type     VARCHAR(16) NOT NULL,
  headcount           INT NOT NULL,
  filled              INT NOT NULL,
  wage_min            BIGINT,
  wage_max            BIGINT,
  wage_unit           VARCHAR(16) NOT NULL,
  wage_negotiable     BOOLEAN NOT NULL,
  wage_note           VARCHAR(200) NOT NULL,
  duties              TEXT NOT NULL,
  education           VARCHAR(16) NOT NULL,
  experience_years    INT NOT NULL,
  age_min             INT NOT NULL,
  age_max             INT NOT NULL,
  skills              TEXT NOT NULL,
  certificates        TEXT NOT NULL,
  `shift`             VARCHAR(16) NOT NULL,
  hours_per_day       DOUBLE NOT NULL,
  rest_days_per_month INT NOT NULL,
  benefits            TEXT NOT NULL,
  benefits_note       VARCHAR(500) NOT NULL,
  work_division       CHAR(12) NOT NULL,
  work_address        VARCHAR(200) NOT NULL,
  work_lat            DOUBLE,
  work_lon            DOUBLE,
  work_datum          VARCHAR(16) NOT NULL,
  contact_name        VARCHAR(50) NOT NULL,
  contact_phone       VARCHAR(32) NOT NULL,
  valid_until         CHAR(10) NOT NULL,
  status              VARCHAR(16) NOT NULL,
  status_reason       VARCHAR(500) NOT NULL,
  findings            MEDIUMTEXT NOT NULL,
  opened_at           DATETIME(3),
  PRIMARY KEY (id),
  CONSTRAINT vacancies_by_number UNIQUE (number),
  CONSTRAINT vacancies_by_enterprise_id_and_external_id UNIQUE (enterprise_id, external_id),
  CONSTRAINT vacancies_of_enterprises FOREIGN KEY (enterprise_id) REFERENCES enterprises (id),
  INDEX vacancies_by_status_and_valid_until (status, valid_until),
  INDEX vacancies_by_version (version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE seekers (
  id              CHAR(36) NOT NULL,
  version         INT NOT NULL,
  created_at      DATETIME(3) NOT NULL,
  updated_at      DATETIME(3) NOT NULL,
  name            VARBINARY(1024) NOT NULL,
  name_index      VARCHAR(96) NOT NULL,
  phone           VARBINARY(1024) NOT NULL,
  phone_index     VARCHAR(96) NOT NULL,
  village         CHAR(12) NOT NULL,
  birth_year      INT NOT NULL,
  education       VARCHAR(16) NOT NULL,
  wanted          TEXT NOT NULL,
  occupations     TEXT NOT NULL,
  skills          TEXT NOT NULL,
  certificates    TEXT NOT NULL,
  wage_min        BIGINT NOT NULL,
  max_distance_km DOUBLE NOT NULL,
  shifts          TEXT NOT NULL,
  needs           TEXT NOT NULL,
  available_from  CHAR(10) NOT NULL,
  consents        TEXT NOT NULL,
  matching        BOOLEAN NOT NULL,
  status          VARCHAR(16) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT seekers_by_phone_index_and_name_index UNIQUE (phone_index, name_index),
  INDEX seekers_by_village_and_status (village, status)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE editions (
  id                CHAR(36) NOT NULL,
  version           INT NOT NULL,
  created_at        DATETIME(3) NOT NULL,
  updated_at        DATETIME(3) NOT NULL,
  village           CHAR(12) NOT NULL,
  village_name      VARCHAR(100) NOT NULL,
  town_name         VARCHAR(100) NOT NULL,
  `year`            INT NOT NULL,
  number            INT NOT NULL,
  total             INT NOT NULL,
  `date`            CHAR(10) NOT NULL,
  status            VARCHAR(16) NOT NULL,
  office_name       VARCHAR(100) NOT NULL,
  office_phone      VARCHAR(64) NOT NULL,
  office_public_url VARCHAR(500) NOT NULL,
  approver          VARCHAR(50) NOT NULL,
  borrowed          BOOLEAN NOT NULL,
  status_reason     VARCHAR(500) NOT NULL,
  published_at      DATETIME(3),
  PRIMARY KEY (id),
  CONSTRAINT editions_by_village_and_year_and_number UNIQUE (village, `year`, number),
  CONSTRAINT editions_by_village_and_total UNIQUE (village, total),
  INDEX editions_by_status_and_village (status, village)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE edition_items (
  edition_id CHAR(36) NOT NULL,
  `position` INT NOT NULL,
  vacancy_id CHAR(36) NOT NULL,
  facts      MEDIUMTEXT NOT NULL,
  PRIMARY KEY (edition_id, `position`),
  CONSTRAINT edition_items_of_editions FOREIGN KEY (edition_id) REFERENCES editions (id),
  INDEX edition_items_by_vacancy_id (vacancy_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE accounts (
  id            CHAR(36) NOT NULL,
  role          VARCHAR(16) NOT NULL,
  division      CHAR(12) NOT NULL,
  enterprise_id CHAR(36) NOT NULL,
  seeker_id     CHAR(36) NOT NULL,
  created_at    DATETIME(3) NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE tokens (
  id           CHAR(36) NOT NULL,
  account_id   CHAR(36) NOT NULL,
  hash         VARCHAR(64) NOT NULL,
  created_at   DATETIME(3) NOT NULL,
  expires_at   DATETIME(3) NOT NULL,
  last_used_at DATETIME(3),
  PRIMARY KEY (id),
  CONSTRAINT tokens_by_hash UNIQUE (hash),
  CONSTRAINT tokens_of_accounts FOREIGN KEY (account_id) REFERENCES accounts (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE operations (
  id         CHAR(36) NOT NULL,
  kind       VARCHAR(32) NOT NULL,
  division   CHAR(12) NOT NULL,
  started_by CHAR(36) NOT NULL,
  total      INT NOT NULL,
  done       INT NOT NULL,
  failures   MEDIUMTEXT NOT NULL,
  finished   BOOLEAN NOT NULL,
  created_at DATETIME(3) NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE idempotency_keys (
  caller      VARCHAR(100) NOT NULL,
  request_key VARCHAR(255) NOT NULL,
  fingerprint VARCHAR(100) NOT NULL,
  done        BOOLEAN NOT NULL,
  status      INT NOT NULL,
  resource_id VARCHAR(100) NOT NULL,
  report      MEDIUMBLOB,
  claimed_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (caller, request_key),
  INDEX idempotency_keys_by_claimed_at (claimed_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE sealing_keys (
  id    VARCHAR(16) NOT NULL,
  proof VARCHAR(100) NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
