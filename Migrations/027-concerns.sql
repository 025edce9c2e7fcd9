-- Concerns and complaints: what was reported about whom, who handles it, and what became of it.

CREATE TABLE concerns (
    id INTEGER NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    programme TEXT NOT NULL,
    -- The record on whose page it was reported; NULL for none.
    subject TEXT,
    subject_id INTEGER,
    -- The group that carries its mark, and the contact in whose log it was reported.
    group_id INTEGER REFERENCES groups (id),
    entry_id INTEGER,
    kind TEXT NOT NULL DEFAULT 'unknown',
    -- NULL until somebody said.
    severity TEXT,
    -- From whom it comes, where the reporter passes it on.
    source TEXT NOT NULL DEFAULT 'colleague',
    text_sealed BLOB,
    -- Whom it is about: an account, a member, a role of the city, or not said.
    about_user TEXT REFERENCES users (ref),
    about_member_id INTEGER REFERENCES memberships (id),
    about_role TEXT,
    -- Kept from the whole city but for who reported it and who handles it.
    is_private INTEGER NOT NULL DEFAULT 0 CHECK (is_private IN (0, 1)),
    state TEXT NOT NULL,
    -- Reported with one tap, and not written yet; what its author wants then.
    is_unfinished INTEGER NOT NULL DEFAULT 0 CHECK (is_unfinished IN (0, 1)),
    wants_call INTEGER NOT NULL DEFAULT 0 CHECK (wants_call IN (0, 1)),
    -- Whose work its triage is.
    triage_role TEXT NOT NULL,
    handler TEXT REFERENCES users (ref),
    -- At which number who reported it reaches the handler.
    phone_sealed BLOB,
    seen_at INTEGER,
    outcome TEXT,
    outcome_text_sealed BLOB,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL,
    CHECK ((subject IS NULL) = (subject_id IS NULL)),
    CHECK ((about_user IS NOT NULL) + (about_member_id IS NOT NULL) + (about_role IS NOT NULL) <= 1)
) STRICT;
CREATE INDEX concerns_by_city ON concerns (city_id, id);
CREATE INDEX concerns_open ON concerns (id) WHERE state <> 'closed';
CREATE INDEX concerns_open_by_city ON concerns (city_id, id) WHERE state <> 'closed';
CREATE INDEX concerns_open_by_group ON concerns (group_id) WHERE state <> 'closed';
CREATE INDEX concerns_open_by_subject ON concerns (subject_id, subject) WHERE state <> 'closed';
CREATE INDEX concerns_open_by_reporter ON concerns (created_by, id) WHERE state <> 'closed';
CREATE UNIQUE INDEX concerns_by_entry ON concerns (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX concerns_reported ON concerns (triage_role, id) WHERE state = 'reported';

-- The five steps of the Meldcode, each with the day on which it was taken.
CREATE TABLE concern_steps (
    concern_id INTEGER NOT NULL REFERENCES concerns (id),
    step INTEGER NOT NULL CHECK (step BETWEEN 1 AND 5),
    done_on TEXT NOT NULL CHECK (done_on IS date(done_on, '+0 days')),
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    PRIMARY KEY (concern_id, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE concern_referrals (
    id INTEGER NOT NULL PRIMARY KEY,
    concern_id INTEGER NOT NULL REFERENCES concerns (id),
    party TEXT NOT NULL,
    referred_on TEXT NOT NULL CHECK (referred_on IS date(referred_on, '+0 days')),
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id)
) STRICT;
CREATE INDEX concern_referrals_by_concern ON concern_referrals (concern_id, id);

-- What was agreed.
CREATE TABLE concern_notes (
    id INTEGER NOT NULL PRIMARY KEY,
    concern_id INTEGER NOT NULL REFERENCES concerns (id),
    text_sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id)
) STRICT;
CREATE INDEX concern_notes_by_concern ON concern_notes (concern_id, id);

-- Sealed texts as they were before somebody changed or deleted them while a concern was open: for
-- its handler. They stay bound to the place where they stood.
CREATE TABLE kept_texts (
    id INTEGER NOT NULL PRIMARY KEY,
    place TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    group_id INTEGER,
    match_id INTEGER,
    family_id INTEGER,
    stay_id INTEGER,
    text_sealed BLOB NOT NULL,
    -- When the text had been written.
    written_at INTEGER NOT NULL
) STRICT;
CREATE INDEX kept_texts_by_group ON kept_texts (group_id, id) WHERE group_id IS NOT NULL;
CREATE INDEX kept_texts_by_match ON kept_texts (match_id, id) WHERE match_id IS NOT NULL;
CREATE INDEX kept_texts_by_family ON kept_texts (family_id, id) WHERE family_id IS NOT NULL;
CREATE INDEX kept_texts_by_stay ON kept_texts (stay_id, id) WHERE stay_id IS NOT NULL;

CREATE TRIGGER log_entries_keep_note BEFORE UPDATE OF note_sealed, promise_sealed ON log_entries
WHEN EXISTS (
    SELECT 1 FROM concerns WHERE state <> 'closed'
    AND (group_id = OLD.group_id OR subject = 'match' AND subject_id = OLD.match_id
        OR subject = 'family' AND subject_id = (
            SELECT family_id FROM matches WHERE matches.id = OLD.match_id)))
BEGIN
    INSERT INTO kept_texts (place, row_id, group_id, match_id, family_id, text_sealed, written_at)
    SELECT 'log_entries.note', OLD.id, OLD.group_id, OLD.match_id,
        (SELECT family_id FROM matches WHERE matches.id = OLD.match_id), OLD.note_sealed,
        OLD.updated_at
    WHERE OLD.note_sealed IS NOT NULL;
    INSERT INTO kept_texts (place, row_id, group_id, match_id, family_id, text_sealed, written_at)
    SELECT 'log_entries.promise', OLD.id, OLD.group_id, OLD.match_id,
        (SELECT family_id FROM matches WHERE matches.id = OLD.match_id), OLD.promise_sealed,
        OLD.updated_at
    WHERE OLD.promise_sealed IS NOT NULL;
END;
CREATE TRIGGER log_entries_keep_deleted BEFORE DELETE ON log_entries
WHEN EXISTS (
    SELECT 1 FROM concerns WHERE state <> 'closed'
    AND (group_id = OLD.group_id OR subject = 'match' AND subject_id = OLD.match_id
        OR subject = 'family' AND subject_id = (
            SELECT family_id FROM matches WHERE matches.id = OLD.match_id)))
BEGIN
    INSERT INTO kept_texts (place, row_id, group_id, match_id, family_id, text_sealed, written_at)
    SELECT 'log_entries.note', OLD.id, OLD.group_id, OLD.match_id,
        (SELECT family_id FROM matches WHERE matches.id = OLD.match_id), OLD.note_sealed,
        OLD.updated_at
    WHERE OLD.note_sealed IS NOT NULL;
    INSERT INTO kept_texts (place, row_id, group_id, match_id, family_id, text_sealed, written_at)
    SELECT 'log_entries.promise', OLD.id, OLD.group_id, OLD.match_id,
        (SELECT family_id FROM matches WHERE matches.id = OLD.match_id), OLD.promise_sealed,
        OLD.updated_at
    WHERE OLD.promise_sealed IS NOT NULL;
END;
CREATE TRIGGER sensitive_notes_keep_changed BEFORE UPDATE OF text_sealed ON sensitive_notes
WHEN EXISTS (
    SELECT 1 FROM concerns WHERE state <> 'closed'
    AND (subject = 'family' AND subject_id = OLD.family_id OR subject = 'match' AND subject_id IN (
        SELECT id FROM matches WHERE family_id = OLD.family_id)))
BEGIN
    INSERT INTO kept_texts (place, row_id, family_id, text_sealed, written_at)
    VALUES ('sensitive_notes.text', OLD.id, OLD.family_id, OLD.text_sealed, OLD.created_at);
END;
CREATE TRIGGER sensitive_notes_keep_deleted BEFORE DELETE ON sensitive_notes
WHEN EXISTS (
    SELECT 1 FROM concerns WHERE state <> 'closed'
    AND (subject = 'family' AND subject_id = OLD.family_id OR subject = 'match' AND subject_id IN (
        SELECT id FROM matches WHERE family_id = OLD.family_id)))
BEGIN
    INSERT INTO kept_texts (place, row_id, family_id, text_sealed, written_at)
    VALUES ('sensitive_notes.text', OLD.id, OLD.family_id, OLD.text_sealed, OLD.created_at);
END;
CREATE TRIGGER groups_keep_note BEFORE UPDATE OF good_to_know_sealed ON groups
WHEN OLD.good_to_know_sealed IS NOT NULL AND EXISTS (
    SELECT 1 FROM concerns WHERE state <> 'closed' AND group_id = OLD.id)
BEGIN
    INSERT INTO kept_texts (place, row_id, group_id, text_sealed, written_at)
    VALUES ('groups.good_to_know', OLD.id, OLD.id, OLD.good_to_know_sealed, OLD.updated_at);
END;
CREATE TRIGGER families_keep_note BEFORE UPDATE OF good_to_know_sealed ON families
WHEN OLD.good_to_know_sealed IS NOT NULL AND EXISTS (
    SELECT 1 FROM concerns WHERE state <> 'closed' AND subject = 'family' AND subject_id = OLD.id)
BEGIN
    INSERT INTO kept_texts (place, row_id, family_id, text_sealed, written_at)
    VALUES ('families.good_to_know', OLD.id, OLD.id, OLD.good_to_know_sealed, OLD.updated_at);
END;
CREATE TRIGGER stays_keep_note BEFORE UPDATE OF good_to_know_sealed ON stays
WHEN OLD.good_to_know_sealed IS NOT NULL AND EXISTS (
    SELECT 1 FROM concerns WHERE state <> 'closed' AND subject = 'stay' AND subject_id = OLD.id)
BEGIN
    INSERT INTO kept_texts (place, row_id, stay_id, text_sealed, written_at)
    VALUES ('stays.good_to_know', OLD.id, OLD.id, OLD.good_to_know_sealed, OLD.updated_at);
END;

-- Marks of the log become concerns of which the kind is not known, to be triaged or settled. Their
-- references are drawn by a walk through all of them that comes nowhere twice.
INSERT INTO concerns (id, ref, city_id, programme, subject, subject_id, group_id, entry_id, state,
    triage_role, outcome, created_at, created_by, updated_at)
SELECT number, 'Z-' || substr(letters, drawn / 32768 % 32 + 1, 1)
        || substr(letters, drawn / 1024 % 32 + 1, 1) || substr(letters, drawn / 32 % 32 + 1, 1)
        || substr(letters, drawn % 32 + 1, 1),
    city_id, 'samen_hier', 'group', group_id, group_id, entry_id,
    iif(settled_on IS NULL, 'reported', 'closed'), 'safeguarding',
    iif(settled_on IS NULL, NULL, 'solved'), created_at, author_id, updated_at
FROM (
    SELECT row_number() OVER (ORDER BY log_entries.id) AS number,
        (row_number() OVER (ORDER BY log_entries.id) * 514229 + 271828) % 1048576 AS drawn,
        '0123456789ABCDEFGHJKMNPQRSTVWXYZ' AS letters, groups.city_id,
        log_entries.group_id, log_entries.id AS entry_id, log_entries.settled_on,
        log_entries.created_at, log_entries.author_id, log_entries.updated_at
    FROM log_entries JOIN groups ON groups.id = log_entries.group_id
    WHERE log_entries.has_concern = 1);
INSERT INTO sequences (name, last_id) SELECT 'concerns', ifnull(max(id), 0) FROM concerns;
-- What was asked about the marks of a group is asked anew about each concern.
UPDATE tasks SET cause_gone_on = date('now'), outcome = ifnull(outcome, 'gone'),
    done_at = ifnull(done_at, CAST(strftime('%s', 'now') AS INTEGER) * 1000), version = version + 1
WHERE kind = 'concern' AND cause_gone_on IS NULL;
DROP INDEX log_entries_with_concern;

-- Which form of which record somebody was writing is nobody's business: both are kept by a keyed hash,
-- and its page is sealed. Until the keys are at hand the old ones stand in the place of the hash.
CREATE TABLE new_drafts (
    id INTEGER NOT NULL PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id),
    form BLOB NOT NULL,
    fields_sealed BLOB NOT NULL,
    path_sealed BLOB,
    saved_at INTEGER NOT NULL,
    discarded_at INTEGER,
    UNIQUE (user_id, form)
) STRICT;
INSERT INTO new_drafts (id, user_id, form, fields_sealed, saved_at, discarded_at)
SELECT id, user_id, CAST(form || char(10) || ifnull(path, '') AS BLOB), fields_sealed, saved_at,
    discarded_at
FROM drafts;
DROP TABLE drafts;
ALTER TABLE new_drafts RENAME TO drafts;
CREATE INDEX drafts_by_age ON drafts (saved_at);
CREATE INDEX drafts_discarded ON drafts (discarded_at) WHERE discarded_at IS NOT NULL;
