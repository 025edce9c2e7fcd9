-- Shelter City from the call to the answer: when a call is open, what a slot can offer, who would like
-- to come, who was nominated for which slot, and who belongs to the case team.

ALTER TABLE cohorts ADD COLUMN call_from_on TEXT
    CHECK (call_from_on IS date(call_from_on, '+0 days'));
ALTER TABLE cohorts ADD COLUMN call_until_on TEXT
    CHECK (call_until_on IS date(call_until_on, '+0 days'));
-- Places that the network looks for in all cities; NULL until somebody said so.
ALTER TABLE cohorts ADD COLUMN places_wanted INTEGER CHECK (places_wanted BETWEEN 0 AND 500);
ALTER TABLE cohorts ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
-- Calls are published in March and April for the autumn, in August and September for the spring.
UPDATE cohorts SET
    call_from_on = iif(season = 'autumn', year || '-03-01', (year - 1) || '-08-01'),
    call_until_on = iif(season = 'autumn', year || '-05-01', (year - 1) || '-10-01');

-- What the city can do in a slot, and when it may begin.
ALTER TABLE stays ADD COLUMN offered_languages TEXT;
ALTER TABLE stays ADD COLUMN offered_themes TEXT;
ALTER TABLE stays ADD COLUMN offers_accessible INTEGER CHECK (offers_accessible IN (0, 1));
ALTER TABLE stays ADD COLUMN is_women_only INTEGER CHECK (is_women_only IN (0, 1));
ALTER TABLE stays ADD COLUMN earliest_on TEXT CHECK (earliest_on IS date(earliest_on, '+0 days'));
ALTER TABLE stays ADD COLUMN latest_on TEXT CHECK (latest_on IS date(latest_on, '+0 days'));

