-- Whose record it is, who is away and who stands in, and who is about to leave.

-- The colleague who coordinates a record; NULL for everybody with the role where it is. At first who
-- made it, where that account coordinates there.
ALTER TABLE groups ADD COLUMN coordinator_id INTEGER REFERENCES users (id);
ALTER TABLE families ADD COLUMN coordinator_id INTEGER REFERENCES users (id);
ALTER TABLE matches ADD COLUMN coordinator_id INTEGER REFERENCES users (id);
ALTER TABLE stays ADD COLUMN coordinator_id INTEGER REFERENCES users (id);
UPDATE groups SET coordinator_id = created_by
WHERE EXISTS (
    SELECT 1 FROM grants JOIN users ON users.id = grants.user_id
    WHERE grants.user_id = groups.created_by AND grants.city_id = groups.city_id
    AND grants.role = 'local' AND grants.until_on IS NULL AND users.is_blocked = 0
    AND ifnull(grants.programme, 'samen_hier') = 'samen_hier');
UPDATE families SET coordinator_id = created_by
WHERE EXISTS (
    SELECT 1 FROM grants JOIN users ON users.id = grants.user_id
    WHERE grants.user_id = families.created_by AND grants.city_id = families.city_id
    AND grants.role = 'local' AND grants.until_on IS NULL AND users.is_blocked = 0
    AND instr(families.programmes, ifnull(grants.programme, families.programmes)) > 0);
UPDATE matches SET coordinator_id = created_by
WHERE EXISTS (
    SELECT 1 FROM grants JOIN users ON users.id = grants.user_id
    WHERE grants.user_id = matches.created_by AND grants.city_id = matches.city_id
    AND grants.role = 'local' AND grants.until_on IS NULL AND users.is_blocked = 0
    AND ifnull(grants.programme, matches.kind) = matches.kind);
UPDATE stays SET coordinator_id = created_by
WHERE EXISTS (
    SELECT 1 FROM grants JOIN users ON users.id = grants.user_id
    WHERE grants.user_id = stays.created_by AND grants.city_id = stays.city_id
    AND grants.role = 'shelter' AND grants.until_on IS NULL AND users.is_blocked = 0
    AND ifnull(grants.programme, 'shelter_city') = 'shelter_city');
CREATE INDEX groups_by_coordinator ON groups (coordinator_id, state)
    WHERE coordinator_id IS NOT NULL;
CREATE INDEX families_by_coordinator ON families (coordinator_id, state)
    WHERE coordinator_id IS NOT NULL;
CREATE INDEX matches_by_coordinator ON matches (coordinator_id, state)
    WHERE coordinator_id IS NOT NULL;
CREATE INDEX stays_by_coordinator ON stays (coordinator_id, state)
    WHERE coordinator_id IS NOT NULL;

-- When somebody is away, from a day up to the day of coming back, and who stands in; nobody in
-- particular when that is NULL. Being a deputy gives no right.
CREATE TABLE absences (
    id INTEGER NOT NULL PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id),
    deputy_id INTEGER REFERENCES users (id),
    from_on TEXT NOT NULL CHECK (from_on IS date(from_on, '+0 days')),
    until_on TEXT NOT NULL CHECK (until_on IS date(until_on, '+0 days')),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL,
    CHECK (until_on > from_on),
    CHECK (deputy_id IS NULL OR deputy_id <> user_id)
) STRICT;
CREATE INDEX absences_by_user ON absences (user_id, until_on, from_on);
CREATE INDEX absences_by_deputy ON absences (deputy_id, until_on, from_on)
    WHERE deputy_id IS NOT NULL;

-- Nobody is away twice at once.
CREATE TRIGGER absences_do_not_overlap BEFORE INSERT ON absences
WHEN EXISTS (
    SELECT 1 FROM absences WHERE user_id = NEW.user_id
    AND until_on > NEW.from_on AND from_on < NEW.until_on)
BEGIN SELECT RAISE(ABORT, 'absence_overlap'); END;
CREATE TRIGGER absences_stay_apart BEFORE UPDATE OF user_id, from_on, until_on ON absences
WHEN EXISTS (
    SELECT 1 FROM absences WHERE user_id = NEW.user_id AND id <> NEW.id
    AND until_on > NEW.from_on AND from_on < NEW.until_on)
BEGIN SELECT RAISE(ABORT, 'absence_overlap'); END;

-- The absence because of which a deputy does a task; NULL for every other.
ALTER TABLE tasks ADD COLUMN absence_id INTEGER REFERENCES absences (id);
CREATE INDEX tasks_taken_over ON tasks (absence_id)
    WHERE absence_id IS NOT NULL AND done_at IS NULL;

-- From this day on somebody works here no more; NULL for who stays.
ALTER TABLE users ADD COLUMN leaving_on TEXT CHECK (leaving_on IS date(leaving_on, '+0 days'));
CREATE INDEX users_leaving ON users (leaving_on) WHERE leaving_on IS NOT NULL;
