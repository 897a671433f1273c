-- +goose Up

-- Old changes are dropped by their places, and it is asked whether anything else tells of a vacancy.
CREATE INDEX changes_by_object_id ON changes (object_id);

-- The public feed reads the changes of vacancies alone.
CREATE INDEX changes_by_kind_and_seq ON changes (kind, seq);

ALTER TABLE changes DROP INDEX changes_by_at;

-- The feed tells of every open vacancy, also of those whose last change is no longer kept.
INSERT INTO changes (id, kind, object_id, at)
SELECT id, 'vacancy', id, updated_at FROM vacancies
WHERE status = 'open' AND NOT EXISTS (SELECT 1 FROM changes told WHERE told.object_id = vacancies.id);
