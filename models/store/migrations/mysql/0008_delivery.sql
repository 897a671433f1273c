-- +goose Up

-- Robots that post for villages. The address, which holds the robot's key, and the secret are sealed; robot is a digest of the key.
CREATE TABLE targets (
  id         CHAR(36) NOT NULL,
  version    INT NOT NULL,
  created_at DATETIME(3) NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  village    CHAR(12) NOT NULL,
  kind       VARCHAR(16) NOT NULL,
  name       VARCHAR(50) NOT NULL,
  url        VARBINARY(4096) NOT NULL,
  secret     VARBINARY(2048) NOT NULL,
  robot      CHAR(64) NOT NULL,
  account_id CHAR(36) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT targets_by_village_and_robot UNIQUE (village, robot)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One row a robot, whichever targets share it: who speaks to it, from when on, and when it was spoken to last.
CREATE TABLE robots (
  id          CHAR(64) NOT NULL,
  lease_token VARCHAR(36) NOT NULL,
  lease_until DATETIME(3) NOT NULL,
  next_at     DATETIME(3) NOT NULL,
  sends       TEXT NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What targets are to be told. They outlive their target, of which they keep the name.
CREATE TABLE deliveries (
  id           CHAR(36) NOT NULL,
  version      INT NOT NULL,
  created_at   DATETIME(3) NOT NULL,
  updated_at   DATETIME(3) NOT NULL,
  event_id     VARCHAR(16) NOT NULL,
  village      CHAR(12) NOT NULL,
  target_id    CHAR(36) NOT NULL,
  target_name  VARCHAR(50) NOT NULL,
  kind         VARCHAR(16) NOT NULL,
  robot        CHAR(64) NOT NULL,
  edition_id   CHAR(36) NOT NULL,
  subject      VARCHAR(16) NOT NULL,
  subject_key  VARCHAR(64) NOT NULL,
  messages     MEDIUMTEXT NOT NULL,
  sent         INT NOT NULL,
  status       VARCHAR(16) NOT NULL,
  attempts     INT NOT NULL,
  uncertain    INT NOT NULL,
  fault        VARCHAR(64) NOT NULL,
  fault_detail VARCHAR(100) NOT NULL,
  next_at      DATETIME(3) NOT NULL,
  sent_at      DATETIME(3),
  account_id   CHAR(36) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT deliveries_by_target_id_and_subject_and_subject_key UNIQUE (target_id, subject, subject_key),
  INDEX deliveries_by_status_and_robot (status, robot),
  INDEX deliveries_by_edition_id (edition_id),
  INDEX deliveries_by_village (village),
  INDEX deliveries_by_updated_at (updated_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
