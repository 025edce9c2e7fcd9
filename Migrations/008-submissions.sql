-- A form that is sent again answers as it did the first time, and what was typed leads back to its form.
--
-- A key belongs to the person who got the form and to where it is posted. What was sent under it is
-- known again by a keyed hash: the same has happened already, something else is asked about. Rows
-- live for a day, so that those of before, which say neither, are not carried over.
DROP TABLE submissions;
CREATE TABLE submissions (
    user_id INTEGER NOT NULL REFERENCES users (id),
    -- The path to which it is posted, with its query.
    form TEXT NOT NULL,
    key_hash BLOB NOT NULL,
    digest BLOB NOT NULL,
    -- Where the first sending led.
    location TEXT NOT NULL,
    -- The path that takes it back; NULL for what has none.
    undo TEXT,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, form, key_hash, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX submissions_by_age ON submissions (created_at);

-- The page of the form; NULL for what is kept for another reason, and for drafts of before.
ALTER TABLE drafts ADD COLUMN path TEXT;
