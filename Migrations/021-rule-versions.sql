-- Rules that change: who proposed a version and who confirmed it; trainings that are kept by people.

ALTER TABLE rule_versions ADD COLUMN proposed_at INTEGER;
ALTER TABLE rule_versions ADD COLUMN proposed_by INTEGER REFERENCES users (id);
-- NULL while a second person has yet to look; such a version is never in force.
ALTER TABLE rule_versions ADD COLUMN confirmed_at INTEGER;
ALTER TABLE rule_versions ADD COLUMN confirmed_by INTEGER REFERENCES users (id);
-- A version that was taken back before it came into force.
ALTER TABLE rule_versions ADD COLUMN withdrawn_at INTEGER;
ALTER TABLE rule_versions ADD COLUMN withdrawn_by INTEGER REFERENCES users (id);
UPDATE rule_versions SET proposed_at = 0, confirmed_at = 0;

-- What was a number in the program until now, or is new.
INSERT INTO rules (version, key, value)
SELECT version, 'vog.exempt_months', 12 FROM rule_versions
UNION ALL SELECT version, 'vog.exempt_days', 5 FROM rule_versions
UNION ALL SELECT version, 'suppression.below', 5 FROM rule_versions
UNION ALL SELECT version, 'session.idle_minutes', 30 FROM rule_versions;

-- The rule when somebody signed in holds for as long as the session lasts.
ALTER TABLE sessions ADD COLUMN idle_minutes INTEGER NOT NULL DEFAULT 30;

ALTER TABLE trainings ADD COLUMN is_offered INTEGER NOT NULL DEFAULT 1 CHECK (is_offered IN (0, 1));
ALTER TABLE trainings ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE trainings ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE trainings ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
-- What somebody wishes of it that touches safety, until a second person looked; wished_at is NULL
-- without a wish, and wished_months as valid_months is.
ALTER TABLE trainings ADD COLUMN wished_required INTEGER CHECK (wished_required IN (0, 1));
ALTER TABLE trainings ADD COLUMN wished_months INTEGER;
ALTER TABLE trainings ADD COLUMN wished_offered INTEGER CHECK (wished_offered IN (0, 1));
ALTER TABLE trainings ADD COLUMN wished_at INTEGER;
ALTER TABLE trainings ADD COLUMN wished_by INTEGER REFERENCES users (id);

-- Groups whose kept counts are to be looked at again, as what is required of all of them changed.
CREATE TABLE group_refreshes (
    group_id INTEGER NOT NULL PRIMARY KEY REFERENCES groups (id)
) STRICT;

-- Which records still have older rules.
CREATE INDEX groups_by_rules ON groups (rule_version, city_id, id)
    WHERE state NOT IN ('completed', 'stopped');
CREATE INDEX matches_by_rules ON matches (rule_version, city_id, id) WHERE state IN
    ('proposed', 'introduced', 'trial', 'agreed', 'active', 'suspended', 'closing');
CREATE INDEX stays_by_rules ON stays (rule_version, city_id, id)
    WHERE state NOT IN ('closed', 'cancelled');
