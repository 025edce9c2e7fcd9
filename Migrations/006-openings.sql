-- Openings for what comes next, before data depend on what was narrower.
--
-- A right is role, city and programme, so that every record says its programme: a family has one or
-- more, what is written of it the one that made it. A match is with a group or with a host; a log
-- entry belongs to a group, to a match without one, or to a stay; a task is about any kind of record.
-- Codes that grow (kinds, routes, themes, reasons, programmes, roles, states, subjects) are no longer
-- listed here: the program's enumerations are the authority, and the command "check" finds rows with a
-- code that it does not know. What must hold whatever the codes stays in the schema.

-- While a table is renamed SQLite reads every trigger anew, so those that name others go first.
DROP TRIGGER groups_count_new;
DROP TRIGGER groups_count_gone;
DROP TRIGGER groups_count_changed;
DROP TRIGGER families_count_new;
DROP TRIGGER families_count_gone;
DROP TRIGGER families_count_changed;
DROP TRIGGER matches_count_new;
DROP TRIGGER matches_count_gone;
DROP TRIGGER matches_count_changed;
DROP TRIGGER stays_count_new;
DROP TRIGGER stays_count_gone;
DROP TRIGGER stays_count_changed;
DROP TRIGGER stays_place_new;
DROP TRIGGER stays_place_gone;
DROP TRIGGER stays_place_changed;
DROP TRIGGER stays_overlap_new;
DROP TRIGGER stays_overlap_changed;
DROP TRIGGER log_entries_count_new;
DROP TRIGGER log_entries_count_gone;
DROP TRIGGER log_entries_count_changed;

-- After so many days a concern's task that was closed by hand comes back, unless it is settled.
INSERT INTO rules (version, key, value)
SELECT version, 'concern.return_days', 14 FROM rule_versions;

CREATE TABLE new_city_programmes (
    id INTEGER NOT NULL PRIMARY KEY,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    programme TEXT NOT NULL,
    state TEXT NOT NULL,
    since_on TEXT CHECK (since_on IS date(since_on, '+0 days')),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (city_id, programme)
) STRICT;
INSERT INTO new_city_programmes SELECT * FROM city_programmes;
DROP TABLE city_programmes;
ALTER TABLE new_city_programmes RENAME TO city_programmes;

CREATE TABLE new_grants (
    id INTEGER NOT NULL PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    -- NULL for a role of the whole network.
    city_id INTEGER REFERENCES cities (id),
    -- NULL for every programme.
    programme TEXT,
    from_on TEXT NOT NULL CHECK (from_on IS date(from_on, '+0 days')),
    until_on TEXT CHECK (until_on IS date(until_on, '+0 days')),
    granted_by INTEGER REFERENCES users (id),
    created_at INTEGER NOT NULL,
    CHECK (until_on IS NULL OR until_on > from_on),
    -- A role of one city needs its city.
    CHECK (role NOT IN ('shelter', 'local', 'municipality') OR city_id IS NOT NULL)
) STRICT;
INSERT INTO new_grants SELECT * FROM grants;
DROP TABLE grants;
ALTER TABLE new_grants RENAME TO grants;
CREATE INDEX grants_by_user ON grants (user_id, from_on);
CREATE INDEX grants_by_city ON grants (city_id, role);

-- Every change of state of a record: who, when, why.
CREATE TABLE new_state_changes (
    id INTEGER NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    from_state TEXT,
    to_state TEXT NOT NULL,
    reason TEXT,
    by_user_id INTEGER REFERENCES users (id),
    at INTEGER NOT NULL
) STRICT;
INSERT INTO new_state_changes SELECT * FROM state_changes;
DROP TABLE state_changes;
ALTER TABLE new_state_changes RENAME TO state_changes;
CREATE INDEX state_changes_by_subject ON state_changes (subject, subject_id, at);

CREATE TABLE new_openings (
    id INTEGER NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    user_id INTEGER REFERENCES users (id),
    reason_sealed BLOB,
    opened_at INTEGER NOT NULL
) STRICT;
INSERT INTO new_openings SELECT * FROM openings;
DROP TABLE openings;
ALTER TABLE new_openings RENAME TO openings;
CREATE INDEX openings_by_subject ON openings (subject, subject_id, opened_at, id);

-- In which programme something was done; empty for what belongs to none, and for rows before this.
ALTER TABLE audit_log ADD COLUMN programme TEXT NOT NULL DEFAULT '';

CREATE TABLE new_volunteer_skills (
    volunteer_id INTEGER NOT NULL REFERENCES volunteers (id),
    theme TEXT NOT NULL,
    PRIMARY KEY (volunteer_id, theme)
) STRICT, WITHOUT ROWID;
INSERT INTO new_volunteer_skills SELECT * FROM volunteer_skills;
DROP TABLE volunteer_skills;
ALTER TABLE new_volunteer_skills RENAME TO volunteer_skills;

