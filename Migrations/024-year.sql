-- The year of a family and a group: checklists, reviews and milestones.

-- A list of lines as it stood from a moment on: the network's, or a city's own.
CREATE TABLE checklist_templates (
    id INTEGER NOT NULL PRIMARY KEY,
    -- NULL for the network's, which a city has until it makes its own.
    city_id INTEGER REFERENCES cities (id),
    -- Which list: before the arrival, the first days, a month's review, the exit plan ...
    kind TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id)
) STRICT;
CREATE UNIQUE INDEX checklist_templates_once
    ON checklist_templates (ifnull(city_id, 0), kind, number);

CREATE TABLE checklist_lines (
    id INTEGER NOT NULL PRIMARY KEY,
    template_id INTEGER NOT NULL REFERENCES checklist_templates (id),
    position INTEGER NOT NULL CHECK (position > 0),
    -- What the line is through all versions, so that a tick of an older one is known again.
    code TEXT NOT NULL,
    title_nl TEXT NOT NULL CHECK (length(title_nl) BETWEEN 1 AND 200),
    title_en TEXT NOT NULL CHECK (length(title_en) BETWEEN 1 AND 200),
    -- Who does it: group, municipality, partner, coordinator or family; of a question, how it is
    -- answered.
    owner TEXT NOT NULL,
    answer TEXT,
    -- Days from the day on which the list begins; negative before it.
    due_days INTEGER,
    -- The milestone that is reached with it.
    milestone TEXT,
    -- Codes with a space between them; NULL for every route, kind of group or review.
    routes TEXT,
    kinds TEXT,
    reviews TEXT,
    UNIQUE (template_id, code)
) STRICT;
CREATE INDEX checklist_lines_by_template ON checklist_lines (template_id, position);

-- The moment whose templates count for a match, or for a group before it has one.
ALTER TABLE matches ADD COLUMN templates_at INTEGER;
ALTER TABLE groups ADD COLUMN templates_at INTEGER;
UPDATE matches SET templates_at = created_at;

CREATE TABLE checklist_ticks (
    id INTEGER NOT NULL PRIMARY KEY,
    -- Of a group that does not know its family yet, else of a match.
    group_id INTEGER REFERENCES groups (id),
    match_id INTEGER REFERENCES matches (id),
    line_id INTEGER NOT NULL REFERENCES checklist_lines (id),
    done_on TEXT NOT NULL CHECK (done_on IS date(done_on, '+0 days')),
    -- Why the line is not needed; NULL for one that was done.
    not_needed TEXT,
    -- The contact in whose log, or the review in which, it was ticked.
    entry_id INTEGER,
    review_id INTEGER,
    ticked_at INTEGER NOT NULL,
    ticked_by INTEGER REFERENCES users (id),
    CHECK ((group_id IS NULL) <> (match_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX checklist_ticks_of_match ON checklist_ticks (match_id, line_id)
    WHERE match_id IS NOT NULL;
CREATE UNIQUE INDEX checklist_ticks_of_group ON checklist_ticks (group_id, line_id)
    WHERE group_id IS NOT NULL;
CREATE INDEX checklist_ticks_by_entry ON checklist_ticks (entry_id) WHERE entry_id IS NOT NULL;

CREATE TABLE milestones (
    id INTEGER NOT NULL PRIMARY KEY,
    family_id INTEGER NOT NULL REFERENCES families (id),
    programme TEXT NOT NULL,
    -- The one of the family who reached it; NULL for all.
    person_id INTEGER REFERENCES family_members (id),
    code TEXT NOT NULL,
    reached_on TEXT NOT NULL CHECK (reached_on IS date(reached_on, '+0 days')),
    precision TEXT NOT NULL,
    source TEXT NOT NULL,
    -- The tick that set it, and takes it along when it is taken back.
    tick_id INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX milestones_by_family ON milestones (family_id, reached_on, id);
CREATE UNIQUE INDEX milestones_once ON milestones (family_id, code, ifnull(person_id, 0));
CREATE UNIQUE INDEX milestones_by_tick ON milestones (tick_id) WHERE tick_id IS NOT NULL;

CREATE TABLE reviews (
    id INTEGER NOT NULL PRIMARY KEY,
    match_id INTEGER NOT NULL REFERENCES matches (id),
    kind TEXT NOT NULL,
    held_on TEXT NOT NULL CHECK (held_on IS date(held_on, '+0 days')),
    audience TEXT NOT NULL,
    template_id INTEGER NOT NULL REFERENCES checklist_templates (id),
    answers_sealed BLOB,
    outcome TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX reviews_by_match ON reviews (match_id, held_on, id);
CREATE UNIQUE INDEX reviews_once ON reviews (match_id, kind) WHERE kind <> 'own';

-- The line of a checklist that a task is; its title stands there. And the review it follows from.
ALTER TABLE tasks ADD COLUMN line_id INTEGER REFERENCES checklist_lines (id);
ALTER TABLE tasks ADD COLUMN review_id INTEGER REFERENCES reviews (id);
CREATE UNIQUE INDEX tasks_by_line ON tasks (subject_id, subject, line_id) WHERE line_id IS NOT NULL;
CREATE INDEX tasks_by_review ON tasks (review_id) WHERE review_id IS NOT NULL;

-- Which matches of a family began when, for what a day asks of all of them.
CREATE INDEX matches_by_year ON matches (starts_on, id)
    WHERE state IN ('active', 'suspended', 'closing');
