-- +goose Up

-- What an edition tells of the one before: its lines that closed since.
ALTER TABLE editions ADD COLUMN gone TEXT NOT NULL DEFAULT '[]';