CREATE TABLE new_groups (
    id INTEGER NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    sort_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    rule_version INTEGER NOT NULL REFERENCES rule_versions (version),
    neighbourhood TEXT,
    capacity INTEGER NOT NULL DEFAULT 1 CHECK (capacity BETWEEN 1 AND 9),
    max_household INTEGER CHECK (max_household BETWEEN 1 AND 30),
    support_level INTEGER CHECK (support_level BETWEEN 1 AND 3),
    available_from_on TEXT CHECK (available_from_on IS date(available_from_on, '+0 days')),
    registered_on TEXT NOT NULL CHECK (registered_on IS date(registered_on, '+0 days')),
    intake_on TEXT CHECK (intake_on IS date(intake_on, '+0 days')),
    paused_until_on TEXT CHECK (paused_until_on IS date(paused_until_on, '+0 days')),
    -- Kept with every change of members, log or match, and proved by "check".
    minimum_count INTEGER NOT NULL CHECK (minimum_count > 0),
    member_count INTEGER NOT NULL DEFAULT 0 CHECK (member_count >= 0),
    cleared_count INTEGER NOT NULL DEFAULT 0 CHECK (cleared_count >= 0),
    clearance_until_on TEXT CHECK (clearance_until_on IS date(clearance_until_on, '+0 days')),
    last_contact_on TEXT CHECK (last_contact_on IS date(last_contact_on, '+0 days')),
    silent_on TEXT CHECK (silent_on IS date(silent_on, '+0 days')),
    concern_count INTEGER NOT NULL DEFAULT 0 CHECK (concern_count >= 0),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL
) STRICT;
INSERT INTO new_groups SELECT * FROM groups;
DROP TABLE groups;
ALTER TABLE new_groups RENAME TO groups;
CREATE INDEX groups_by_name ON groups (sort_key, id);
CREATE INDEX groups_by_city_name ON groups (city_id, sort_key, id);
CREATE INDEX groups_by_city_state ON groups (city_id, state, sort_key, id);
CREATE INDEX groups_by_city_contact ON groups (city_id, ifnull(last_contact_on, ''), id);
CREATE INDEX groups_by_contact ON groups (ifnull(last_contact_on, ''), id);
CREATE INDEX groups_by_state ON groups (state, sort_key, id);
CREATE INDEX groups_by_silence ON groups (city_id, silent_on) WHERE silent_on IS NOT NULL;
CREATE INDEX groups_below_strength ON groups (city_id)
    WHERE state = 'active' AND member_count < minimum_count;
CREATE INDEX groups_with_concern ON groups (city_id) WHERE concern_count > 0;
CREATE INDEX groups_by_pause ON groups (paused_until_on) WHERE state = 'paused';

CREATE TABLE new_memberships (
    id INTEGER NOT NULL PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES groups (id),
    volunteer_id INTEGER NOT NULL REFERENCES volunteers (id),
    is_contact INTEGER NOT NULL DEFAULT 0 CHECK (is_contact IN (0, 1)),
    code_of_conduct_on TEXT CHECK (code_of_conduct_on IS date(code_of_conduct_on, '+0 days')),
    joined_on TEXT NOT NULL CHECK (joined_on IS date(joined_on, '+0 days')),
    left_on TEXT CHECK (left_on IS date(left_on, '+0 days')),
    left_reason TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK (left_on IS NULL OR left_on >= joined_on)
) STRICT;
INSERT INTO new_memberships
SELECT id, group_id, volunteer_id, is_contact, code_of_conduct_on, joined_on, left_on, left_reason,
    1, created_at, updated_at
FROM memberships;
DROP TABLE memberships;
ALTER TABLE new_memberships RENAME TO memberships;
CREATE INDEX memberships_by_group ON memberships (group_id, left_on, joined_on);
CREATE INDEX memberships_by_volunteer ON memberships (volunteer_id, group_id);
CREATE UNIQUE INDEX memberships_once ON memberships (group_id, volunteer_id) WHERE left_on IS NULL;
CREATE UNIQUE INDEX memberships_contact ON memberships (group_id)
    WHERE is_contact = 1 AND left_on IS NULL;

CREATE TABLE new_families (
    id INTEGER NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    code_nl TEXT NOT NULL,
    code_en TEXT NOT NULL,
    -- The confirmed ones of family_programmes, sorted, a space between them; kept by triggers.
    programmes TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    route TEXT NOT NULL,
    household_size INTEGER NOT NULL CHECK (household_size BETWEEN 1 AND 30),
    adults INTEGER CHECK (adults BETWEEN 0 AND 30),
    minors INTEGER CHECK (minors BETWEEN 0 AND 30),
    is_interpreter_needed INTEGER CHECK (is_interpreter_needed IN (0, 1)),
    arrival_on TEXT CHECK (arrival_on IS date(arrival_on, '+0 days')),
    arrival_certainty TEXT,
    neighbourhood TEXT,
    needs_level INTEGER CHECK (needs_level BETWEEN 1 AND 3),
    announced_on TEXT NOT NULL CHECK (announced_on IS date(announced_on, '+0 days')),
    is_announced_by_municipality INTEGER NOT NULL CHECK (is_announced_by_municipality IN (0, 1)),
    info_given_on TEXT CHECK (info_given_on IS date(info_given_on, '+0 days')),
    consent_on TEXT CHECK (consent_on IS date(consent_on, '+0 days')),
    wants_group INTEGER CHECK (wants_group IN (0, 1)),
    waiting_since_on TEXT CHECK (waiting_since_on IS date(waiting_since_on, '+0 days')),
    retention_until_on TEXT CHECK (retention_until_on IS date(retention_until_on, '+0 days')),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL,
    CHECK ((arrival_on IS NULL) = (arrival_certainty IS NULL)),
    CHECK (adults IS NULL OR minors IS NULL OR adults + minors = household_size)
) STRICT;
INSERT INTO new_families
SELECT id, ref, city_id, code_nl, code_en,
    -- A family that came for a hosted stay and was coupled with a group is in both.
    CASE WHEN route <> 'hosted_stay' THEN 'samen_hier'
        WHEN EXISTS (SELECT 1 FROM matches WHERE family_id = families.id)
            THEN 'hosted_stay samen_hier'
        ELSE 'hosted_stay' END,
    state, route, household_size, adults, minors, is_interpreter_needed, arrival_on,
    arrival_certainty, neighbourhood, needs_level, announced_on, is_announced_by_municipality,
    info_given_on, consent_on, wants_group, waiting_since_on, retention_until_on, version,
    created_at, created_by, updated_at
