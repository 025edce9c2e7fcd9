-- Looks that stay open for a while, and the line of time of every record.

-- Which part of a record was opened, and until when it stays open for who opened it; both NULL for a
-- look that showed something once.
ALTER TABLE openings ADD COLUMN part TEXT;
ALTER TABLE openings ADD COLUMN until_at INTEGER;
-- Whether the look belongs to something that the record's city may not know of.
ALTER TABLE openings ADD COLUMN is_closed INTEGER NOT NULL DEFAULT 0 CHECK (is_closed IN (0, 1));
CREATE INDEX openings_running ON openings (user_id, subject, subject_id, until_at)
    WHERE until_at IS NOT NULL;

-- The record to which a row of history belongs: what stands before the first slash of its reference.
ALTER TABLE audit_log ADD COLUMN record TEXT
    GENERATED ALWAYS AS (substr(ref, 1, instr(ref || '/', '/') - 1)) VIRTUAL;
CREATE INDEX audit_log_by_record ON audit_log (record, id);
