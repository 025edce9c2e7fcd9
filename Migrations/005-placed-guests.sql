-- Whether a guest has a stay that was not cancelled, kept by triggers: a city may know of every
-- guest without one, and asking for it guest by guest reads all that ever came.

ALTER TABLE guests ADD COLUMN is_placed INTEGER NOT NULL DEFAULT 0 CHECK (is_placed IN (0, 1));
UPDATE guests SET is_placed = 1
WHERE id IN (SELECT guest_id FROM stays WHERE state <> 'cancelled');
CREATE INDEX guests_by_placing ON guests (is_placed, code_nl, id);

CREATE TRIGGER stays_place_new AFTER INSERT ON stays
WHEN NEW.guest_id IS NOT NULL AND NEW.state <> 'cancelled'
BEGIN
    UPDATE guests SET is_placed = 1 WHERE id = NEW.guest_id AND is_placed = 0;
END;
CREATE TRIGGER stays_place_gone AFTER DELETE ON stays WHEN OLD.guest_id IS NOT NULL
BEGIN
    UPDATE guests SET is_placed = 0 WHERE id = OLD.guest_id AND is_placed = 1 AND NOT EXISTS (
        SELECT 1 FROM stays WHERE guest_id = OLD.guest_id AND state <> 'cancelled');
END;
CREATE TRIGGER stays_place_changed AFTER UPDATE OF guest_id, state ON stays
WHEN OLD.guest_id IS NOT NEW.guest_id OR (OLD.state = 'cancelled') <> (NEW.state = 'cancelled')
BEGIN
    UPDATE guests SET is_placed = NOT is_placed
    WHERE id IN (OLD.guest_id, NEW.guest_id) AND is_placed <> EXISTS (
        SELECT 1 FROM stays WHERE guest_id = guests.id AND state <> 'cancelled');
END;

-- A city's guests, without reading its stays.
CREATE INDEX stays_by_city_guest ON stays (city_id, guest_id, state);