FROM families;
DROP TABLE families;
ALTER TABLE new_families RENAME TO families;
CREATE UNIQUE INDEX families_by_code ON families (city_id, code_nl) WHERE state <> 'erased';
CREATE INDEX families_by_code_name ON families (code_nl, id);
CREATE INDEX families_by_city_code ON families (city_id, code_nl, id);
CREATE INDEX families_by_city_state ON families (city_id, state, code_nl, id);
CREATE INDEX families_by_state ON families (state, code_nl, id);
CREATE INDEX families_by_route ON families (route, city_id, state);
CREATE INDEX families_by_city_arrival ON families (city_id, ifnull(arrival_on, '9999'), id);
CREATE INDEX families_by_arrival ON families (ifnull(arrival_on, '9999'), id);
CREATE INDEX families_by_waiting ON families (ifnull(waiting_since_on, '9999'), id)
    WHERE state = 'waiting';
CREATE INDEX families_by_city_waiting ON families (city_id, ifnull(waiting_since_on, '9999'), id)
    WHERE state = 'waiting';

-- The programmes of a family: the first by its route, another with the family's consent, asked by
-- who holds one that it has and confirmed by the other.
CREATE TABLE family_programmes (
    family_id INTEGER NOT NULL REFERENCES families (id),
    programme TEXT NOT NULL,
    -- The day on which the family consented to a programme that was added; NULL for the first.
    consent_on TEXT CHECK (consent_on IS date(consent_on, '+0 days')),
    added_at INTEGER NOT NULL,
    added_by INTEGER REFERENCES users (id),
    -- NULL until the other programme said yes.
    confirmed_at INTEGER,
    confirmed_by INTEGER REFERENCES users (id),
    PRIMARY KEY (family_id, programme)
) STRICT, WITHOUT ROWID;
INSERT INTO family_programmes (family_id, programme, added_at, added_by, confirmed_at, confirmed_by)
SELECT id, 'samen_hier', created_at, created_by, created_at, created_by FROM families
WHERE programmes <> 'hosted_stay'
UNION ALL SELECT id, 'hosted_stay', created_at, created_by, created_at, created_by FROM families
WHERE route = 'hosted_stay';

CREATE TABLE new_family_arrivals (
    id INTEGER NOT NULL PRIMARY KEY,
    family_id INTEGER NOT NULL REFERENCES families (id),
    arrival_on TEXT CHECK (arrival_on IS date(arrival_on, '+0 days')),
    certainty TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by INTEGER REFERENCES users (id)
) STRICT;
INSERT INTO new_family_arrivals SELECT * FROM family_arrivals;
DROP TABLE family_arrivals;
ALTER TABLE new_family_arrivals RENAME TO family_arrivals;
CREATE INDEX family_arrivals_by_family ON family_arrivals (family_id, recorded_at);

CREATE TABLE new_family_members (
    id INTEGER NOT NULL PRIMARY KEY,
    family_id INTEGER NOT NULL REFERENCES families (id),
    programme TEXT NOT NULL,
    name_sealed BLOB,
    original_name_sealed BLOB,
    is_single_name INTEGER NOT NULL DEFAULT 0 CHECK (is_single_name IN (0, 1)),
    role TEXT NOT NULL,
    birth_year INTEGER CHECK (birth_year BETWEEN 1900 AND 2200),
    birth_precision TEXT NOT NULL,
    joined_on TEXT CHECK (joined_on IS date(joined_on, '+0 days')),
    left_on TEXT CHECK (left_on IS date(left_on, '+0 days')),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((birth_year IS NULL) = (birth_precision = 'unknown')),
    CHECK (left_on IS NULL OR joined_on IS NULL OR left_on >= joined_on)
) STRICT;
INSERT INTO new_family_members
SELECT family_members.id, family_id,
    iif(families.programmes = 'hosted_stay', 'hosted_stay', 'samen_hier'), name_sealed,
    original_name_sealed, is_single_name, role, birth_year, birth_precision, joined_on, left_on, 1,
    family_members.created_at, family_members.updated_at
