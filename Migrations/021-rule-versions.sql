-- Rules that change: who proposed a version and who confirmed it; trainings that are kept by people.

ALTER TABLE rule_versions ADD COLUMN proposed_at INTEGER;
ALTER TABLE rule_versions ADD COLUMN proposed_by INTEGER REFERENCES users (id);
-- NULL while a second person has yet to look; such a version is never in force.
ALTER TABLE rule_versions ADD COLUMN confirmed_at INTEGER;
ALTER TABLE rule_versions ADD COLUMN confirmed_by INTEGER REFERENCES users (id);
-- A version that was taken back before it came into force.
ALTER TABLE rule_versions ADD COLUMN withdrawn_at INTEGER;
UPDATE rule_versions SET proposed_at = 0, confirmed_at = 0;

ALTER TABLE trainings ADD COLUMN is_offered INTEGER NOT NULL DEFAULT 1 CHECK (is_offered IN (0, 1));
ALTER TABLE trainings ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE trainings ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE trainings ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
