-- How a year was rounded off: the talks that closed it, and what can be learned from it.

CREATE TABLE match_closings (
    match_id INTEGER NOT NULL PRIMARY KEY REFERENCES matches (id),
    family_talk_on TEXT NOT NULL CHECK (family_talk_on IS date(family_talk_on, '+0 days')),
    -- Of the group, or of the host of a hosted stay.
    group_talk_on TEXT NOT NULL CHECK (group_talk_on IS date(group_talk_on, '+0 days')),
    -- NULL when there was nothing to learn from it for others.
    lesson_sealed BLOB,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL
) STRICT;