FROM family_members JOIN families ON families.id = family_id;
DROP TABLE family_members;
ALTER TABLE new_family_members RENAME TO family_members;
CREATE INDEX family_members_by_family ON family_members (family_id, left_on);

CREATE TABLE new_needs (
    id INTEGER NOT NULL PRIMARY KEY,
    family_id INTEGER NOT NULL REFERENCES families (id),
    programme TEXT NOT NULL,
    theme TEXT NOT NULL,
    title_sealed BLOB NOT NULL,
    priority INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 3),
    owner TEXT NOT NULL,
    due_on TEXT CHECK (due_on IS date(due_on, '+0 days')),
    is_met INTEGER NOT NULL DEFAULT 0 CHECK (is_met IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
INSERT INTO new_needs
SELECT needs.id, family_id,
    iif(families.programmes = 'hosted_stay', 'hosted_stay', 'samen_hier'), theme, title_sealed, priority, owner, due_on, is_met,
    1, needs.created_at, needs.updated_at
FROM needs JOIN families ON families.id = family_id;
DROP TABLE needs;
ALTER TABLE new_needs RENAME TO needs;
CREATE INDEX needs_by_family ON needs (family_id, is_met, priority);

CREATE TABLE new_sensitive_notes (
    id INTEGER NOT NULL PRIMARY KEY,
    family_id INTEGER NOT NULL REFERENCES families (id),
    programme TEXT NOT NULL,
    kind TEXT NOT NULL,
    text_sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id)
) STRICT;
INSERT INTO new_sensitive_notes
SELECT sensitive_notes.id, family_id,
    iif(families.programmes = 'hosted_stay', 'hosted_stay', 'samen_hier'), kind, text_sealed,
    sensitive_notes.created_at, sensitive_notes.created_by
FROM sensitive_notes JOIN families ON families.id = family_id;
DROP TABLE sensitive_notes;
ALTER TABLE new_sensitive_notes RENAME TO sensitive_notes;
CREATE INDEX sensitive_notes_by_family ON sensitive_notes (family_id, created_at);

