-- A draft that was thrown away, kept for a while so that it can be taken back; NULL for the others.
ALTER TABLE drafts ADD COLUMN discarded_at INTEGER;
CREATE INDEX drafts_discarded ON drafts (discarded_at) WHERE discarded_at IS NOT NULL;

-- The language of the page on which a note was typed, `nl` or `en`; NULL for a note of before and
-- for what the program wrote itself.
ALTER TABLE log_entries ADD COLUMN written_in TEXT;
