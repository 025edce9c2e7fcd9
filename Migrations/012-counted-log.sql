-- Entries of a group's log by month beside its contacts, so that a page need not count its log.

ALTER TABLE contact_months ADD COLUMN entries INTEGER NOT NULL DEFAULT 0 CHECK (entries >= 0);
INSERT INTO contact_months (group_id, month, contacts, entries)
SELECT group_id, substr(happened_on, 1, 7), 0, count(*) FROM log_entries
WHERE group_id IS NOT NULL GROUP BY 1, 2
ON CONFLICT (group_id, month) DO UPDATE SET entries = excluded.entries;

DROP TRIGGER log_entries_count_new;
DROP TRIGGER log_entries_count_gone;
DROP TRIGGER log_entries_count_changed;
CREATE TRIGGER log_entries_count_new AFTER INSERT ON log_entries WHEN NEW.group_id IS NOT NULL
BEGIN
    INSERT INTO contact_months (group_id, month, contacts, entries)
    VALUES (NEW.group_id, substr(NEW.happened_on, 1, 7), NEW.is_contact, 1)
    ON CONFLICT (group_id, month)
    DO UPDATE SET contacts = contacts + NEW.is_contact, entries = entries + 1;
END;
CREATE TRIGGER log_entries_count_gone AFTER DELETE ON log_entries WHEN OLD.group_id IS NOT NULL
BEGIN
    UPDATE contact_months SET contacts = contacts - OLD.is_contact, entries = entries - 1
    WHERE group_id = OLD.group_id AND month = substr(OLD.happened_on, 1, 7);
END;
CREATE TRIGGER log_entries_count_changed AFTER UPDATE OF is_contact, happened_on ON log_entries
WHEN NEW.group_id IS NOT NULL
BEGIN
    UPDATE contact_months SET contacts = contacts - OLD.is_contact, entries = entries - 1
    WHERE group_id = OLD.group_id AND month = substr(OLD.happened_on, 1, 7);
    INSERT INTO contact_months (group_id, month, contacts, entries)
    VALUES (NEW.group_id, substr(NEW.happened_on, 1, 7), NEW.is_contact, 1)
    ON CONFLICT (group_id, month)
    DO UPDATE SET contacts = contacts + NEW.is_contact, entries = entries + 1;
END;

-- What is counted of a city's stays stands in the index of their states.
DROP INDEX stays_by_city_state;
DROP INDEX stays_by_state;
CREATE INDEX stays_by_city_state ON stays (city_id, state, from_on, id, guest_id, until_on);
CREATE INDEX stays_by_state ON stays (state, from_on, id, guest_id, until_on);
