-- Whose task it is, what is remarked on it, and who handed it on.

-- The reference of an account; NULL for everybody with the task's role in its city.
ALTER TABLE tasks ADD COLUMN assignee TEXT REFERENCES users (ref);
ALTER TABLE tasks ADD COLUMN remark_sealed BLOB;
-- When and by whom it was given to somebody else; both NULL for who took it or was never given it.
ALTER TABLE tasks ADD COLUMN handed_at INTEGER;
ALTER TABLE tasks ADD COLUMN handed_by INTEGER REFERENCES users (id);
CREATE INDEX tasks_open_by_assignee ON tasks (assignee, due_on, id)
    WHERE done_at IS NULL AND assignee IS NOT NULL;
-- A role of the whole network has few tasks among those of all cities.
CREATE INDEX tasks_open_by_role ON tasks (role, due_on, id) WHERE done_at IS NULL;
CREATE INDEX tasks_done_by_role ON tasks (role, done_at, id) WHERE done_at IS NOT NULL;
