-- +goose Up

-- The sheets that still say what is not so any more. No vacancy is a whole edition that was taken back.
CREATE TABLE recalls (
  id         TEXT NOT NULL,
  version    INTEGER NOT NULL,
  created_at DATETIME NOT NULL,
  updated_at DATETIME NOT NULL,
  village    TEXT NOT NULL,
  edition_id TEXT NOT NULL,
  vacancy_id TEXT NOT NULL,
  became     TEXT NOT NULL,
  "round"    INTEGER NOT NULL,
  status     TEXT NOT NULL,
  remedy     TEXT NOT NULL,
  note       TEXT NOT NULL,
  opened_at  DATETIME NOT NULL,
  settled_at DATETIME,
  settled_by TEXT NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT recalls_by_edition_id_and_vacancy_id UNIQUE (edition_id, vacancy_id),
  CONSTRAINT recalls_of_editions FOREIGN KEY (edition_id) REFERENCES editions (id)
);

CREATE INDEX recalls_by_vacancy_id ON recalls (vacancy_id);

CREATE INDEX recalls_by_status_and_village ON recalls (status, village);
