-- +goose Up

CREATE TABLE referrals (
  id         CHAR(36) NOT NULL,
  version    INT NOT NULL,
  created_at DATETIME(3) NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  seeker_id  CHAR(36) NOT NULL,
  vacancy_id CHAR(36) NOT NULL,
  channel    VARCHAR(16) NOT NULL,
  status     VARCHAR(16) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT referrals_by_seeker_id_and_vacancy_id UNIQUE (seeker_id, vacancy_id),
  CONSTRAINT referrals_of_seekers FOREIGN KEY (seeker_id) REFERENCES seekers (id),
  CONSTRAINT referrals_of_vacancies FOREIGN KEY (vacancy_id) REFERENCES vacancies (id),
  INDEX referrals_by_vacancy_id (vacancy_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