-- A guest before, between and after stays: what the network weighs. All but state and call is sealed
-- with the key "life", in the row's own columns: the facts, the list of conditions with who said so
-- when, and the cities that are no place for this guest.
CREATE TABLE candidates (
    guest_id INTEGER NOT NULL PRIMARY KEY REFERENCES guests (id),
    cohort_id INTEGER REFERENCES cohorts (id),
    state TEXT NOT NULL,
    -- The first of the case team; NULL for who was entered by the program.
    coordinator_id INTEGER REFERENCES users (id),
    facts_sealed BLOB,
    conditions_sealed BLOB,
    vetoes_sealed BLOB,
    version INTEGER NOT NULL DEFAULT 1,
    updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX candidates_by_state ON candidates (state, guest_id);
INSERT INTO candidates (guest_id, state, coordinator_id, updated_at)
SELECT id, iif(is_placed, 'ready', 'entered'), created_by, updated_at FROM guests;

-- A guest who was proposed for a slot, with the answers of the city and of its municipality. What
-- belongs to a guest hangs here and not on the stay, which the next guest may get.
CREATE TABLE nominations (
    id INTEGER NOT NULL PRIMARY KEY,
    stay_id INTEGER NOT NULL REFERENCES stays (id),
    guest_id INTEGER NOT NULL REFERENCES guests (id),
    made_at INTEGER NOT NULL,
    made_by INTEGER REFERENCES users (id),
    -- Up to and including this day the city answers.
    answer_by_on TEXT NOT NULL CHECK (answer_by_on IS date(answer_by_on, '+0 days')),
    -- When the city was reminded; NULL before.
    reminded_at INTEGER,
    -- NULL while the city has not answered.
    outcome TEXT,
    answered_at INTEGER,
    answered_by INTEGER REFERENCES users (id),
    -- Why a city said no, free of blame; for the network alone.
    reason_sealed BLOB,
    -- Whether the municipality agrees; NULL until it said so.
    municipality TEXT,
    municipality_at INTEGER,
    municipality_by INTEGER REFERENCES users (id),
    -- What the network tells the city of the guest.
    profile_sealed BLOB,
    -- Since when the slot is no longer this guest's; NULL while it is.
    ended_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    updated_at INTEGER NOT NULL,
    CHECK ((outcome IS NULL) = (answered_at IS NULL)),
    CHECK ((municipality IS NULL) = (municipality_at IS NULL)),
    CHECK (outcome IS NULL OR outcome = 'accepted' OR ended_at IS NOT NULL)
) STRICT;
-- A slot is one guest's at a time.
CREATE UNIQUE INDEX nominations_live ON nominations (stay_id) WHERE ended_at IS NULL;
CREATE INDEX nominations_by_stay ON nominations (stay_id, id);
CREATE INDEX nominations_by_guest ON nominations (guest_id, id);
CREATE INDEX nominations_open ON nominations (answer_by_on, id) WHERE outcome IS NULL;

-- Who belongs to the case team of a nomination, from when until when, and how much is open to whom.
CREATE TABLE case_team_members (
    id INTEGER NOT NULL PRIMARY KEY,
    nomination_id INTEGER NOT NULL REFERENCES nominations (id),
    user_id INTEGER NOT NULL REFERENCES users (id),
    part TEXT NOT NULL,
    depth TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER,
    -- Who gave the place, and the second person who confirmed it; NULL for a place by the rules.
    given_by INTEGER REFERENCES users (id),
    confirmed_by INTEGER REFERENCES users (id),
    confirmed_at INTEGER,
    CHECK (until_at >= from_at)
) STRICT;
CREATE UNIQUE INDEX case_team_once ON case_team_members (nomination_id, user_id)
    WHERE until_at IS NULL;
CREATE INDEX case_team_by_user ON case_team_members (user_id, nomination_id);

-- Guests of stays were nominated for them, whether it was written down so or not.
INSERT INTO nominations (id, stay_id, guest_id, made_at, made_by, answer_by_on, outcome, answered_at,
    answered_by, ended_at, updated_at)
SELECT stays.id, stays.id, stays.guest_id, ifnull(nominated.at, stays.created_at),
    nominated.by_user_id,
    date(ifnull(nominated.at, stays.created_at) / 1000, 'unixepoch', '+10 days'),
    CASE WHEN stays.state = 'nominated' THEN NULL
        WHEN stays.state = 'cancelled' AND accepted.at IS NULL THEN 'cancelled'
        ELSE 'accepted' END,
    CASE WHEN stays.state = 'nominated' THEN NULL
        ELSE ifnull(accepted.at, stays.updated_at) END,
    CASE WHEN stays.state <> 'nominated' THEN accepted.by_user_id END,
    CASE WHEN stays.state IN ('closed', 'cancelled') THEN stays.updated_at END, stays.updated_at
FROM stays
LEFT JOIN state_changes AS nominated ON nominated.id = (
    SELECT max(id) FROM state_changes
    WHERE subject = 'stay' AND subject_id = stays.id AND to_state = 'nominated')
LEFT JOIN state_changes AS accepted ON accepted.id = (
    SELECT max(id) FROM state_changes
    WHERE subject = 'stay' AND subject_id = stays.id AND to_state = 'accepted')
WHERE stays.guest_id IS NOT NULL AND stays.state <> 'planned';
INSERT INTO sequences (name, last_id) SELECT 'nominations', ifnull(max(id), 0) FROM nominations;

INSERT INTO case_team_members (nomination_id, user_id, part, depth, from_at, until_at)
SELECT nominations.id, guests.created_by, 'coordinator', 'whole', nominations.made_at,
    max(nominations.ended_at, nominations.made_at)
FROM nominations JOIN guests ON guests.id = nominations.guest_id
WHERE guests.created_by IS NOT NULL;
INSERT INTO case_team_members (nomination_id, user_id, part, depth, from_at, until_at)
SELECT id, answered_by, 'shelter', 'needs', answered_at, max(ended_at, answered_at)
FROM nominations WHERE outcome = 'accepted' AND answered_by IS NOT NULL
AND answered_by IS NOT (SELECT created_by FROM guests WHERE guests.id = nominations.guest_id);

-- A slot goes to another guest only after the nomination of the former has ended.
CREATE TRIGGER stays_nominated BEFORE UPDATE OF guest_id ON stays
WHEN OLD.guest_id IS NOT NEW.guest_id AND EXISTS (
    SELECT 1 FROM nominations WHERE stay_id = OLD.id AND ended_at IS NULL
    AND guest_id IS NOT NEW.guest_id)
BEGIN
    SELECT RAISE(ABORT, 'stay_nominated');
END;

-- What a cohort's cities have in its season.
CREATE INDEX stays_by_cohort ON stays (cohort_id, city_id, state);

-- Within so many days a city answers, and so many days before that it is reminded.
INSERT INTO rules (version, key, value)
SELECT version, 'stay.answer_days', 10 FROM rule_versions
UNION ALL SELECT version, 'stay.remind_days', 3 FROM rule_versions;
