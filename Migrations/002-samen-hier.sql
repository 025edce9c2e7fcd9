-- Samen Hier: volunteers, groups of five, families, matches and the log of what they do together.

-- A volunteer is a person of one city; memberships tell when somebody was in which group, so that
-- the same person can leave and come back, or be in two groups.
CREATE TABLE volunteers (
    id INTEGER NOT NULL PRIMARY KEY,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    name_sealed BLOB NOT NULL,
    email_sealed BLOB,
    email_token BLOB,
    phone_sealed BLOB,
    birth_year INTEGER CHECK (birth_year BETWEEN 1900 AND 2200),
    is_adult INTEGER NOT NULL DEFAULT 0 CHECK (is_adult IN (0, 1)),
    vog_sealed BLOB,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX volunteers_by_email ON volunteers (city_id, email_token);

CREATE TABLE volunteer_languages (
    volunteer_id INTEGER NOT NULL REFERENCES volunteers (id),
    language TEXT NOT NULL,
    PRIMARY KEY (volunteer_id, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE volunteer_skills (
    volunteer_id INTEGER NOT NULL REFERENCES volunteers (id),
    theme TEXT NOT NULL CHECK (theme IN ('housing', 'health', 'language', 'school', 'work', 'money',
        'network', 'leisure', 'safety', 'legal')),
    PRIMARY KEY (volunteer_id, theme)
) STRICT, WITHOUT ROWID;

CREATE TABLE trainings (
    id INTEGER NOT NULL PRIMARY KEY,
    title_nl TEXT NOT NULL,
    title_en TEXT NOT NULL,
    is_required INTEGER NOT NULL CHECK (is_required IN (0, 1)),
    valid_months INTEGER CHECK (valid_months > 0)
) STRICT;
INSERT INTO trainings (id, title_nl, title_en, is_required, valid_months) VALUES
    (1, 'Samen op weg: verbinding en gelijkwaardigheid', 'On our way: connection and equality', 1, 36),
    (2, 'Grenzen en veiligheid', 'Boundaries and safety', 1, 36),
    (3, 'Cultuurverschillen', 'Cultural differences', 0, NULL);

CREATE TABLE training_attendances (
    id INTEGER NOT NULL PRIMARY KEY,
    training_id INTEGER NOT NULL REFERENCES trainings (id),
    volunteer_id INTEGER NOT NULL REFERENCES volunteers (id),
    attended_on TEXT NOT NULL CHECK (attended_on IS date(attended_on, '+0 days')),
    valid_until_on TEXT CHECK (valid_until_on IS date(valid_until_on, '+0 days')),
    created_at INTEGER NOT NULL,
    UNIQUE (volunteer_id, training_id, attended_on)
) STRICT;

CREATE TABLE groups (
    id INTEGER NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    sort_key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('welcome', 'sponsor', 'church', 'student')),
    state TEXT NOT NULL CHECK (state IN ('interest', 'forming', 'preparing', 'ready', 'matched',
        'active', 'paused', 'completed', 'stopped')),
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

CREATE TABLE memberships (
    id INTEGER NOT NULL PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES groups (id),
    volunteer_id INTEGER NOT NULL REFERENCES volunteers (id),
    is_contact INTEGER NOT NULL DEFAULT 0 CHECK (is_contact IN (0, 1)),
    code_of_conduct_on TEXT CHECK (code_of_conduct_on IS date(code_of_conduct_on, '+0 days')),
    joined_on TEXT NOT NULL CHECK (joined_on IS date(joined_on, '+0 days')),
    left_on TEXT CHECK (left_on IS date(left_on, '+0 days')),
    left_reason TEXT CHECK (left_reason IN ('moved', 'time', 'health', 'disagreement', 'other')),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK (left_on IS NULL OR left_on >= joined_on)
) STRICT;
CREATE INDEX memberships_by_group ON memberships (group_id, left_on, joined_on);
CREATE INDEX memberships_by_volunteer ON memberships (volunteer_id, group_id);
CREATE UNIQUE INDEX memberships_once ON memberships (group_id, volunteer_id) WHERE left_on IS NULL;
CREATE UNIQUE INDEX memberships_contact ON memberships (group_id)
    WHERE is_contact = 1 AND left_on IS NULL;

CREATE TABLE families (
    id INTEGER NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    code_nl TEXT NOT NULL,
    code_en TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('announced', 'intake', 'waiting', 'reserved', 'matched',
        'supported', 'completed', 'moved', 'withdrawn', 'erased')),
    route TEXT NOT NULL CHECK (route IN ('resettlement', 'status_holder', 'family_reunion',
        'ukraine', 'hosted_stay', 'student')),
    household_size INTEGER NOT NULL CHECK (household_size BETWEEN 1 AND 30),
    adults INTEGER CHECK (adults BETWEEN 0 AND 30),
    minors INTEGER CHECK (minors BETWEEN 0 AND 30),
    is_interpreter_needed INTEGER CHECK (is_interpreter_needed IN (0, 1)),
    arrival_on TEXT CHECK (arrival_on IS date(arrival_on, '+0 days')),
    arrival_certainty TEXT CHECK (arrival_certainty IN ('expected', 'confirmed', 'realised')),
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
CREATE UNIQUE INDEX families_by_code ON families (city_id, code_nl) WHERE state <> 'erased';
CREATE INDEX families_by_code_name ON families (code_nl, id);
CREATE INDEX families_by_city_code ON families (city_id, code_nl, id);
CREATE INDEX families_by_city_state ON families (city_id, state, code_nl, id);
CREATE INDEX families_by_state ON families (state, code_nl, id);
CREATE INDEX families_by_route ON families (route, city_id, state);
CREATE INDEX families_by_city_arrival ON families (city_id, ifnull(arrival_on, '9999'), id);
CREATE INDEX families_by_arrival ON families (ifnull(arrival_on, '9999'), id);

CREATE TABLE family_languages (
    family_id INTEGER NOT NULL REFERENCES families (id),
    language TEXT NOT NULL,
    PRIMARY KEY (family_id, language)
) STRICT, WITHOUT ROWID;

-- An arrival date slips: every date that was ever believed stays here.
CREATE TABLE family_arrivals (
    id INTEGER NOT NULL PRIMARY KEY,
    family_id INTEGER NOT NULL REFERENCES families (id),
    arrival_on TEXT CHECK (arrival_on IS date(arrival_on, '+0 days')),
    certainty TEXT CHECK (certainty IN ('expected', 'confirmed', 'realised')),
    recorded_at INTEGER NOT NULL,
    recorded_by INTEGER REFERENCES users (id)
) STRICT;
CREATE INDEX family_arrivals_by_family ON family_arrivals (family_id, recorded_at);

CREATE TABLE family_members (
    id INTEGER NOT NULL PRIMARY KEY,
    family_id INTEGER NOT NULL REFERENCES families (id),
    name_sealed BLOB,
    original_name_sealed BLOB,
    is_single_name INTEGER NOT NULL DEFAULT 0 CHECK (is_single_name IN (0, 1)),
    role TEXT NOT NULL CHECK (role IN ('parent', 'child', 'partner', 'grandparent', 'relative',
        'single')),
    birth_year INTEGER CHECK (birth_year BETWEEN 1900 AND 2200),
    birth_precision TEXT NOT NULL CHECK (birth_precision IN ('year', 'estimated', 'unknown')),
    joined_on TEXT CHECK (joined_on IS date(joined_on, '+0 days')),
    left_on TEXT CHECK (left_on IS date(left_on, '+0 days')),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((birth_year IS NULL) = (birth_precision = 'unknown')),
    CHECK (left_on IS NULL OR joined_on IS NULL OR left_on >= joined_on)
) STRICT;
CREATE INDEX family_members_by_family ON family_members (family_id, left_on);

CREATE TABLE needs (
    id INTEGER NOT NULL PRIMARY KEY,
    family_id INTEGER NOT NULL REFERENCES families (id),
    theme TEXT NOT NULL CHECK (theme IN ('housing', 'health', 'language', 'school', 'work', 'money',
        'network', 'leisure', 'safety', 'legal')),
    title_sealed BLOB NOT NULL,
    priority INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 3),
    owner TEXT NOT NULL CHECK (owner IN ('group', 'municipality', 'partner', 'family')),
    due_on TEXT CHECK (due_on IS date(due_on, '+0 days')),
    is_met INTEGER NOT NULL DEFAULT 0 CHECK (is_met IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX needs_by_family ON needs (family_id, is_met, priority);

CREATE TABLE sensitive_notes (
    id INTEGER NOT NULL PRIMARY KEY,
    family_id INTEGER NOT NULL REFERENCES families (id),
    kind TEXT NOT NULL CHECK (kind IN ('health', 'legal', 'preference')),
    text_sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id)
) STRICT;
CREATE INDEX sensitive_notes_by_family ON sensitive_notes (family_id, created_at);

CREATE TABLE matches (
    id INTEGER NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    kind TEXT NOT NULL CHECK (kind IN ('samen_hier')),
    group_id INTEGER NOT NULL REFERENCES groups (id),
    family_id INTEGER NOT NULL REFERENCES families (id),
    state TEXT NOT NULL CHECK (state IN ('draft', 'proposed', 'introduced', 'trial', 'agreed',
        'active', 'suspended', 'closing', 'completed', 'declined', 'ended_early')),
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
    reason TEXT CHECK (reason IN ('moved', 'disagreement', 'strength', 'safety', 'no_click',
        'practical', 'other')),
    last_contact_on TEXT CHECK (last_contact_on IS date(last_contact_on, '+0 days')),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL,
    CHECK ((family_decision IS NULL) = (family_decided_on IS NULL)),
    CHECK ((group_decision IS NULL) = (group_decided_on IS NULL)),
    CHECK (state NOT IN ('agreed', 'active') OR (family_decision = 'yes' AND group_decision = 'yes')),
    CHECK (state NOT IN ('active', 'suspended', 'closing', 'completed') OR starts_on IS NOT NULL)
) STRICT;
-- One family has at most one live match of a kind (spec: lifecycles, Match).
CREATE UNIQUE INDEX matches_one_live ON matches (family_id, kind) WHERE state IN
    ('proposed', 'introduced', 'trial', 'agreed', 'active', 'suspended', 'closing');
CREATE INDEX matches_by_group ON matches (group_id, state, id);
CREATE INDEX matches_by_family ON matches (family_id, id);
CREATE INDEX matches_by_city ON matches (city_id, id);
CREATE INDEX matches_by_city_state ON matches (city_id, state, id);
CREATE INDEX matches_by_state ON matches (state, id);

-- Why a hard constraint was passed over for a match; people write about people, so it is sealed.
CREATE TABLE match_overrides (
    id INTEGER NOT NULL PRIMARY KEY,
    match_id INTEGER NOT NULL REFERENCES matches (id),
    rule TEXT NOT NULL CHECK (rule IN ('household', 'support', 'language', 'time')),
    reason_sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    UNIQUE (match_id, rule)
) STRICT;

CREATE TABLE log_entries (
    id INTEGER NOT NULL PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES groups (id),
    match_id INTEGER REFERENCES matches (id),
    author_id INTEGER REFERENCES users (id),
    happened_on TEXT NOT NULL CHECK (happened_on IS date(happened_on, '+0 days')),
    is_contact INTEGER NOT NULL CHECK (is_contact IN (0, 1)),
    medium TEXT CHECK (medium IN ('visit', 'outing', 'phone', 'message', 'video', 'other')),
    minutes INTEGER CHECK (minutes BETWEEN 5 AND 1440),
    mood INTEGER CHECK (mood BETWEEN 1 AND 5),
    has_concern INTEGER NOT NULL DEFAULT 0 CHECK (has_concern IN (0, 1)),
    note_sealed BLOB,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX log_entries_by_group ON log_entries (group_id, happened_on, id);
CREATE INDEX log_entries_by_contact ON log_entries (group_id, is_contact, happened_on);
CREATE INDEX log_entries_by_match_contact ON log_entries (match_id, is_contact, happened_on);
CREATE INDEX log_entries_with_concern ON log_entries (group_id) WHERE has_concern = 1;

CREATE TABLE log_entry_themes (
    entry_id INTEGER NOT NULL REFERENCES log_entries (id) ON DELETE CASCADE,
    theme TEXT NOT NULL CHECK (theme IN ('housing', 'health', 'language', 'school', 'work', 'money',
        'network', 'leisure', 'safety', 'legal')),
    PRIMARY KEY (entry_id, theme)
) STRICT, WITHOUT ROWID;

CREATE TABLE log_entry_members (
    entry_id INTEGER NOT NULL REFERENCES log_entries (id) ON DELETE CASCADE,
    membership_id INTEGER NOT NULL REFERENCES memberships (id),
    PRIMARY KEY (entry_id, membership_id)
) STRICT, WITHOUT ROWID;

-- Contact moments per group and month, for sparklines and indicator 7; kept by triggers.
CREATE TABLE contact_months (
    group_id INTEGER NOT NULL REFERENCES groups (id),
    month TEXT NOT NULL CHECK (length(month) = 7),
    contacts INTEGER NOT NULL CHECK (contacts >= 0),
    PRIMARY KEY (group_id, month)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER log_entries_count_new AFTER INSERT ON log_entries WHEN NEW.is_contact = 1
BEGIN
    INSERT INTO contact_months (group_id, month, contacts)
    VALUES (NEW.group_id, substr(NEW.happened_on, 1, 7), 1)
    ON CONFLICT (group_id, month) DO UPDATE SET contacts = contacts + 1;
END;
CREATE TRIGGER log_entries_count_gone AFTER DELETE ON log_entries WHEN OLD.is_contact = 1
BEGIN
    UPDATE contact_months SET contacts = contacts - 1
    WHERE group_id = OLD.group_id AND month = substr(OLD.happened_on, 1, 7);
END;
CREATE TRIGGER log_entries_count_changed AFTER UPDATE OF is_contact, happened_on ON log_entries
BEGIN
    UPDATE contact_months SET contacts = contacts - OLD.is_contact
    WHERE group_id = OLD.group_id AND month = substr(OLD.happened_on, 1, 7);
    INSERT INTO contact_months (group_id, month, contacts)
    VALUES (NEW.group_id, substr(NEW.happened_on, 1, 7), NEW.is_contact)
    ON CONFLICT (group_id, month) DO UPDATE SET contacts = contacts + NEW.is_contact;
END;

CREATE TABLE tasks (
    id INTEGER NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    -- A task of a rule says what it is by its kind; a person's task has a typed title.
    kind TEXT NOT NULL CHECK (kind IN ('free', 'intake', 'strength', 'silence', 'concern')),
    title_sealed BLOB,
    role TEXT NOT NULL CHECK (role IN ('local', 'municipality', 'shelter', 'network')),
    group_id INTEGER REFERENCES groups (id),
    family_id INTEGER REFERENCES families (id),
    due_on TEXT NOT NULL CHECK (due_on IS date(due_on, '+0 days')),
    done_at INTEGER,
    done_by INTEGER REFERENCES users (id),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL,
    CHECK ((kind = 'free') = (title_sealed IS NOT NULL))
) STRICT;
CREATE INDEX tasks_open_by_city ON tasks (city_id, due_on, id) WHERE done_at IS NULL;
CREATE INDEX tasks_open_by_due ON tasks (due_on, id) WHERE done_at IS NULL;
CREATE INDEX tasks_done_by_city ON tasks (city_id, done_at, id) WHERE done_at IS NOT NULL;
CREATE INDEX tasks_done_by_time ON tasks (done_at, id) WHERE done_at IS NOT NULL;
CREATE INDEX tasks_by_family ON tasks (family_id, done_at);
CREATE INDEX tasks_by_group ON tasks (group_id, done_at);
