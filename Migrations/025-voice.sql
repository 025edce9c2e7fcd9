-- The family's own voice: independent check-ins, which the group never sees.

-- A period in which everybody of a family is offered a talk apart, for as long as the match runs.
CREATE TABLE check_in_windows (
    id INTEGER NOT NULL PRIMARY KEY,
    match_id INTEGER NOT NULL REFERENCES matches (id),
    family_id INTEGER NOT NULL REFERENCES families (id),
    city_id INTEGER NOT NULL REFERENCES cities (id),
    programme TEXT NOT NULL,
    -- Month one, five or eleven.
    kind TEXT NOT NULL,
    until_on TEXT NOT NULL CHECK (until_on IS date(until_on, '+0 days')),
    -- NULL while it is open: the day on which everybody was offered one, or on which it passed.
    closed_on TEXT CHECK (closed_on IS date(closed_on, '+0 days')),
    is_answered INTEGER NOT NULL DEFAULT 0 CHECK (is_answered IN (0, 1)),
    created_at INTEGER NOT NULL,
    UNIQUE (match_id, kind)
) STRICT;
CREATE INDEX check_in_windows_by_family ON check_in_windows (family_id, until_on)
    WHERE closed_on IS NULL;
CREATE INDEX check_in_windows_open ON check_in_windows (until_on, id) WHERE closed_on IS NULL;

CREATE TABLE check_ins (
    id INTEGER NOT NULL PRIMARY KEY,
    family_id INTEGER NOT NULL REFERENCES families (id),
    city_id INTEGER NOT NULL REFERENCES cities (id),
    -- The match in which it was due; NULL for one's own.
    match_id INTEGER REFERENCES matches (id),
    programme TEXT NOT NULL,
    -- Month one, five or eleven, or one's own.
    kind TEXT NOT NULL,
    -- The one who spoke; NULL for the household.
    person_id INTEGER REFERENCES family_members (id),
    -- Held, or offered and not wished.
    outcome TEXT NOT NULL,
    held_on TEXT NOT NULL CHECK (held_on IS date(held_on, '+0 days')),
    language TEXT,
    -- How it was told: through a community builder, an interpreter, on a sheet, or alone.
    through TEXT,
    builder_id INTEGER REFERENCES community_builders (id),
    -- Whether that person agreed that the coordinator reads it.
    is_shared INTEGER NOT NULL DEFAULT 0 CHECK (is_shared IN (0, 1)),
    -- What was said, a column for each question.
    how_sealed BLOB,
    freedom_sealed BLOB,
    unknown_sealed BLOB,
    change_sealed BLOB,
    may_call_again INTEGER CHECK (may_call_again IN (0, 1)),
    -- As who it was entered.
    role TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX check_ins_by_family ON check_ins (family_id, held_on, id);
CREATE INDEX check_ins_by_day ON check_ins (held_on, id);
CREATE UNIQUE INDEX check_ins_once ON check_ins (match_id, kind, ifnull(person_id, 0))
    WHERE kind <> 'own' AND match_id IS NOT NULL;

-- Whether the family wishes that the safeguarding role, and not the coordinator, hears it.
ALTER TABLE families ADD COLUMN is_heard_apart INTEGER NOT NULL DEFAULT 0
    CHECK (is_heard_apart IN (0, 1));
-- Whom a family of the city can turn to independently, as it stands on its sheets.
ALTER TABLE cities ADD COLUMN independent_contact TEXT;

-- When the talks apart of months one, five and eleven are due.
INSERT INTO rules (version, key, value)
SELECT version, 'voice.first.from_days', 21 FROM rule_versions
UNION ALL SELECT version, 'voice.first.until_days', 45 FROM rule_versions
UNION ALL SELECT version, 'voice.later.before_days', 14 FROM rule_versions
UNION ALL SELECT version, 'voice.later.after_days', 21 FROM rule_versions;

-- Languages of the sheets of which somebody who speaks them read what the computer made, as it was
-- then: what is translated anew asks to be read again.
CREATE TABLE sheet_checks (
    language TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    checked_at INTEGER NOT NULL,
    checked_by INTEGER REFERENCES users (id)
) STRICT, WITHOUT ROWID;
