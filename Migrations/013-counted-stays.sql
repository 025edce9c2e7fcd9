-- What the planner says of the whole network costs few steps: who is there from the counters, and
-- places without a guest from an index of these alone.

CREATE INDEX state_counts_of_stays ON state_counts (state, city_id, count) WHERE subject = 'stay';
CREATE INDEX stays_free ON stays (state, city_id, from_on) WHERE guest_id IS NULL;
