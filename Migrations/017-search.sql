-- What is found by searching: the words of names that lie in the clear, keyed tokens of names that
-- are sealed, and the code names that families once had.
--
-- A search reads within the scope of who asks and nothing else, so that neither a count nor the time
-- that it takes tells of others. Each index therefore begins with the scope.

-- The words of names in the clear, folded.
CREATE TABLE search_words (
    -- The table of the record.
    kind TEXT NOT NULL,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    word TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    -- The same word from its last letter to its first: one wrong letter leaves one half right.
    back TEXT NOT NULL,
    PRIMARY KEY (kind, city_id, word, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_words_everywhere ON search_words (kind, word, record_id);
CREATE INDEX search_words_back ON search_words (kind, city_id, back);
CREATE INDEX search_words_back_everywhere ON search_words (kind, back);
CREATE INDEX search_words_by_record ON search_words (kind, record_id, word);

-- 16 bits of a keyed hash of each word of a sealed name, made with table, column and city. Others
-- share a token, so that it proves nothing: what it points at is opened and compared.
CREATE TABLE name_tokens (
    -- The table of the record.
    kind TEXT NOT NULL,
    city_id INTEGER NOT NULL REFERENCES cities (id),
    -- Who may read the name without a reason: a programme, and after it "announced" where the
    -- municipality may as well.
    readers TEXT NOT NULL,
    token INTEGER NOT NULL CHECK (token BETWEEN 0 AND 65535),
    record_id INTEGER NOT NULL,
    PRIMARY KEY (kind, city_id, readers, token, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_tokens_by_record ON name_tokens (kind, record_id);

-- Whoever changes or erases a name: what was found by it is found no more. The program writes anew
-- what a new name is found by.
CREATE TRIGGER groups_found_no_more AFTER DELETE ON groups
BEGIN DELETE FROM search_words WHERE kind = 'groups' AND record_id = OLD.id; END;
CREATE TRIGGER groups_found_otherwise AFTER UPDATE OF name ON groups
BEGIN DELETE FROM search_words WHERE kind = 'groups' AND record_id = OLD.id; END;
CREATE TRIGGER accommodations_found_no_more AFTER DELETE ON accommodations
BEGIN DELETE FROM search_words WHERE kind = 'accommodations' AND record_id = OLD.id; END;
CREATE TRIGGER accommodations_found_otherwise AFTER UPDATE OF name ON accommodations
BEGIN DELETE FROM search_words WHERE kind = 'accommodations' AND record_id = OLD.id; END;
CREATE TRIGGER cities_found_otherwise AFTER UPDATE OF name_nl, name_en ON cities
BEGIN DELETE FROM search_words WHERE kind = 'cities' AND record_id = OLD.id; END;
CREATE TRIGGER volunteers_found_no_more AFTER DELETE ON volunteers
BEGIN DELETE FROM name_tokens WHERE kind = 'volunteers' AND record_id = OLD.id; END;
CREATE TRIGGER volunteers_found_otherwise AFTER UPDATE OF name_sealed ON volunteers
BEGIN DELETE FROM name_tokens WHERE kind = 'volunteers' AND record_id = OLD.id; END;
CREATE TRIGGER family_members_found_no_more AFTER DELETE ON family_members
BEGIN DELETE FROM name_tokens WHERE kind = 'family_members' AND record_id = OLD.id; END;
CREATE TRIGGER family_members_found_otherwise
AFTER UPDATE OF name_sealed, original_name_sealed ON family_members
BEGIN DELETE FROM name_tokens WHERE kind = 'family_members' AND record_id = OLD.id; END;

-- Code names are drawn from a list, and found by it.
CREATE INDEX families_found_by_city ON families (programmes, city_id, code_nl, id)
    WHERE state <> 'erased';
CREATE INDEX families_found ON families (programmes, code_nl, id) WHERE state <> 'erased';

-- A code name that a family had, and why it was given another: who knows the family by the former
-- one finds it, unless that leaked.
CREATE TABLE family_codes (
    id INTEGER NOT NULL PRIMARY KEY,
    family_id INTEGER NOT NULL REFERENCES families (id),
    city_id INTEGER NOT NULL REFERENCES cities (id),
    -- As those of the family; kept by a trigger.
    programmes TEXT NOT NULL,
    code_nl TEXT NOT NULL,
    code_en TEXT NOT NULL,
    reason TEXT NOT NULL,
    dropped_at INTEGER NOT NULL,
    dropped_by INTEGER REFERENCES users (id)
) STRICT;
CREATE INDEX family_codes_by_family ON family_codes (family_id, id);
CREATE INDEX family_codes_by_city ON family_codes (city_id, code_nl);
CREATE INDEX family_codes_found_by_city ON family_codes (programmes, city_id, code_nl, id)
    WHERE reason <> 'leaked';
CREATE INDEX family_codes_found ON family_codes (programmes, code_nl, id)
    WHERE reason <> 'leaked';
CREATE TRIGGER family_codes_follow AFTER UPDATE OF programmes ON families
BEGIN UPDATE family_codes SET programmes = NEW.programmes WHERE family_id = NEW.id; END;
-- What is erased gives its names back.
CREATE TRIGGER family_codes_erased AFTER UPDATE OF state ON families WHEN NEW.state = 'erased'
BEGIN DELETE FROM family_codes WHERE family_id = NEW.id; END;
