-- +goose Up

-- When the editions of a division are drafted by themselves. No weekdays are all of them.
CREATE TABLE schedules (
  id             CHAR(36) NOT NULL,
  version        INT NOT NULL,
  created_at     DATETIME(3) NOT NULL,
  updated_at     DATETIME(3) NOT NULL,
  division       CHAR(12) NOT NULL,
  account_id     CHAR(36) NOT NULL,
  weekdays       VARCHAR(128) NOT NULL,
  clock_time     CHAR(5) NOT NULL,
  size           INT NOT NULL,
  next_at        DATETIME(3) NOT NULL,
  last_at        DATETIME(3),
  last_operation VARCHAR(36) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT schedules_by_division_and_weekdays_and_clock_time UNIQUE (division, weekdays, clock_time),
  INDEX schedules_by_next_at (next_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
