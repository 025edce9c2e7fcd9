-- Counters per city and state: kept by triggers so that no way of writing can forget them.

CREATE TRIGGER groups_count_new AFTER INSERT ON groups
BEGIN
    INSERT INTO state_counts (city_id, subject, state, count)
    VALUES (NEW.city_id, 'group', NEW.state, 1)
    ON CONFLICT (city_id, subject, state) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER groups_count_gone AFTER DELETE ON groups
BEGIN
    UPDATE state_counts SET count = count - 1
    WHERE city_id = OLD.city_id AND subject = 'group' AND state = OLD.state;
END;
CREATE TRIGGER groups_count_changed AFTER UPDATE OF state, city_id ON groups
BEGIN
    UPDATE state_counts SET count = count - 1
    WHERE city_id = OLD.city_id AND subject = 'group' AND state = OLD.state;
    INSERT INTO state_counts (city_id, subject, state, count)
    VALUES (NEW.city_id, 'group', NEW.state, 1)
    ON CONFLICT (city_id, subject, state) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER families_count_new AFTER INSERT ON families
BEGIN
    INSERT INTO state_counts (city_id, subject, state, count)
    VALUES (NEW.city_id, 'family', NEW.state, 1)
    ON CONFLICT (city_id, subject, state) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER families_count_gone AFTER DELETE ON families
BEGIN
    UPDATE state_counts SET count = count - 1
    WHERE city_id = OLD.city_id AND subject = 'family' AND state = OLD.state;
END;
CREATE TRIGGER families_count_changed AFTER UPDATE OF state, city_id ON families
BEGIN
    UPDATE state_counts SET count = count - 1
    WHERE city_id = OLD.city_id AND subject = 'family' AND state = OLD.state;
    INSERT INTO state_counts (city_id, subject, state, count)
    VALUES (NEW.city_id, 'family', NEW.state, 1)
    ON CONFLICT (city_id, subject, state) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER matches_count_new AFTER INSERT ON matches
BEGIN
    INSERT INTO state_counts (city_id, subject, state, count)
    VALUES (NEW.city_id, 'match', NEW.state, 1)
    ON CONFLICT (city_id, subject, state) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER matches_count_gone AFTER DELETE ON matches
BEGIN
    UPDATE state_counts SET count = count - 1
    WHERE city_id = OLD.city_id AND subject = 'match' AND state = OLD.state;
END;
CREATE TRIGGER matches_count_changed AFTER UPDATE OF state, city_id ON matches
BEGIN
    UPDATE state_counts SET count = count - 1
    WHERE city_id = OLD.city_id AND subject = 'match' AND state = OLD.state;
    INSERT INTO state_counts (city_id, subject, state, count)
    VALUES (NEW.city_id, 'match', NEW.state, 1)
    ON CONFLICT (city_id, subject, state) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER stays_count_new AFTER INSERT ON stays
BEGIN
    INSERT INTO state_counts (city_id, subject, state, count)
    VALUES (NEW.city_id, 'stay', NEW.state, 1)
    ON CONFLICT (city_id, subject, state) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER stays_count_gone AFTER DELETE ON stays
BEGIN
    UPDATE state_counts SET count = count - 1
    WHERE city_id = OLD.city_id AND subject = 'stay' AND state = OLD.state;
END;
CREATE TRIGGER stays_count_changed AFTER UPDATE OF state, city_id ON stays
BEGIN
    UPDATE state_counts SET count = count - 1
    WHERE city_id = OLD.city_id AND subject = 'stay' AND state = OLD.state;
    INSERT INTO state_counts (city_id, subject, state, count)
    VALUES (NEW.city_id, 'stay', NEW.state, 1)
    ON CONFLICT (city_id, subject, state) DO UPDATE SET count = count + 1;
END;
