-- +goose Up

-- What was written, for those who keep a picture of it. A change gets its seq after the commit.
CREATE TABLE changes (
  id        CHAR(36) NOT NULL,
  kind      VARCHAR(16) NOT NULL,
  object_id VARCHAR(36) NOT NULL,
  at        DATETIME(3) NOT NULL,
  seq       BIGINT,
  PRIMARY KEY (id),
  CONSTRAINT changes_by_seq UNIQUE (seq),
  INDEX changes_by_at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE INDEX vacancies_by_work_division ON vacancies (work_division);

-- What it takes to go on with an operation after whoever ran it is gone.
ALTER TABLE operations ADD COLUMN role VARCHAR(16) NOT NULL DEFAULT '';

ALTER TABLE operations ADD COLUMN size INT NOT NULL DEFAULT 0;

ALTER TABLE operations ADD COLUMN planned BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE operations ADD COLUMN tries INT NOT NULL DEFAULT 0;

ALTER TABLE operations ADD COLUMN lease_token VARCHAR(36) NOT NULL DEFAULT '';

ALTER TABLE operations ADD COLUMN lease_until DATETIME(3) NOT NULL DEFAULT '1970-01-01 00:00:00';

CREATE INDEX operations_by_finished_and_lease_until ON operations (finished, lease_until);

-- Of an operation begun before, nobody knows what it was to do.
UPDATE operations SET finished = TRUE, failures = CONCAT('[{"village":"', division, '","code":"unavailable"}]') WHERE NOT finished;

-- The lists that an operation has made and is about to draft.
CREATE TABLE operation_villages (
  operation_id CHAR(36) NOT NULL,
  village      CHAR(12) NOT NULL,
  borrowed     BOOLEAN NOT NULL,
  `lines`      MEDIUMTEXT NOT NULL,
  drafted      BOOLEAN NOT NULL,
  PRIMARY KEY (operation_id, village),
  CONSTRAINT operation_villages_of_operations FOREIGN KEY (operation_id) REFERENCES operations (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
