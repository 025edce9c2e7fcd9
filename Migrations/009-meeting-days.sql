-- The days of the week, by their numbers in ISO 8601, on which a group likes to meet.

ALTER TABLE groups ADD COLUMN meeting_days TEXT;
