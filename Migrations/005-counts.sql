-- The list of families says how many it has; without an index of its route, that walks over all.

CREATE INDEX families_by_route ON families (route, city_id, state);
