-- What lists are ordered by, each with an index for one city and one for all.

CREATE INDEX families_by_city_size ON families (city_id, household_size, id);
CREATE INDEX families_by_size ON families (household_size, id);
-- Who waits longest first, and behind them all who do not wait.
CREATE INDEX families_by_city_wait ON families (city_id,
    CASE state WHEN 'waiting' THEN ifnull(waiting_since_on, '9999') ELSE 'z' END, id);
CREATE INDEX families_by_wait ON families (
    CASE state WHEN 'waiting' THEN ifnull(waiting_since_on, '9999') ELSE 'z' END, id);

CREATE INDEX matches_by_city_start ON matches (city_id, ifnull(starts_on, ''), id);
CREATE INDEX matches_by_start ON matches (ifnull(starts_on, ''), id);
CREATE INDEX matches_by_city_contact ON matches (city_id, ifnull(last_contact_on, ''), id);
CREATE INDEX matches_by_contact ON matches (ifnull(last_contact_on, ''), id);

-- The groups in which a VOG or training ends before long.
CREATE INDEX groups_by_city_clearance ON groups (city_id, clearance_until_on, id)
    WHERE clearance_until_on IS NOT NULL AND state NOT IN ('completed', 'stopped');
