-- What a contact may tell besides: hours of the others, and people who joined for the first time.

-- Minutes of a member who was there, where they differ from those of the contact.
ALTER TABLE log_entry_members ADD COLUMN minutes INTEGER CHECK (minutes BETWEEN 5 AND 1440);
ALTER TABLE log_entries ADD COLUMN newcomers INTEGER CHECK (newcomers BETWEEN 0 AND 99);
