-- What everything stands on: keys, accounts, cities, rules, history and the two logs.

-- Ids of tables with sealed columns are taken here before the insert, because the sealed bytes are
-- bound to "table.column:id". An id is never used twice.
CREATE TABLE sequences (
    name TEXT NOT NULL PRIMARY KEY,
    last_id INTEGER NOT NULL CHECK (last_id >= 0)
) STRICT, WITHOUT ROWID;

-- One sealed constant per key, so that a wrong key file is refused by name at start.
CREATE TABLE key_checks (
    number INTEGER NOT NULL PRIMARY KEY CHECK (number BETWEEN 1 AND 255),
    purpose TEXT NOT NULL CHECK (purpose IN ('personal', 'life', 'index', 'audit')),
    check_sealed BLOB NOT NULL
) STRICT;

-- Rules are versioned data (spec: lifecycles). A record keeps the version it started under.
CREATE TABLE rule_versions (
    version INTEGER NOT NULL PRIMARY KEY,
    in_force_from_on TEXT NOT NULL CHECK (in_force_from_on IS date(in_force_from_on, '+0 days'))
) STRICT;

CREATE TABLE rules (
    version INTEGER NOT NULL REFERENCES rule_versions (version),
    key TEXT NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (version, key)
) STRICT, WITHOUT ROWID;

INSERT INTO rule_versions (version, in_force_from_on) VALUES (1, '2019-01-01');
INSERT INTO rules (version, key, value) VALUES
    (1, 'group.minimum.sponsor', 5),
    (1, 'group.minimum.welcome', 5),
    (1, 'group.minimum.church', 2),
    (1, 'group.minimum.student', 5),
    (1, 'group.maximum', 12),
    (1, 'group.dutch_speakers', 3),
    (1, 'group.repair_days', 42),
    (1, 'member.minimum_age', 18),
    (1, 'vog.valid_months', 36),
    (1, 'vog.warning_days', 60),
    (1, 'silence.days', 28),
    (1, 'silence.first_days', 14),
    (1, 'silence.first_period', 60),
    (1, 'silence.call_days', 7),
    (1, 'match.months', 12),
    (1, 'match.closing_from_month', 10),
    (1, 'stay.maximum_nights', 92),
    (1, 'intake.days', 7),
    (1, 'retention.months', 24);

