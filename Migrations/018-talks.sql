-- Talks that are planned, and what a week is made of.

-- A talk about a record: an intake, an introduction, a training evening. Where it is, with whom and
-- what to think of are sealed, as they tell where people are.
CREATE TABLE talks (
    id INTEGER NOT NULL PRIMARY KEY,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    -- That of what it is about; of a family that of who planned it.
    programme TEXT NOT NULL,
    -- What kind of record it is about, and which.
    subject TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    happens_on TEXT NOT NULL CHECK (happens_on IS date(happens_on, '+0 days')),
    -- Minutes after midnight by the clocks of the city; NULL while the hour is open.
    begins_minute INTEGER CHECK (begins_minute BETWEEN 0 AND 1439),
    place_sealed BLOB,
    people_sealed BLOB,
    remark_sealed BLOB,
    -- What became of it; NULL until somebody, or the end of its record, said so.
    outcome TEXT,
    outcome_at INTEGER,
    outcome_by INTEGER REFERENCES users (id),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL,
    CHECK ((outcome IS NULL) = (outcome_at IS NULL))
) STRICT;
CREATE INDEX talks_by_day ON talks (happens_on, id);
CREATE INDEX talks_by_subject ON talks (subject_id, subject, happens_on, id);
-- Those of which nobody has said yet what became of them.
CREATE INDEX talks_open_by_city ON talks (city_id, happens_on, id) WHERE outcome IS NULL;
CREATE INDEX talks_open_by_day ON talks (happens_on, id) WHERE outcome IS NULL;

-- What happens on a day, whatever the city: few of each kind.
CREATE INDEX groups_by_clearance ON groups (clearance_until_on, id)
    WHERE clearance_until_on IS NOT NULL;
CREATE INDEX matches_by_introduction ON matches (introduced_on, id)
    WHERE introduced_on IS NOT NULL;
CREATE INDEX matches_by_end ON matches (planned_until_on, id) WHERE planned_until_on IS NOT NULL;
CREATE INDEX stays_by_until ON stays (until_on, id);
CREATE INDEX state_changes_moved ON state_changes (at) WHERE subject = 'family' AND to_state = 'moved';
