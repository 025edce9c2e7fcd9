-- What a coordinator answers when asked about worries, what was agreed, and what is good to know.

-- NULL where it was not answered, which is not the same as no.
ALTER TABLE log_entries ADD COLUMN worry TEXT;
UPDATE log_entries SET worry = 'reported' WHERE has_concern = 1;
CREATE INDEX log_entries_answered ON log_entries (group_id, happened_on, id, worry)
    WHERE worry IS NOT NULL;

ALTER TABLE log_entries ADD COLUMN promise_sealed BLOB;
ALTER TABLE log_entries ADD COLUMN promised_on TEXT
    CHECK (promised_on IS date(promised_on, '+0 days'));

-- The contact in whose log the sentence stands, of a task that something was agreed.
ALTER TABLE tasks ADD COLUMN entry_id INTEGER;
DROP INDEX tasks_once;
CREATE UNIQUE INDEX tasks_once ON tasks (subject_id, subject, kind, role)
    WHERE kind NOT IN ('free', 'promise') AND done_at IS NULL;
CREATE UNIQUE INDEX tasks_by_entry ON tasks (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX tasks_promised ON tasks (subject_id, due_on, entry_id)
    WHERE kind = 'promise' AND done_at IS NULL;

ALTER TABLE groups ADD COLUMN good_to_know_sealed BLOB;
ALTER TABLE families ADD COLUMN good_to_know_sealed BLOB;
ALTER TABLE stays ADD COLUMN good_to_know_sealed BLOB;
-- What is sealed is bound to the number of its row, which is never given twice.
INSERT INTO sequences (name, last_id)
SELECT 'groups', ifnull(max(id), 0) FROM groups
UNION ALL SELECT 'families', ifnull(max(id), 0) FROM families
UNION ALL SELECT 'stays', ifnull(max(id), 0) FROM stays;
