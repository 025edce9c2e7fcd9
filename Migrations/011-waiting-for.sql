-- What has to happen before a task can be done, as somebody typed it.

ALTER TABLE tasks ADD COLUMN waiting_for_sealed BLOB;
