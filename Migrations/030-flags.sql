-- What records are marked with beside their state: all of it is computed, and this is what it asks for.

-- Hours a week that the group offered together; NULL when not asked yet.
ALTER TABLE groups ADD COLUMN hours_offered INTEGER CHECK (hours_offered BETWEEN 1 AND 100);

INSERT INTO rules (version, key, value)
SELECT version, 'group.load_percent', 150 FROM rule_versions
UNION ALL SELECT version, 'plan.rest_days', 42 FROM rule_versions;

-- Groups that look for members for longer than their rules say, of which the network is told.
CREATE INDEX tasks_of_strength ON tasks (due_on, id) WHERE kind = 'strength' AND done_at IS NULL;
-- Groups of which a VOG or training ends before long.
CREATE INDEX groups_by_end ON groups (clearance_until_on, id)
    WHERE state NOT IN ('interest', 'forming', 'completed', 'stopped');

-- What is on its way to a next step, for the page of what still lacks; a city's, and all.
CREATE INDEX groups_on_the_way ON groups (id) WHERE state IN ('interest', 'forming', 'preparing');
CREATE INDEX groups_on_the_way_by_city ON groups (city_id, id)
    WHERE state IN ('interest', 'forming', 'preparing');
CREATE INDEX families_on_the_way ON families (id) WHERE state IN ('announced', 'intake');
CREATE INDEX families_on_the_way_by_city ON families (city_id, id)
    WHERE state IN ('announced', 'intake');
CREATE INDEX matches_on_the_way ON matches (id)
    WHERE state IN ('draft', 'proposed', 'introduced', 'agreed', 'closing');
CREATE INDEX matches_on_the_way_by_city ON matches (city_id, id)
    WHERE state IN ('draft', 'proposed', 'introduced', 'agreed', 'closing');
CREATE INDEX stays_on_the_way ON stays (id)
    WHERE state IN ('planned', 'nominated', 'accepted', 'preparing', 'confirmed');
CREATE INDEX stays_on_the_way_by_city ON stays (city_id, id)
    WHERE state IN ('planned', 'nominated', 'accepted', 'preparing', 'confirmed');
