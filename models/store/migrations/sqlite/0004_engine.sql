-- +goose Up

-- What was written, for those who keep a picture of it. A change gets its seq after the commit.
CREATE TABLE changes (
  id        TEXT NOT NULL,
  kind      TEXT NOT NULL,
  object_id TEXT NOT NULL,
  "at"      DATETIME NOT NULL,
  seq       INTEGER,
  PRIMARY KEY (id),
  CONSTRAINT changes_by_seq UNIQUE (seq)
);

CREATE INDEX changes_by_at ON changes ("at");

CREATE INDEX vacancies_by_work_division ON vacancies (work_division);

-- What it takes to go on with an operation after whoever ran it is gone.
ALTER TABLE operations ADD COLUMN role TEXT NOT NULL DEFAULT '';

ALTER TABLE operations ADD COLUMN size INTEGER NOT NULL DEFAULT 0;

ALTER TABLE operations ADD COLUMN planned BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE operations ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;

ALTER TABLE operations ADD COLUMN lease_token TEXT NOT NULL DEFAULT '';

ALTER TABLE operations ADD COLUMN lease_until DATETIME NOT NULL DEFAULT '1970-01-01 00:00:00+00:00';

CREATE INDEX operations_by_finished_and_lease_until ON operations (finished, lease_until);

-- Of an operation begun before, nobody knows what it was to do.
UPDATE operations SET finished = TRUE, failures = '[{"village":"' || division || '","code":"unavailable"}]' WHERE NOT finished;

-- The lists that an operation has made and is about to draft.
CREATE TABLE operation_villages (
  operation_id TEXT NOT NULL,
  village      TEXT NOT NULL,
  borrowed     BOOLEAN NOT NULL,
  "lines"      TEXT NOT NULL,
  drafted      BOOLEAN NOT NULL,
  PRIMARY KEY (operation_id, village),
  CONSTRAINT operation_villages_of_operations FOREIGN KEY (operation_id) REFERENCES operations (id)
);
