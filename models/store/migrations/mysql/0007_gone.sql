-- +goose Up

-- What an edition tells of the one before: its lines that closed since. Not every server gives a text a default, so it is filled in.
ALTER TABLE editions ADD COLUMN gone MEDIUMTEXT;

UPDATE editions SET gone = '[]';

ALTER TABLE editions MODIFY COLUMN gone MEDIUMTEXT NOT NULL;