-- A household in which somebody stays for a while; what it is asked and offers comes with hosted stays.
CREATE TABLE hosts (
    id INTEGER NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX hosts_by_city ON hosts (city_id, id);

CREATE TABLE new_matches (
    id INTEGER NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    -- The programme in which family and group, or family and host, are coupled.
    kind TEXT NOT NULL,
    group_id INTEGER REFERENCES groups (id),
    host_id INTEGER REFERENCES hosts (id),
    family_id INTEGER NOT NULL REFERENCES families (id),
    state TEXT NOT NULL,
    rule_version INTEGER NOT NULL REFERENCES rule_versions (version),
    proposed_on TEXT CHECK (proposed_on IS date(proposed_on, '+0 days')),
    introduced_on TEXT CHECK (introduced_on IS date(introduced_on, '+0 days')),
    starts_on TEXT CHECK (starts_on IS date(starts_on, '+0 days')),
    planned_until_on TEXT CHECK (planned_until_on IS date(planned_until_on, '+0 days')),
    review_on TEXT CHECK (review_on IS date(review_on, '+0 days')),
    ended_on TEXT CHECK (ended_on IS date(ended_on, '+0 days')),
    family_decision TEXT CHECK (family_decision IN ('yes', 'no')),
    family_decided_on TEXT CHECK (family_decided_on IS date(family_decided_on, '+0 days')),
    group_decision TEXT CHECK (group_decision IN ('yes', 'no')),
    group_decided_on TEXT CHECK (group_decided_on IS date(group_decided_on, '+0 days')),
    reason TEXT,
    last_contact_on TEXT CHECK (last_contact_on IS date(last_contact_on, '+0 days')),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL,
    CHECK ((group_id IS NULL) <> (host_id IS NULL)),
    CHECK ((family_decision IS NULL) = (family_decided_on IS NULL)),
    CHECK ((group_decision IS NULL) = (group_decided_on IS NULL)),
    CHECK (state NOT IN ('agreed', 'active') OR (family_decision = 'yes' AND group_decision = 'yes')),
    CHECK (state NOT IN ('active', 'suspended', 'closing', 'completed') OR starts_on IS NOT NULL)
) STRICT;
INSERT INTO new_matches
SELECT id, ref, city_id, kind, group_id, NULL, family_id, state, rule_version, proposed_on,
    introduced_on, starts_on, planned_until_on, review_on, ended_on, family_decision,
    family_decided_on, group_decision, group_decided_on, reason, last_contact_on, version,
    created_at, created_by, updated_at
FROM matches;
DROP TABLE matches;
ALTER TABLE new_matches RENAME TO matches;
-- One family has at most one live match of a kind (spec: lifecycles, Match).
CREATE UNIQUE INDEX matches_one_live ON matches (family_id, kind) WHERE state IN
    ('proposed', 'introduced', 'trial', 'agreed', 'active', 'suspended', 'closing');
CREATE INDEX matches_by_group ON matches (group_id, state, id);
CREATE INDEX matches_by_host ON matches (host_id, state, id) WHERE host_id IS NOT NULL;
CREATE INDEX matches_by_family ON matches (family_id, id);
CREATE INDEX matches_by_city ON matches (city_id, id);
CREATE INDEX matches_by_city_state ON matches (city_id, state, id);
CREATE INDEX matches_by_state ON matches (state, id);
CREATE INDEX matches_by_review ON matches (review_on) WHERE state = 'suspended';

CREATE TABLE new_match_overrides (
    id INTEGER NOT NULL PRIMARY KEY,
    match_id INTEGER NOT NULL REFERENCES matches (id),
    rule TEXT NOT NULL,
    reason_sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    UNIQUE (match_id, rule)
) STRICT;
INSERT INTO new_match_overrides SELECT * FROM match_overrides;
DROP TABLE match_overrides;
ALTER TABLE new_match_overrides RENAME TO match_overrides;

CREATE TABLE new_accommodations (
    id INTEGER NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    sort_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    address_sealed BLOB,
    beds INTEGER NOT NULL CHECK (beds BETWEEN 1 AND 30),
    is_accessible INTEGER CHECK (is_accessible IN (0, 1)),
    available_from_on TEXT CHECK (available_from_on IS date(available_from_on, '+0 days')),
    available_until_on TEXT CHECK (available_until_on IS date(available_until_on, '+0 days')),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (city_id, name),
    CHECK (available_until_on IS NULL OR available_from_on IS NULL
        OR available_until_on > available_from_on)
) STRICT;
INSERT INTO new_accommodations SELECT * FROM accommodations;
DROP TABLE accommodations;
ALTER TABLE new_accommodations RENAME TO accommodations;
CREATE INDEX accommodations_by_city ON accommodations (city_id, sort_key, id);
CREATE INDEX accommodations_by_name ON accommodations (sort_key, id);

-- A period is from_on up to, not including, until_on: the day one leaves is the next one's first.
CREATE TABLE new_stays (
    id INTEGER NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    accommodation_id INTEGER REFERENCES accommodations (id),
    guest_id INTEGER REFERENCES guests (id),
    cohort_id INTEGER REFERENCES cohorts (id),
    state TEXT NOT NULL,
    from_on TEXT NOT NULL CHECK (from_on IS date(from_on, '+0 days')),
    until_on TEXT NOT NULL CHECK (until_on IS date(until_on, '+0 days')),
    -- A wished later end, until the network decides.
    extension_until_on TEXT CHECK (extension_until_on IS date(extension_until_on, '+0 days')),
    extension_reason TEXT,
    -- Longer than the rules say, on purpose.
    is_exception INTEGER NOT NULL DEFAULT 0 CHECK (is_exception IN (0, 1)),
    rule_version INTEGER NOT NULL REFERENCES rule_versions (version),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL,
    CHECK (until_on > from_on),
    -- A bound for every stay, so that what touches a period is found without reading all before it.
    CHECK (julianday(until_on) - julianday(from_on) <= 366),
    CHECK ((extension_until_on IS NULL) = (extension_reason IS NULL)),
    CHECK (extension_until_on IS NULL OR extension_until_on > until_on)
) STRICT;
INSERT INTO new_stays SELECT * FROM stays;
DROP TABLE stays;
ALTER TABLE new_stays RENAME TO stays;
CREATE INDEX stays_by_from ON stays (from_on, id);
CREATE INDEX stays_by_city_from ON stays (city_id, from_on, id);
CREATE INDEX stays_by_city_state ON stays (city_id, state, from_on, id);
CREATE INDEX stays_by_state ON stays (state, from_on, id);
CREATE INDEX stays_by_accommodation ON stays (accommodation_id, from_on, until_on);
CREATE INDEX stays_by_guest ON stays (guest_id, from_on, until_on);
CREATE INDEX stays_by_city_guest ON stays (city_id, guest_id, state);

CREATE TRIGGER stays_overlap_new BEFORE INSERT ON stays WHEN NEW.state <> 'cancelled'
BEGIN
    SELECT RAISE(ABORT, 'stay_overlap') WHERE EXISTS (
        SELECT 1 FROM stays
        WHERE accommodation_id = NEW.accommodation_id AND state <> 'cancelled'
        AND from_on < NEW.until_on AND until_on > NEW.from_on);
    SELECT RAISE(ABORT, 'guest_overlap') WHERE EXISTS (
        SELECT 1 FROM stays
        WHERE guest_id = NEW.guest_id AND state <> 'cancelled'
        AND from_on < NEW.until_on AND until_on > NEW.from_on);
END;
CREATE TRIGGER stays_overlap_changed
BEFORE UPDATE OF accommodation_id, guest_id, from_on, until_on, state ON stays
WHEN NEW.state <> 'cancelled'
BEGIN
    SELECT RAISE(ABORT, 'stay_overlap') WHERE EXISTS (
        SELECT 1 FROM stays
        WHERE accommodation_id = NEW.accommodation_id AND state <> 'cancelled' AND id <> NEW.id
        AND from_on < NEW.until_on AND until_on > NEW.from_on);
    SELECT RAISE(ABORT, 'guest_overlap') WHERE EXISTS (
        SELECT 1 FROM stays
        WHERE guest_id = NEW.guest_id AND state <> 'cancelled' AND id <> NEW.id
        AND from_on < NEW.until_on AND until_on > NEW.from_on);
END;

CREATE TRIGGER stays_place_new AFTER INSERT ON stays
WHEN NEW.guest_id IS NOT NULL AND NEW.state <> 'cancelled'
BEGIN
    UPDATE guests SET is_placed = 1 WHERE id = NEW.guest_id AND is_placed = 0;
END;
CREATE TRIGGER stays_place_gone AFTER DELETE ON stays WHEN OLD.guest_id IS NOT NULL
BEGIN
    UPDATE guests SET is_placed = 0 WHERE id = OLD.guest_id AND is_placed = 1 AND NOT EXISTS (
        SELECT 1 FROM stays WHERE guest_id = OLD.guest_id AND state <> 'cancelled');
END;
CREATE TRIGGER stays_place_changed AFTER UPDATE OF guest_id, state ON stays
WHEN OLD.guest_id IS NOT NEW.guest_id OR (OLD.state = 'cancelled') <> (NEW.state = 'cancelled')
BEGIN
    UPDATE guests SET is_placed = NOT is_placed
    WHERE id IN (OLD.guest_id, NEW.guest_id) AND is_placed <> EXISTS (
        SELECT 1 FROM stays WHERE guest_id = guests.id AND state <> 'cancelled');
END;

-- One contact: of a group, of a match without one, or during a stay.
CREATE TABLE new_log_entries (
    id INTEGER NOT NULL PRIMARY KEY,
    group_id INTEGER REFERENCES groups (id),
    match_id INTEGER REFERENCES matches (id),
    stay_id INTEGER REFERENCES stays (id),
    author_id INTEGER REFERENCES users (id),
    happened_on TEXT NOT NULL CHECK (happened_on IS date(happened_on, '+0 days')),
    is_contact INTEGER NOT NULL CHECK (is_contact IN (0, 1)),
    medium TEXT,
    minutes INTEGER CHECK (minutes BETWEEN 5 AND 1440),
    mood INTEGER CHECK (mood BETWEEN 1 AND 5),
    has_concern INTEGER NOT NULL DEFAULT 0 CHECK (has_concern IN (0, 1)),
    -- The day from which the concern no longer counts; NULL while it does.
    settled_on TEXT CHECK (settled_on IS date(settled_on, '+0 days')),
    settled_by INTEGER REFERENCES users (id),
    note_sealed BLOB,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    -- A contact of a group may name the match that it was about.
    CHECK ((group_id IS NOT NULL) + (stay_id IS NOT NULL)
        + (group_id IS NULL AND match_id IS NOT NULL) = 1),
    CHECK (settled_on IS NULL OR has_concern = 1)
) STRICT;
INSERT INTO new_log_entries
SELECT id, group_id, match_id, NULL, author_id, happened_on, is_contact, medium, minutes, mood,
    has_concern, NULL, NULL, note_sealed, version, created_at, updated_at
FROM log_entries;
DROP TABLE log_entries;
ALTER TABLE new_log_entries RENAME TO log_entries;
CREATE INDEX log_entries_by_group ON log_entries (group_id, happened_on, id);
CREATE INDEX log_entries_by_contact ON log_entries (group_id, is_contact, happened_on);
CREATE INDEX log_entries_by_match_contact ON log_entries (match_id, is_contact, happened_on);
CREATE INDEX log_entries_by_stay ON log_entries (stay_id, happened_on, id) WHERE stay_id IS NOT NULL;
CREATE INDEX log_entries_with_concern ON log_entries (group_id)
    WHERE has_concern = 1 AND settled_on IS NULL;

CREATE TABLE new_log_entry_themes (
    entry_id INTEGER NOT NULL REFERENCES log_entries (id) ON DELETE CASCADE,
    theme TEXT NOT NULL,
    PRIMARY KEY (entry_id, theme)
) STRICT, WITHOUT ROWID;
INSERT INTO new_log_entry_themes SELECT * FROM log_entry_themes;
DROP TABLE log_entry_themes;
ALTER TABLE new_log_entry_themes RENAME TO log_entry_themes;

CREATE TRIGGER log_entries_count_new AFTER INSERT ON log_entries
WHEN NEW.is_contact = 1 AND NEW.group_id IS NOT NULL
BEGIN
    INSERT INTO contact_months (group_id, month, contacts)
    VALUES (NEW.group_id, substr(NEW.happened_on, 1, 7), 1)
    ON CONFLICT (group_id, month) DO UPDATE SET contacts = contacts + 1;
END;
CREATE TRIGGER log_entries_count_gone AFTER DELETE ON log_entries
WHEN OLD.is_contact = 1 AND OLD.group_id IS NOT NULL
BEGIN
    UPDATE contact_months SET contacts = contacts - 1
    WHERE group_id = OLD.group_id AND month = substr(OLD.happened_on, 1, 7);
END;
CREATE TRIGGER log_entries_count_changed AFTER UPDATE OF is_contact, happened_on ON log_entries
WHEN NEW.group_id IS NOT NULL
BEGIN
    UPDATE contact_months SET contacts = contacts - OLD.is_contact
    WHERE group_id = OLD.group_id AND month = substr(OLD.happened_on, 1, 7);
    INSERT INTO contact_months (group_id, month, contacts)
    VALUES (NEW.group_id, substr(NEW.happened_on, 1, 7), NEW.is_contact)
    ON CONFLICT (group_id, month) DO UPDATE SET contacts = contacts + NEW.is_contact;
END;

CREATE TABLE new_tasks (
    id INTEGER NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    programme TEXT NOT NULL,
    -- A task of a rule says what it is by its kind; a person's task has a typed title.
    kind TEXT NOT NULL,
    title_sealed BLOB,
    role TEXT NOT NULL,
    -- What kind of record it is about, and which; both NULL for a task about nothing in particular.
    subject TEXT,
    subject_id INTEGER,
    -- The day on which the cause of a rule's task began.
    cause_on TEXT CHECK (cause_on IS date(cause_on, '+0 days')),
    -- The day on which it was gone; NULL while it lasts, whether the task is open or not.
    cause_gone_on TEXT CHECK (cause_gone_on IS date(cause_gone_on, '+0 days')),
    due_on TEXT NOT NULL CHECK (due_on IS date(due_on, '+0 days')),
    done_at INTEGER,
    done_by INTEGER REFERENCES users (id),
    -- What ended a rule's task; NULL while it is open, and for a person's task.
    outcome TEXT,
    -- Why somebody closed a rule's task by hand.
    reason_sealed BLOB,
    -- The task that the same rule made for the same record before.
    former_id INTEGER REFERENCES tasks (id),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL,
    CHECK ((kind = 'free') = (title_sealed IS NOT NULL)),
    CHECK ((kind = 'free') = (cause_on IS NULL)),
    CHECK ((subject IS NULL) = (subject_id IS NULL))
) STRICT;
INSERT INTO new_tasks
SELECT tasks.id, tasks.ref, tasks.city_id,
    CASE WHEN group_id IS NULL AND families.programmes = 'hosted_stay' THEN 'hosted_stay'
        WHEN tasks.role = 'shelter' THEN 'shelter_city' ELSE 'samen_hier' END,
    kind, title_sealed, role,
    CASE WHEN group_id IS NOT NULL THEN 'group' WHEN family_id IS NOT NULL THEN 'family' END,
    ifnull(group_id, family_id),
    iif(kind = 'free', NULL, date(tasks.created_at / 1000, 'unixepoch')),
    iif(kind = 'free', NULL, date(done_at / 1000, 'unixepoch')), due_on, done_at, done_by,
    CASE WHEN kind = 'free' OR done_at IS NULL THEN NULL
        WHEN done_by IS NULL THEN 'gone' ELSE 'hand' END,
    NULL, NULL, tasks.version, tasks.created_at, tasks.created_by, tasks.updated_at
FROM tasks LEFT JOIN families ON families.id = family_id;
DROP TABLE tasks;
ALTER TABLE new_tasks RENAME TO tasks;
CREATE INDEX tasks_open_by_city ON tasks (city_id, due_on, id) WHERE done_at IS NULL;
CREATE INDEX tasks_open_by_due ON tasks (due_on, id) WHERE done_at IS NULL;
CREATE INDEX tasks_done_by_city ON tasks (city_id, done_at, id) WHERE done_at IS NOT NULL;
CREATE INDEX tasks_done_by_time ON tasks (done_at, id) WHERE done_at IS NOT NULL;
CREATE INDEX tasks_by_subject ON tasks (subject_id, subject, kind, role, id);
-- A rule asks each role once at a time for each record.
CREATE UNIQUE INDEX tasks_once ON tasks (subject_id, subject, kind, role)
    WHERE kind <> 'free' AND done_at IS NULL;

-- Counts per city, programme and state; a family of two programmes counts under both their names.
CREATE TABLE new_state_counts (
    city_id INTEGER NOT NULL REFERENCES cities (id),
    programmes TEXT NOT NULL,
    subject TEXT NOT NULL,
    state TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    PRIMARY KEY (city_id, programmes, subject, state)
) STRICT, WITHOUT ROWID;
DROP TABLE state_counts;
ALTER TABLE new_state_counts RENAME TO state_counts;
INSERT INTO state_counts (city_id, programmes, subject, state, count)
SELECT city_id, 'samen_hier', 'group', state, count(*) FROM groups GROUP BY city_id, state
UNION ALL SELECT city_id, programmes, 'family', state, count(*)
    FROM families GROUP BY city_id, programmes, state
UNION ALL SELECT city_id, kind, 'match', state, count(*) FROM matches GROUP BY city_id, kind, state
UNION ALL SELECT city_id, 'shelter_city', 'stay', state, count(*) FROM stays GROUP BY city_id, state;

CREATE TRIGGER groups_count_new AFTER INSERT ON groups
BEGIN
    INSERT INTO state_counts (city_id, programmes, subject, state, count)
    VALUES (NEW.city_id, 'samen_hier', 'group', NEW.state, 1)
    ON CONFLICT (city_id, programmes, subject, state) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER groups_count_gone AFTER DELETE ON groups
BEGIN
    UPDATE state_counts SET count = count - 1
    WHERE city_id = OLD.city_id AND programmes = 'samen_hier' AND subject = 'group'
    AND state = OLD.state;
END;
CREATE TRIGGER groups_count_changed AFTER UPDATE OF state, city_id ON groups
BEGIN
    UPDATE state_counts SET count = count - 1
    WHERE city_id = OLD.city_id AND programmes = 'samen_hier' AND subject = 'group'
    AND state = OLD.state;
    INSERT INTO state_counts (city_id, programmes, subject, state, count)
    VALUES (NEW.city_id, 'samen_hier', 'group', NEW.state, 1)
    ON CONFLICT (city_id, programmes, subject, state) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER families_count_new AFTER INSERT ON families
BEGIN
    INSERT INTO state_counts (city_id, programmes, subject, state, count)
    VALUES (NEW.city_id, NEW.programmes, 'family', NEW.state, 1)
    ON CONFLICT (city_id, programmes, subject, state) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER families_count_gone AFTER DELETE ON families
BEGIN
    UPDATE state_counts SET count = count - 1
    WHERE city_id = OLD.city_id AND programmes = OLD.programmes AND subject = 'family'
    AND state = OLD.state;
END;
CREATE TRIGGER families_count_changed AFTER UPDATE OF state, city_id, programmes ON families
BEGIN
    UPDATE state_counts SET count = count - 1
    WHERE city_id = OLD.city_id AND programmes = OLD.programmes AND subject = 'family'
    AND state = OLD.state;
    INSERT INTO state_counts (city_id, programmes, subject, state, count)
    VALUES (NEW.city_id, NEW.programmes, 'family', NEW.state, 1)
    ON CONFLICT (city_id, programmes, subject, state) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER matches_count_new AFTER INSERT ON matches
BEGIN
    INSERT INTO state_counts (city_id, programmes, subject, state, count)
    VALUES (NEW.city_id, NEW.kind, 'match', NEW.state, 1)
    ON CONFLICT (city_id, programmes, subject, state) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER matches_count_gone AFTER DELETE ON matches
BEGIN
    UPDATE state_counts SET count = count - 1
    WHERE city_id = OLD.city_id AND programmes = OLD.kind AND subject = 'match'
    AND state = OLD.state;
END;
CREATE TRIGGER matches_count_changed AFTER UPDATE OF state, city_id, kind ON matches
BEGIN
    UPDATE state_counts SET count = count - 1
    WHERE city_id = OLD.city_id AND programmes = OLD.kind AND subject = 'match'
    AND state = OLD.state;
    INSERT INTO state_counts (city_id, programmes, subject, state, count)
    VALUES (NEW.city_id, NEW.kind, 'match', NEW.state, 1)
    ON CONFLICT (city_id, programmes, subject, state) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER stays_count_new AFTER INSERT ON stays
BEGIN
    INSERT INTO state_counts (city_id, programmes, subject, state, count)
    VALUES (NEW.city_id, 'shelter_city', 'stay', NEW.state, 1)
    ON CONFLICT (city_id, programmes, subject, state) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER stays_count_gone AFTER DELETE ON stays
BEGIN
    UPDATE state_counts SET count = count - 1
    WHERE city_id = OLD.city_id AND programmes = 'shelter_city' AND subject = 'stay'
    AND state = OLD.state;
END;
CREATE TRIGGER stays_count_changed AFTER UPDATE OF state, city_id ON stays
BEGIN
    UPDATE state_counts SET count = count - 1
    WHERE city_id = OLD.city_id AND programmes = 'shelter_city' AND subject = 'stay'
    AND state = OLD.state;
    INSERT INTO state_counts (city_id, programmes, subject, state, count)
    VALUES (NEW.city_id, 'shelter_city', 'stay', NEW.state, 1)
    ON CONFLICT (city_id, programmes, subject, state) DO UPDATE SET count = count + 1;
END;

-- The programmes of a family beside its other columns, so that a list needs no second table.
CREATE TRIGGER family_programmes_new AFTER INSERT ON family_programmes
WHEN NEW.confirmed_at IS NOT NULL
BEGIN
    UPDATE families SET programmes = (
        SELECT group_concat(programme, ' ') FROM (
            SELECT programme FROM family_programmes
            WHERE family_id = NEW.family_id AND confirmed_at IS NOT NULL ORDER BY programme))
    WHERE id = NEW.family_id;
END;
CREATE TRIGGER family_programmes_changed AFTER UPDATE OF confirmed_at ON family_programmes
BEGIN
    UPDATE families SET programmes = ifnull((
        SELECT group_concat(programme, ' ') FROM (
            SELECT programme FROM family_programmes
            WHERE family_id = NEW.family_id AND confirmed_at IS NOT NULL ORDER BY programme)), '')
    WHERE id = NEW.family_id;
END;
CREATE TRIGGER family_programmes_gone AFTER DELETE ON family_programmes
WHEN OLD.confirmed_at IS NOT NULL
BEGIN
    UPDATE families SET programmes = ifnull((
        SELECT group_concat(programme, ' ') FROM (
            SELECT programme FROM family_programmes
            WHERE family_id = OLD.family_id AND confirmed_at IS NOT NULL ORDER BY programme)), '')
    WHERE id = OLD.family_id;
END;
