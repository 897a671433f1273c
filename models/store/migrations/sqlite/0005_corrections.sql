-- +goose Up

-- What was changed by hand on editions while they were drafts.
CREATE TABLE edition_corrections (
  edition_id TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  action     TEXT NOT NULL,
  vacancy_id TEXT NOT NULL,
  number     TEXT NOT NULL,
  title      TEXT NOT NULL,
  rank_from  INTEGER NOT NULL,
  rank_to    INTEGER NOT NULL,
  reason     TEXT NOT NULL,
  account_id TEXT NOT NULL,
  role       TEXT NOT NULL,
  "at"       DATETIME NOT NULL,
  PRIMARY KEY (edition_id, "position"),
  CONSTRAINT edition_corrections_of_editions FOREIGN KEY (edition_id) REFERENCES editions (id)
);
