-- Families that change: another city, a split, two records of one family, and who joins or is lost.

-- A family that is offered to another city with its consent. What that city sees of it before it says
-- yes is read from the family's own record.
CREATE TABLE family_transfers (
    id INTEGER NOT NULL PRIMARY KEY,
    family_id INTEGER NOT NULL REFERENCES families (id),
    -- The programme that offers it, and is asked.
    programme TEXT NOT NULL,
    from_city_id INTEGER NOT NULL REFERENCES cities (id),
    to_city_id INTEGER NOT NULL REFERENCES cities (id),
    consent_on TEXT NOT NULL CHECK (consent_on IS date(consent_on, '+0 days')),
    -- How the family consented: in a talk, through an interpreter, in writing.
    consent_how TEXT NOT NULL,
    -- NULL while it is open.
    outcome TEXT,
    -- Why it was refused, free of blame; NULL otherwise.
    reason TEXT,
    -- The reference of the record that the other city made of it.
    successor_sealed BLOB,
    offered_at INTEGER NOT NULL,
    offered_by INTEGER REFERENCES users (id),
    answered_at INTEGER,
    answered_by INTEGER REFERENCES users (id),
    CHECK (from_city_id <> to_city_id),
    CHECK ((outcome IS NULL) = (answered_at IS NULL)),
    CHECK ((outcome IS 'refused') = (reason IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX family_transfers_open ON family_transfers (family_id) WHERE outcome IS NULL;
CREATE INDEX family_transfers_by_family ON family_transfers (family_id, id);

-- Notes that go along, each of which the family agreed to.
CREATE TABLE family_transfer_notes (
    transfer_id INTEGER NOT NULL REFERENCES family_transfers (id),
    note_id INTEGER NOT NULL,
    PRIMARY KEY (transfer_id, note_id)
) STRICT, WITHOUT ROWID;

-- What a family was split from or into. Only the sealed text tells of which other family, of what kind
-- and when; numbers are drawn at random, so that those of two parts do not follow each other.
CREATE TABLE family_partings (
    id INTEGER NOT NULL PRIMARY KEY,
    family_id INTEGER NOT NULL REFERENCES families (id),
    link_sealed BLOB NOT NULL
) STRICT;
CREATE INDEX family_partings_by_family ON family_partings (family_id, id);

-- Two records of one family of which one goes on; never of parts that were split for safety.
CREATE TABLE family_merges (
    id INTEGER NOT NULL PRIMARY KEY,
    kept_id INTEGER NOT NULL REFERENCES families (id),
    merged_id INTEGER NOT NULL REFERENCES families (id),
    -- The state that the other record had.
    merged_state TEXT NOT NULL,
    -- What stood in the kept record and what stands there since, as JSON.
    former TEXT NOT NULL,
    since TEXT NOT NULL,
    -- Parts of one family that are together again are not taken apart by undoing.
    is_reunion INTEGER NOT NULL CHECK (is_reunion IN (0, 1)),
    merged_at INTEGER NOT NULL,
    merged_by INTEGER REFERENCES users (id),
    undone_at INTEGER,
    undone_by INTEGER REFERENCES users (id),
    CHECK (kept_id <> merged_id)
) STRICT;
CREATE UNIQUE INDEX family_merges_once ON family_merges (merged_id) WHERE undone_at IS NULL;
CREATE INDEX family_merges_by_kept ON family_merges (kept_id, id) WHERE undone_at IS NULL;

-- The rows that the kept record took over, so that undoing gives back exactly these.
CREATE TABLE family_merge_rows (
    merge_id INTEGER NOT NULL REFERENCES family_merges (id),
    -- The table of the row.
    place TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    -- Whose of the other record it was, where both records had that person.
    person_id INTEGER,
    PRIMARY KEY (merge_id, place, row_id)
) STRICT, WITHOUT ROWID;

-- Why somebody is no longer in the household; sealed, as it can be a death.
ALTER TABLE family_members ADD COLUMN end_sealed BLOB;

-- For how many days a merge can be undone.
INSERT INTO rules (version, key, value) SELECT version, 'merge.undo_days', 30 FROM rule_versions;
