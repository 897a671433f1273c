-- +goose Up

-- When the editions of a division are drafted by themselves. No weekdays are all of them.
CREATE TABLE schedules (
  id             TEXT NOT NULL,
  version        INTEGER NOT NULL,
  created_at     DATETIME NOT NULL,
  updated_at     DATETIME NOT NULL,
  division       TEXT NOT NULL,
  account_id     TEXT NOT NULL,
  weekdays       TEXT NOT NULL,
  clock_time     TEXT NOT NULL,
  size           INTEGER NOT NULL,
  next_at        DATETIME NOT NULL,
  last_at        DATETIME,
  last_operation TEXT NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT schedules_by_division_and_weekdays_and_clock_time UNIQUE (division, weekdays, clock_time)
);

CREATE INDEX schedules_by_next_at ON schedules (next_at);
