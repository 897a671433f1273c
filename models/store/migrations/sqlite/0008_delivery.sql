-- +goose Up

-- Robots that post for villages. The address, which holds the robot's key, and the secret are sealed; robot is a digest of the key.
CREATE TABLE targets (
  id         TEXT NOT NULL,
  version    INTEGER NOT NULL,
  created_at DATETIME NOT NULL,
  updated_at DATETIME NOT NULL,
  village    TEXT NOT NULL,
  kind       TEXT NOT NULL,
  name       TEXT NOT NULL,
  url        BLOB NOT NULL,
  secret     BLOB NOT NULL,
  robot      TEXT NOT NULL,
  account_id TEXT NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT targets_by_village_and_robot UNIQUE (village, robot)
);

-- One row a robot, whichever targets share it: who speaks to it, from when on, and when it was spoken to last.
CREATE TABLE robots (
  id          TEXT NOT NULL,
  lease_token TEXT NOT NULL,
  lease_until DATETIME NOT NULL,
  next_at     DATETIME NOT NULL,
  sends       TEXT NOT NULL,
  PRIMARY KEY (id)
);

-- What targets are to be told. They outlive their target, of which they keep the name.
CREATE TABLE deliveries (
  id           TEXT NOT NULL,
  version      INTEGER NOT NULL,
  created_at   DATETIME NOT NULL,
  updated_at   DATETIME NOT NULL,
  event_id     TEXT NOT NULL,
  village      TEXT NOT NULL,
  target_id    TEXT NOT NULL,
  target_name  TEXT NOT NULL,
  kind         TEXT NOT NULL,
  robot        TEXT NOT NULL,
  edition_id   TEXT NOT NULL,
  subject      TEXT NOT NULL,
  subject_key  TEXT NOT NULL,
  messages     TEXT NOT NULL,
  sent         INTEGER NOT NULL,
  status       TEXT NOT NULL,
  attempts     INTEGER NOT NULL,
  uncertain    INTEGER NOT NULL,
  fault        TEXT NOT NULL,
  fault_detail TEXT NOT NULL,
  next_at      DATETIME NOT NULL,
  sent_at      DATETIME,
  account_id   TEXT NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT deliveries_by_target_id_and_subject_and_subject_key UNIQUE (target_id, subject, subject_key)
);

CREATE INDEX deliveries_by_status_and_robot ON deliveries (status, robot);

CREATE INDEX deliveries_by_edition_id ON deliveries (edition_id);

CREATE INDEX deliveries_by_village ON deliveries (village);

CREATE INDEX deliveries_by_updated_at ON deliveries (updated_at);
