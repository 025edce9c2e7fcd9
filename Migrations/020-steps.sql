-- What a step asks besides its day, and what it overwrote, so that it can be taken back.

-- The columns of the record as they stood before the step, as JSON; NULL for a first state.
ALTER TABLE state_changes ADD COLUMN former TEXT;
-- The step that this one took back; NULL for every other.
ALTER TABLE state_changes ADD COLUMN undoes_id INTEGER REFERENCES state_changes (id);

-- Who was there at the introduction besides family and group.
ALTER TABLE matches ADD COLUMN introduced_with TEXT;
-- The day on which family and group signed what they expect of each other.
ALTER TABLE matches ADD COLUMN expectations_on TEXT
    CHECK (expectations_on IS date(expectations_on, '+0 days'));
-- What comes next for a family whose match ended early.
ALTER TABLE matches ADD COLUMN next_for_family TEXT;

-- Within how many hours who took a step may take it back.
INSERT INTO rules (version, key, value) SELECT version, 'step.back_hours', 24 FROM rule_versions;
CREATE UNIQUE INDEX state_changes_undone ON state_changes (undoes_id) WHERE undoes_id IS NOT NULL;
