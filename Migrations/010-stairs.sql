-- What somebody meets who cannot climb stairs; sealed, as it tells where the accommodation is.

ALTER TABLE accommodations ADD COLUMN stairs_note_sealed BLOB;
