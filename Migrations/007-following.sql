-- What follows its cause: the terms within which it is asked, and what became of a wished extension.

INSERT INTO rules (version, key, value)
SELECT version, 'ready.repair_days', 14 FROM rule_versions
UNION ALL SELECT version, 'fit.look_days', 7 FROM rule_versions
UNION ALL SELECT version, 'stay.extension_days', 5 FROM rule_versions
-- So many days after the last match ended a contact can still be logged.
UNION ALL SELECT version, 'log.after_days', 28 FROM rule_versions;

-- A wished later end of a stay: who asked, and what became of it.
CREATE TABLE stay_extensions (
    id INTEGER NOT NULL PRIMARY KEY,
    stay_id INTEGER NOT NULL REFERENCES stays (id),
    until_on TEXT NOT NULL CHECK (until_on IS date(until_on, '+0 days')),
    reason TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    asked_by INTEGER REFERENCES users (id),
    -- NULL until the network, or time, decided.
    outcome TEXT,
    decided_at INTEGER,
    decided_by INTEGER REFERENCES users (id),
    CHECK ((outcome IS NULL) = (decided_at IS NULL))
) STRICT;
CREATE INDEX stay_extensions_by_stay ON stay_extensions (stay_id, id);
CREATE UNIQUE INDEX stay_extensions_open ON stay_extensions (stay_id) WHERE outcome IS NULL;
INSERT INTO stay_extensions (stay_id, until_on, reason, asked_at)
SELECT id, extension_until_on, extension_reason, updated_at FROM stays
WHERE extension_until_on IS NOT NULL;

-- For the daily round: wishes that nobody was asked about, and concerns that somebody closed by hand.
CREATE INDEX stays_by_wish ON stays (extension_until_on) WHERE extension_until_on IS NOT NULL;
CREATE INDEX tasks_closed_concerns ON tasks (done_at)
    WHERE kind = 'concern' AND outcome = 'hand' AND cause_gone_on IS NULL;
