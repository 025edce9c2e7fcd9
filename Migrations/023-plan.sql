-- The action plan: goals of a family, or of a group that does not know its family yet, with steps.

CREATE TABLE new_needs (
    id INTEGER NOT NULL PRIMARY KEY,
    -- NULL while a group plans for a family that it does not know yet.
    family_id INTEGER REFERENCES families (id),
    -- The group that wrote it before it knew the family; NULL for every other.
    group_id INTEGER REFERENCES groups (id),
    -- The one of the family whose goal it is; NULL for one of all.
    person_id INTEGER REFERENCES family_members (id),
    programme TEXT NOT NULL,
    theme TEXT NOT NULL,
    title_sealed BLOB NOT NULL,
    priority INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 3),
    owner TEXT NOT NULL,
    -- Who in the group does it: one of its members; NULL for the group as a whole.
    member_id INTEGER REFERENCES memberships (id),
    -- Who formally does it; NULL for nobody in particular.
    contact_id INTEGER REFERENCES formal_contacts (id),
    due_on TEXT CHECK (due_on IS date(due_on, '+0 days')),
    status TEXT NOT NULL DEFAULT 'open',
    -- The day on which it was met or dropped.
    closed_on TEXT CHECK (closed_on IS date(closed_on, '+0 days')),
    is_private INTEGER NOT NULL DEFAULT 0 CHECK (is_private IN (0, 1)),
    -- The day on which the person agreed that others see it.
    shared_on TEXT CHECK (shared_on IS date(shared_on, '+0 days')),
    agreed_sealed BLOB,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK (family_id IS NOT NULL OR group_id IS NOT NULL),
    CHECK ((status IN ('met', 'dropped')) = (closed_on IS NOT NULL))
) STRICT;
INSERT INTO new_needs (id, family_id, programme, theme, title_sealed, priority, owner, due_on, status,
    closed_on, version, created_at, updated_at)
SELECT id, family_id, programme, theme, title_sealed, priority, owner, due_on,
    iif(is_met, 'met', 'open'), iif(is_met, date(updated_at / 1000, 'unixepoch'), NULL), version,
    created_at, updated_at
FROM needs;
DROP TABLE needs;
ALTER TABLE new_needs RENAME TO needs;
CREATE INDEX needs_by_family ON needs (family_id, closed_on, priority);
CREATE INDEX needs_by_group ON needs (group_id, closed_on, priority) WHERE group_id IS NOT NULL;

CREATE TABLE need_steps (
    id INTEGER NOT NULL PRIMARY KEY,
    need_id INTEGER NOT NULL REFERENCES needs (id),
    position INTEGER NOT NULL CHECK (position > 0),
    title_sealed BLOB NOT NULL,
    done_on TEXT CHECK (done_on IS date(done_on, '+0 days')),
    done_by INTEGER REFERENCES users (id),
    -- The contact in whose log it was ticked.
    entry_id INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX need_steps_by_need ON need_steps (need_id, position);
CREATE INDEX need_steps_by_entry ON need_steps (entry_id) WHERE entry_id IS NOT NULL;

-- The goal that a task is; its title stands there.
ALTER TABLE tasks ADD COLUMN need_id INTEGER REFERENCES needs (id);
CREATE UNIQUE INDEX tasks_by_need ON tasks (need_id) WHERE need_id IS NOT NULL;
DROP INDEX tasks_once;
CREATE UNIQUE INDEX tasks_once ON tasks (subject_id, subject, kind, role)
    WHERE kind NOT IN ('free', 'promise', 'goal', 'line') AND done_at IS NULL;

-- A goal of the municipality is its task; those from before that are asked from now on.
INSERT INTO tasks (ref, city_id, programme, kind, role, subject, subject_id, need_id, due_on, cause_on,
    created_at, updated_at)
SELECT 'T-' || (SELECT group_concat(
        substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (random() & 31), 1), '')
        -- Drawn anew for each goal, as it names it.
        FROM json_each('[1,2,3,4,5,6]') WHERE needs.id > 0),
    families.city_id, needs.programme, 'goal', 'municipality', 'family', families.id, needs.id,
    ifnull(needs.due_on, date('now', '+28 days')), date('now'), unixepoch() * 1000, unixepoch() * 1000
FROM needs JOIN families ON families.id = needs.family_id
WHERE needs.owner = 'municipality' AND needs.closed_on IS NULL
    AND needs.theme NOT IN ('health', 'legal', 'safety')
    AND families.state NOT IN ('completed', 'moved', 'withdrawn', 'erased');
INSERT INTO sequences (name, last_id) SELECT 'tasks', max(id) FROM tasks
    HAVING max(id) IS NOT NULL
    ON CONFLICT (name) DO UPDATE SET last_id = max(last_id, excluded.last_id);
