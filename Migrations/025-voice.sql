-- The family's own voice: independent check-ins, which the group never sees.

CREATE TABLE check_ins (
    id INTEGER NOT NULL PRIMARY KEY,
    family_id INTEGER NOT NULL REFERENCES families (id),
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
    answers_sealed BLOB,
    -- As who it was entered, which decides who may change it.
    role TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX check_ins_by_family ON check_ins (family_id, held_on, id);
CREATE UNIQUE INDEX check_ins_once ON check_ins (match_id, kind, ifnull(person_id, 0))
    WHERE kind <> 'own' AND match_id IS NOT NULL;

-- Whether the family wishes that the safeguarding role, and not the coordinator, hears it.
ALTER TABLE families ADD COLUMN is_heard_apart INTEGER NOT NULL DEFAULT 0
    CHECK (is_heard_apart IN (0, 1));
-- Whom a family of the city can turn to independently, as it stands on its sheets.
ALTER TABLE cities ADD COLUMN independent_contact TEXT;
