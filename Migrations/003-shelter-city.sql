-- Shelter City: accommodations, guests under a code name, and stays whose overlap the database refuses.

CREATE TABLE accommodations (
    id INTEGER NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    sort_key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('apartment', 'room', 'student_house', 'host_family',
        'parish_house', 'house')),
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
CREATE INDEX accommodations_by_city ON accommodations (city_id, sort_key, id);
CREATE INDEX accommodations_by_name ON accommodations (sort_key, id);

CREATE TABLE cohorts (
    id INTEGER NOT NULL PRIMARY KEY,
    season TEXT NOT NULL CHECK (season IN ('spring', 'autumn')),
    year INTEGER NOT NULL CHECK (year BETWEEN 2012 AND 2200),
    from_on TEXT NOT NULL CHECK (from_on IS date(from_on, '+0 days')),
    until_on TEXT NOT NULL CHECK (until_on IS date(until_on, '+0 days')),
    UNIQUE (season, year),
    CHECK (until_on > from_on)
) STRICT;
CREATE INDEX cohorts_by_period ON cohorts (from_on);

-- Two calls a year: guests come from April up to and including July, or from September up to and
-- including December. The dates are data; a cohort may be given others.
WITH RECURSIVE years (year) AS (SELECT 2012 UNION ALL SELECT year + 1 FROM years WHERE year < 2060)
INSERT INTO cohorts (season, year, from_on, until_on)
SELECT 'spring', year, year || '-04-01', year || '-08-01' FROM years
UNION ALL SELECT 'autumn', year, year || '-09-01', (year + 1) || '-01-01' FROM years;

-- A guest is known by a code name, unique for ever. What could lead to the person is in
-- guest_identities, sealed with the key "life", so that lists never need it.
CREATE TABLE guests (
    id INTEGER NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    code_nl TEXT NOT NULL UNIQUE,
    code_en TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX guests_by_code ON guests (code_nl, id);

CREATE TABLE guest_identities (
    guest_id INTEGER NOT NULL PRIMARY KEY REFERENCES guests (id),
    legal_name_sealed BLOB,
    country_sealed BLOB,
    work_sealed BLOB,
    channel_sealed BLOB,
    risk_sealed BLOB,
    updated_at INTEGER NOT NULL
) STRICT;

-- Who looked at what is sealed, and why. Every row has its twin in the audit log, which holds no text.
CREATE TABLE openings (
    id INTEGER NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL CHECK (subject IN ('guest', 'accommodation')),
    subject_id INTEGER NOT NULL,
    user_id INTEGER REFERENCES users (id),
    reason_sealed BLOB,
    opened_at INTEGER NOT NULL
) STRICT;
CREATE INDEX openings_by_subject ON openings (subject, subject_id, opened_at, id);

-- A period is from_on up to, not including, until_on: the day one leaves is the next one's first.
CREATE TABLE stays (
    id INTEGER NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    accommodation_id INTEGER REFERENCES accommodations (id),
    guest_id INTEGER REFERENCES guests (id),
    cohort_id INTEGER REFERENCES cohorts (id),
    state TEXT NOT NULL CHECK (state IN ('planned', 'nominated', 'accepted', 'preparing',
        'confirmed', 'in_stay', 'departing', 'returned', 'aftercare', 'closed', 'other_outcome',
        'cancelled')),
    from_on TEXT NOT NULL CHECK (from_on IS date(from_on, '+0 days')),
    until_on TEXT NOT NULL CHECK (until_on IS date(until_on, '+0 days')),
    -- A wished later end, until the network decides.
    extension_until_on TEXT CHECK (extension_until_on IS date(extension_until_on, '+0 days')),
    extension_reason TEXT CHECK (extension_reason IN ('safety', 'travel', 'health', 'programme',
        'other')),
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
CREATE INDEX stays_by_from ON stays (from_on, id);
CREATE INDEX stays_by_city_from ON stays (city_id, from_on, id);
CREATE INDEX stays_by_city_state ON stays (city_id, state, from_on, id);
CREATE INDEX stays_by_state ON stays (state, from_on, id);
CREATE INDEX stays_by_accommodation ON stays (accommodation_id, from_on, until_on);
CREATE INDEX stays_by_guest ON stays (guest_id, from_on, until_on);

-- Dates and accommodation of a stay change; the old ones stay known.
CREATE TABLE stay_periods (
    id INTEGER NOT NULL PRIMARY KEY,
    stay_id INTEGER NOT NULL REFERENCES stays (id),
    accommodation_id INTEGER REFERENCES accommodations (id),
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by INTEGER REFERENCES users (id)
) STRICT;
CREATE INDEX stay_periods_by_stay ON stay_periods (stay_id, recorded_at);

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
