-- +goose Up

CREATE TABLE referrals (
  id         TEXT NOT NULL,
  version    INTEGER NOT NULL,
  created_at DATETIME NOT NULL,
  updated_at DATETIME NOT NULL,
  seeker_id  TEXT NOT NULL,
  vacancy_id TEXT NOT NULL,
  channel    TEXT NOT NULL,
  status     TEXT NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT referrals_by_seeker_id_and_vacancy_id UNIQUE (seeker_id, vacancy_id),
  CONSTRAINT referrals_of_seekers FOREIGN KEY (seeker_id) REFERENCES seekers (id),
  CONSTRAINT referrals_of_vacancies FOREIGN KEY (vacancy_id) REFERENCES vacancies (id)
);

CREATE INDEX referrals_by_vacancy_id ON referrals (vacancy_id);
