-- +goose Up

-- The sheets that still say what is not so any more. No vacancy is a whole edition that was taken back.
CREATE TABLE recalls (
  id         CHAR(36) NOT NULL,
  version    INT NOT NULL,
  created_at DATETIME(3) NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  village    CHAR(12) NOT NULL,
  edition_id CHAR(36) NOT NULL,
  vacancy_id VARCHAR(36) NOT NULL,
  became     VARCHAR(16) NOT NULL,
  `round`    INT NOT NULL,
  status     VARCHAR(16) NOT NULL,
  remedy     VARCHAR(16) NOT NULL,
  note       VARCHAR(200) NOT NULL,
  opened_at  DATETIME(3) NOT NULL,
  settled_at DATETIME(3),
  settled_by VARCHAR(36) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT recalls_by_edition_id_and_vacancy_id UNIQUE (edition_id, vacancy_id),
  CONSTRAINT recalls_of_editions FOREIGN KEY (edition_id) REFERENCES editions (id),
  INDEX recalls_by_vacancy_id (vacancy_id),
  INDEX recalls_by_status_and_village (status, village)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