CREATE TABLE cities (
    id INTEGER NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    name_nl TEXT NOT NULL CHECK (length(name_nl) BETWEEN 1 AND 200),
    name_en TEXT NOT NULL CHECK (length(name_en) BETWEEN 1 AND 200),
    sort_key TEXT NOT NULL,
    country TEXT NOT NULL CHECK (length(country) = 2),
    province TEXT,
    time_zone TEXT NOT NULL,
    latitude REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude REAL NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    valid_from_on TEXT CHECK (valid_from_on IS date(valid_from_on, '+0 days')),
    valid_until_on TEXT CHECK (valid_until_on IS date(valid_until_on, '+0 days')),
    successor_id INTEGER REFERENCES cities (id),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX cities_by_name ON cities (name_nl, country, ifnull(valid_from_on, ''));
CREATE INDEX cities_by_sort_key ON cities (sort_key, id);

-- The state belongs to city and programme, not to the city (spec: lifecycles, City coalition).
CREATE TABLE city_programmes (
    id INTEGER NOT NULL PRIMARY KEY,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    programme TEXT NOT NULL CHECK (programme IN ('samen_hier', 'shelter_city', 'hosted_stay')),
    state TEXT NOT NULL CHECK (state IN ('exploring', 'forming', 'agreed', 'pilot', 'active',
        'paused', 'leaving', 'former')),
    since_on TEXT CHECK (since_on IS date(since_on, '+0 days')),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (city_id, programme)
) STRICT;

CREATE TABLE users (
    id INTEGER NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL UNIQUE CHECK (length(email) BETWEEN 3 AND 254),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    password_hash TEXT,
    password_changed_at INTEGER,
    totp_secret_sealed BLOB,
    totp_confirmed_at INTEGER,
    language TEXT NOT NULL DEFAULT 'nl' CHECK (language IN ('nl', 'en')),
    time_zone TEXT NOT NULL DEFAULT 'Europe/Amsterdam',
    deputy_id INTEGER REFERENCES users (id),
    is_blocked INTEGER NOT NULL DEFAULT 0 CHECK (is_blocked IN (0, 1)),
    signed_in_at INTEGER,
    previous_visit_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE grants (
    id INTEGER NOT NULL PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id),
    role TEXT NOT NULL CHECK (role IN ('network', 'shelter', 'local', 'municipality',
        'safeguarding', 'admin', 'auditor')),
    city_id INTEGER REFERENCES cities (id),
    programme TEXT CHECK (programme IN ('samen_hier', 'shelter_city', 'hosted_stay')),
    from_on TEXT NOT NULL CHECK (from_on IS date(from_on, '+0 days')),
    until_on TEXT CHECK (until_on IS date(until_on, '+0 days')),
    granted_by INTEGER REFERENCES users (id),
    created_at INTEGER NOT NULL,
    CHECK (until_on IS NULL OR until_on > from_on),
    -- A role of one city needs its city; a role of the whole network has none.
    CHECK ((role IN ('shelter', 'local', 'municipality')) = (city_id IS NOT NULL))
) STRICT;
CREATE INDEX grants_by_user ON grants (user_id, from_on);
CREATE INDEX grants_by_city ON grants (city_id, role);

CREATE TABLE sessions (
    id INTEGER NOT NULL PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    user_id INTEGER NOT NULL REFERENCES users (id),
    -- What sign-in still owes: nothing, or the second factor.
    owes TEXT NOT NULL DEFAULT 'nothing' CHECK (owes IN ('nothing', 'totp')),
    role TEXT,
    device TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id, ended_at, seen_at);
CREATE INDEX sessions_by_age ON sessions (created_at);

-- Failures only, per account and address; a success elsewhere is never delayed by them.
CREATE TABLE sign_in_failures (
    subject TEXT NOT NULL CHECK (subject IN ('account', 'address', 'pair')),
    key_hash BLOB NOT NULL,
    failures INTEGER NOT NULL CHECK (failures > 0),
    last_at INTEGER NOT NULL,
    blocked_until INTEGER NOT NULL,
    PRIMARY KEY (subject, key_hash)
) STRICT, WITHOUT ROWID;

-- One-time links by which a person sets a password; the token itself is never stored.
CREATE TABLE invitations (
    id INTEGER NOT NULL PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    user_id INTEGER NOT NULL REFERENCES users (id),
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX invitations_by_user ON invitations (user_id, used_at);

-- A form that was sent twice has one effect: the second time leads to where the first one ended.
CREATE TABLE submissions (
    token_hash BLOB NOT NULL PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id),
    location TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX submissions_by_age ON submissions (created_at);

CREATE TABLE drafts (
    id INTEGER NOT NULL PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id),
    form TEXT NOT NULL CHECK (length(form) BETWEEN 1 AND 200),
    fields_sealed BLOB NOT NULL,
    saved_at INTEGER NOT NULL,
    UNIQUE (user_id, form)
) STRICT;
CREATE INDEX drafts_by_age ON drafts (saved_at);

-- Every change of state of a group, family, match or stay: who, when, why.
CREATE TABLE state_changes (
    id INTEGER NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL CHECK (subject IN ('city_programme', 'group', 'family', 'match', 'stay')),
    subject_id INTEGER NOT NULL,
    from_state TEXT,
    to_state TEXT NOT NULL,
    reason TEXT,
    by_user_id INTEGER REFERENCES users (id),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX state_changes_by_subject ON state_changes (subject, subject_id, at);

-- Counts per city that dashboards show; kept by triggers, proved by the command "check".
CREATE TABLE state_counts (
    city_id INTEGER NOT NULL REFERENCES cities (id),
    subject TEXT NOT NULL CHECK (subject IN ('group', 'family', 'match', 'stay')),
    state TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    PRIMARY KEY (city_id, subject, state)
) STRICT, WITHOUT ROWID;

-- Who did or read what, when, from where, with what result. Values never stand in it.
CREATE TABLE audit_log (
    id INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    trace TEXT NOT NULL,
    user_id INTEGER REFERENCES users (id),
    city_id INTEGER REFERENCES cities (id),
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    ref TEXT NOT NULL,
    fields TEXT NOT NULL DEFAULT '',
    result TEXT NOT NULL DEFAULT 'done',
    address TEXT NOT NULL DEFAULT '',
    mac BLOB NOT NULL
) STRICT;
CREATE INDEX audit_log_by_ref ON audit_log (ref, id);
CREATE INDEX audit_log_by_user ON audit_log (user_id, id);
CREATE INDEX audit_log_by_city ON audit_log (city_id, id);

-- What was processed about which subject, for which purpose (AVG art. 30); joined by the trace.
CREATE TABLE processing_log (
    id INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    trace TEXT NOT NULL,
    subject TEXT NOT NULL,
    ref TEXT NOT NULL,
    purpose TEXT NOT NULL,
    fields TEXT NOT NULL DEFAULT '',
    mac BLOB NOT NULL
) STRICT;
CREATE INDEX processing_log_by_ref ON processing_log (ref, id);

-- The last link of each chain, sealed under the key "audit": rows that are cut off at the end are
-- missed, also after new ones were written.
CREATE TABLE chain_heads (
    log TEXT NOT NULL PRIMARY KEY CHECK (log IN ('audit_log', 'processing_log')),
    last_id INTEGER NOT NULL,
    last_mac BLOB NOT NULL,
    mac BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER audit_log_stays BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'audit_log_is_append_only'); END;
CREATE TRIGGER audit_log_remains BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'audit_log_is_append_only'); END;
CREATE TRIGGER processing_log_stays BEFORE UPDATE ON processing_log
BEGIN SELECT RAISE(ABORT, 'processing_log_is_append_only'); END;
CREATE TRIGGER processing_log_remains BEFORE DELETE ON processing_log
BEGIN SELECT RAISE(ABORT, 'processing_log_is_append_only'); END;
