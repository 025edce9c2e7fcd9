-- People around a family: community builders, formal contacts and the assigned municipality.

-- Somebody who speaks the family's language and Dutch.
CREATE TABLE community_builders (
    id INTEGER NOT NULL PRIMARY KEY,
    -- NULL for one of the network, who may be asked by every city.
    city_id INTEGER REFERENCES cities (id),
    name_sealed BLOB NOT NULL,
    email_sealed BLOB,
    phone_sealed BLOB,
    -- The day from which nobody asks anymore.
    ended_on TEXT CHECK (ended_on IS date(ended_on, '+0 days')),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX community_builders_by_city ON community_builders (city_id, id);

CREATE TABLE community_builder_languages (
    builder_id INTEGER NOT NULL REFERENCES community_builders (id),
    language TEXT NOT NULL,
    PRIMARY KEY (builder_id, language)
) STRICT, WITHOUT ROWID;

-- Who is there for a match, and when.
CREATE TABLE match_builders (
    id INTEGER NOT NULL PRIMARY KEY,
    match_id INTEGER NOT NULL REFERENCES matches (id),
    builder_id INTEGER NOT NULL REFERENCES community_builders (id),
    from_on TEXT NOT NULL CHECK (from_on IS date(from_on, '+0 days')),
    until_on TEXT CHECK (until_on IS date(until_on, '+0 days')),
    -- The moment at which the match ended with the person still there, and the last day that stood
    -- here before, so that an ending can be taken back.
    closed_at INTEGER,
    former_until_on TEXT CHECK (former_until_on IS date(former_until_on, '+0 days')),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL,
    CHECK (until_on IS NULL OR until_on >= from_on)
) STRICT;
CREATE INDEX match_builders_by_match ON match_builders (match_id, until_on);
CREATE INDEX match_builders_by_builder ON match_builders (builder_id, until_on);
CREATE UNIQUE INDEX match_builders_once ON match_builders (match_id, builder_id)
    WHERE until_on IS NULL;

-- Somebody whose work the family is: kept once, chosen by every family that has to do with them.
CREATE TABLE formal_contacts (
    id INTEGER NOT NULL PRIMARY KEY,
    -- NULL for one of the network, such as somebody of COA.
    city_id INTEGER REFERENCES cities (id),
    function TEXT NOT NULL,
    organisation TEXT NOT NULL CHECK (length(organisation) BETWEEN 1 AND 200),
    name_sealed BLOB,
    email_sealed BLOB,
    phone_sealed BLOB,
    ended_on TEXT CHECK (ended_on IS date(ended_on, '+0 days')),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX formal_contacts_by_city ON formal_contacts (city_id, organisation, id);

CREATE TABLE family_contacts (
    id INTEGER NOT NULL PRIMARY KEY,
    family_id INTEGER NOT NULL REFERENCES families (id),
    -- The programme that chose the contact; only who holds it sees that.
    programme TEXT NOT NULL,
    contact_id INTEGER NOT NULL REFERENCES formal_contacts (id),
    from_on TEXT NOT NULL CHECK (from_on IS date(from_on, '+0 days')),
    until_on TEXT CHECK (until_on IS date(until_on, '+0 days')),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL,
    CHECK (until_on IS NULL OR until_on >= from_on)
) STRICT;
CREATE INDEX family_contacts_by_family ON family_contacts (family_id, until_on);
CREATE INDEX family_contacts_by_contact ON family_contacts (contact_id, until_on);
CREATE UNIQUE INDEX family_contacts_once ON family_contacts (family_id, programme, contact_id)
    WHERE until_on IS NULL;

-- Another municipality that is to house the family (koppelgemeente), by its Dutch name.
ALTER TABLE families ADD COLUMN assigned_municipality TEXT;
-- The day on which the coordinator said that the city's own municipality has a duty, and so may know
-- the names; NULL when it has none.
ALTER TABLE families ADD COLUMN municipality_duty_on TEXT
    CHECK (municipality_duty_on IS date(municipality_duty_on, '+0 days'));
