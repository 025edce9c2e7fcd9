-- Which concern a text is kept for, and indexes of what is closed and of what was changed.

-- A text is kept for each concern that was open about its record when somebody changed or deleted it,
-- and for no other.
CREATE TABLE new_kept_texts (
    id INTEGER NOT NULL PRIMARY KEY,
    concern_id INTEGER NOT NULL REFERENCES concerns (id),
    place TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    text_sealed BLOB NOT NULL,
    -- When the text had been written.
    written_at INTEGER NOT NULL
) STRICT;
INSERT INTO new_kept_texts (concern_id, place, row_id, text_sealed, written_at)
SELECT concerns.id, kept.place, kept.row_id, kept.text_sealed, kept.written_at
FROM kept_texts AS kept JOIN concerns ON concerns.group_id = kept.group_id
    OR concerns.subject = 'match' AND concerns.subject_id = kept.match_id
    OR concerns.subject = 'family' AND concerns.subject_id = kept.family_id
    OR concerns.subject = 'stay' AND concerns.subject_id = kept.stay_id
ORDER BY kept.id, concerns.id;

DROP TRIGGER log_entries_keep_note;
DROP TRIGGER log_entries_keep_deleted;
DROP TRIGGER sensitive_notes_keep_changed;
DROP TRIGGER sensitive_notes_keep_deleted;
DROP TRIGGER groups_keep_note;
DROP TRIGGER families_keep_note;
DROP TRIGGER stays_keep_note;
DROP TABLE kept_texts;
ALTER TABLE new_kept_texts RENAME TO kept_texts;
CREATE INDEX kept_texts_by_concern ON kept_texts (concern_id, id);

-- The open concerns about what a log entry is of: its group, its match and family, or its stay.
CREATE VIEW log_entry_concerns AS
SELECT concerns.id AS concern_id, log_entries.id AS entry_id
FROM log_entries JOIN concerns ON concerns.group_id = log_entries.group_id
WHERE concerns.state <> 'closed'
UNION SELECT concerns.id, log_entries.id
FROM log_entries JOIN concerns
    ON concerns.subject = 'match' AND concerns.subject_id = log_entries.match_id
    OR concerns.subject = 'stay' AND concerns.subject_id = log_entries.stay_id
WHERE concerns.state <> 'closed'
UNION SELECT concerns.id, log_entries.id
FROM log_entries JOIN matches ON matches.id = log_entries.match_id
JOIN concerns ON concerns.subject = 'family' AND concerns.subject_id = matches.family_id
WHERE concerns.state <> 'closed';

-- What a log entry says, with the place at which it is sealed.
CREATE VIEW log_entry_texts AS
SELECT id AS entry_id, 'log_entries.note' AS place, note_sealed AS text_sealed, updated_at
FROM log_entries WHERE note_sealed IS NOT NULL
UNION ALL SELECT id, 'log_entries.promise', promise_sealed, updated_at
FROM log_entries WHERE promise_sealed IS NOT NULL;

CREATE TRIGGER log_entries_keep_changed BEFORE UPDATE OF note_sealed, promise_sealed ON log_entries
BEGIN
    INSERT INTO kept_texts (concern_id, place, row_id, text_sealed, written_at)
    SELECT concern_id, place, OLD.id, text_sealed, updated_at
    FROM log_entry_concerns JOIN log_entry_texts USING (entry_id) WHERE entry_id = OLD.id;
END;
CREATE TRIGGER log_entries_keep_deleted BEFORE DELETE ON log_entries
BEGIN
    INSERT INTO kept_texts (concern_id, place, row_id, text_sealed, written_at)
    SELECT concern_id, place, OLD.id, text_sealed, updated_at
    FROM log_entry_concerns JOIN log_entry_texts USING (entry_id) WHERE entry_id = OLD.id;
END;

-- The open concerns about a family: its own and those of its matches.
CREATE VIEW family_concerns AS
SELECT id AS concern_id, subject_id AS family_id FROM concerns
WHERE subject = 'family' AND state <> 'closed'
UNION ALL SELECT concerns.id, matches.family_id
FROM matches JOIN concerns ON concerns.subject = 'match' AND concerns.subject_id = matches.id
WHERE concerns.state <> 'closed';

CREATE TRIGGER sensitive_notes_keep_changed BEFORE UPDATE OF text_sealed ON sensitive_notes
BEGIN
    INSERT INTO kept_texts (concern_id, place, row_id, text_sealed, written_at)
    SELECT concern_id, 'sensitive_notes.text', OLD.id, OLD.text_sealed, OLD.created_at
    FROM family_concerns WHERE family_id = OLD.family_id;
END;
CREATE TRIGGER sensitive_notes_keep_deleted BEFORE DELETE ON sensitive_notes
BEGIN
    INSERT INTO kept_texts (concern_id, place, row_id, text_sealed, written_at)
    SELECT concern_id, 'sensitive_notes.text', OLD.id, OLD.text_sealed, OLD.created_at
    FROM family_concerns WHERE family_id = OLD.family_id;
END;
CREATE TRIGGER groups_keep_note BEFORE UPDATE OF good_to_know_sealed ON groups
WHEN OLD.good_to_know_sealed IS NOT NULL
BEGIN
    INSERT INTO kept_texts (concern_id, place, row_id, text_sealed, written_at)
    SELECT id, 'groups.good_to_know', OLD.id, OLD.good_to_know_sealed, OLD.updated_at
    FROM concerns WHERE group_id = OLD.id AND state <> 'closed';
END;
CREATE TRIGGER families_keep_note BEFORE UPDATE OF good_to_know_sealed ON families
WHEN OLD.good_to_know_sealed IS NOT NULL
BEGIN
    INSERT INTO kept_texts (concern_id, place, row_id, text_sealed, written_at)
    SELECT concern_id, 'families.good_to_know', OLD.id, OLD.good_to_know_sealed, OLD.updated_at
    FROM family_concerns WHERE family_id = OLD.id;
END;
CREATE TRIGGER stays_keep_note BEFORE UPDATE OF good_to_know_sealed ON stays
WHEN OLD.good_to_know_sealed IS NOT NULL
BEGIN
    INSERT INTO kept_texts (concern_id, place, row_id, text_sealed, written_at)
    SELECT id, 'stays.good_to_know', OLD.id, OLD.good_to_know_sealed, OLD.updated_at
    FROM concerns WHERE subject = 'stay' AND subject_id = OLD.id AND state <> 'closed';
END;

-- Concerns that a city may not know of, also closed ones, by what they are about.
CREATE INDEX concerns_private_by_group ON concerns (group_id) WHERE is_private = 1;
CREATE INDEX concerns_private_by_subject ON concerns (subject_id, subject) WHERE is_private = 1;

-- What the changes since a visit tell of, of the whole country and of a city.
CREATE INDEX audit_log_told ON audit_log (id)
    WHERE subject IN ('group', 'family', 'match', 'stay', 'log')
    AND action IN ('create', 'change', 'transition');
CREATE INDEX audit_log_told_by_city ON audit_log (city_id, id)
    WHERE subject IN ('group', 'family', 'match', 'stay', 'log')
    AND action IN ('create', 'change', 'transition');
