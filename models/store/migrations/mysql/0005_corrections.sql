-- +goose Up

-- What was changed by hand on editions while they were drafts.
CREATE TABLE edition_corrections (
  edition_id CHAR(36) NOT NULL,
  `position` INT NOT NULL,
  action     VARCHAR(16) NOT NULL,
  vacancy_id CHAR(36) NOT NULL,
  number     VARCHAR(16) NOT NULL,
  title      VARCHAR(100) NOT NULL,
  rank_from  INT NOT NULL,
  rank_to    INT NOT NULL,
  reason     VARCHAR(200) NOT NULL,
  account_id VARCHAR(36) NOT NULL,
  role       VARCHAR(16) NOT NULL,
  at         DATETIME(3) NOT NULL,
  PRIMARY KEY (edition_id, `position`),
  CONSTRAINT edition_corrections_of_editions FOREIGN KEY (edition_id) REFERENCES editions (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
