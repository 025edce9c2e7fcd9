-- The year of a family and a group: checklists, reviews and milestones.

-- A list of lines as it stood from a moment on: the network's, or a city's own.
CREATE TABLE checklist_templates (
    id INTEGER NOT NULL PRIMARY KEY,
    -- NULL for the network's, which a city has until it makes its own.
    city_id INTEGER REFERENCES cities (id),
    -- Which list: before the arrival, the first days, a month's review, the exit plan ...
    kind TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    -- A city that has the network's again from here on; such a version has no lines.
    is_given_back INTEGER NOT NULL DEFAULT 0 CHECK (is_given_back IN (0, 1)),
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    CHECK (city_id IS NOT NULL OR is_given_back = 0)
) STRICT;
CREATE UNIQUE INDEX checklist_templates_once
    ON checklist_templates (ifnull(city_id, 0), kind, number);

CREATE TABLE checklist_lines (
    id INTEGER NOT NULL PRIMARY KEY,
    template_id INTEGER NOT NULL REFERENCES checklist_templates (id),
    position INTEGER NOT NULL CHECK (position > 0),
    -- What the line is through all versions, so that a tick of an older one is known again.
    code TEXT NOT NULL,
    title_nl TEXT NOT NULL CHECK (length(title_nl) BETWEEN 1 AND 200),
    title_en TEXT NOT NULL CHECK (length(title_en) BETWEEN 1 AND 200),
    -- Who does it: group, municipality, partner, coordinator or family; of a question, how it is
    -- answered.
    owner TEXT NOT NULL,
    answer TEXT,
    -- Days from the day on which the list begins; negative before it.
    due_days INTEGER,
    -- The milestone that is reached with it.
    milestone TEXT,
    -- Codes with a space between them; NULL for every route, kind of group or review.
    routes TEXT,
    kinds TEXT,
    reviews TEXT,
    UNIQUE (template_id, code)
) STRICT;
CREATE INDEX checklist_lines_by_template ON checklist_lines (template_id, position);

-- The moment whose templates count for a match, or for a group before it has one.
ALTER TABLE matches ADD COLUMN templates_at INTEGER;
ALTER TABLE groups ADD COLUMN templates_at INTEGER;
UPDATE matches SET templates_at = created_at;

CREATE TABLE checklist_ticks (
    id INTEGER NOT NULL PRIMARY KEY,
    -- Of a group that does not know its family yet, else of a match.
    group_id INTEGER REFERENCES groups (id),
    match_id INTEGER REFERENCES matches (id),
    line_id INTEGER NOT NULL REFERENCES checklist_lines (id),
    done_on TEXT NOT NULL CHECK (done_on IS date(done_on, '+0 days')),
    -- Why the line is not needed; NULL for one that was done.
    not_needed TEXT,
    -- The contact in whose log, or the review in which, it was ticked.
    entry_id INTEGER,
    review_id INTEGER,
    ticked_at INTEGER NOT NULL,
    ticked_by INTEGER REFERENCES users (id),
    CHECK ((group_id IS NULL) <> (match_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX checklist_ticks_of_match ON checklist_ticks (match_id, line_id)
    WHERE match_id IS NOT NULL;
CREATE UNIQUE INDEX checklist_ticks_of_group ON checklist_ticks (group_id, line_id)
    WHERE group_id IS NOT NULL;
CREATE INDEX checklist_ticks_by_entry ON checklist_ticks (entry_id) WHERE entry_id IS NOT NULL;

CREATE TABLE milestones (
    id INTEGER NOT NULL PRIMARY KEY,
    family_id INTEGER NOT NULL REFERENCES families (id),
    programme TEXT NOT NULL,
    -- The one of the family who reached it; NULL for all.
    person_id INTEGER REFERENCES family_members (id),
    code TEXT NOT NULL,
    reached_on TEXT NOT NULL CHECK (reached_on IS date(reached_on, '+0 days')),
    precision TEXT NOT NULL,
    source TEXT NOT NULL,
    -- The tick that set it, and takes it along when it is taken back.
    tick_id INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX milestones_by_family ON milestones (family_id, reached_on, id);
CREATE UNIQUE INDEX milestones_once ON milestones (family_id, code, ifnull(person_id, 0));
CREATE UNIQUE INDEX milestones_by_tick ON milestones (tick_id) WHERE tick_id IS NOT NULL;

CREATE TABLE reviews (
    id INTEGER NOT NULL PRIMARY KEY,
    match_id INTEGER NOT NULL REFERENCES matches (id),
    kind TEXT NOT NULL,
    held_on TEXT NOT NULL CHECK (held_on IS date(held_on, '+0 days')),
    audience TEXT NOT NULL,
    template_id INTEGER NOT NULL REFERENCES checklist_templates (id),
    answers_sealed BLOB,
    outcome TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX reviews_by_match ON reviews (match_id, held_on, id);
CREATE UNIQUE INDEX reviews_once ON reviews (match_id, kind) WHERE kind <> 'own';

-- The line of a checklist that a task is; its title stands there. And the review it follows from.
ALTER TABLE tasks ADD COLUMN line_id INTEGER REFERENCES checklist_lines (id);
ALTER TABLE tasks ADD COLUMN review_id INTEGER REFERENCES reviews (id);
CREATE UNIQUE INDEX tasks_by_line ON tasks (subject_id, subject, line_id) WHERE line_id IS NOT NULL;
CREATE INDEX tasks_by_review ON tasks (review_id) WHERE review_id IS NOT NULL;

-- Reviews that were asked for, to be settled when their window closes.
CREATE INDEX tasks_of_reviews ON tasks (due_on, id)
    WHERE kind = 'year_review' AND cause_gone_on IS NULL;

-- Matches that run, by the day from which their months are counted, for what a day asks of all.
CREATE INDEX matches_by_year ON matches (starts_on, id)
    WHERE state IN ('active', 'suspended', 'closing');

-- The network's first version of each list. A line without routes or kinds of group is for all.
INSERT INTO checklist_templates (id, city_id, kind, number, created_at) VALUES
    (1, NULL, 'before_arrival', 1, 0),
    (2, NULL, 'first_days', 1, 0),
    (3, NULL, 'sixty_days', 1, 0),
    (4, NULL, 'month_3', 1, 0),
    (5, NULL, 'month_6', 1, 0),
    (6, NULL, 'month_9', 1, 0),
    (7, NULL, 'month_12', 1, 0),
    (8, NULL, 'exit_plan', 1, 0),
    (9, NULL, 'review', 1, 0);

INSERT INTO checklist_lines (template_id, position, code, title_nl, title_en, owner, due_days,
    milestone, routes, kinds) VALUES
    (1, 1, 'roles_divided', 'Taken in de groep verdeeld',
        'Tasks divided within the group',
        'group', -30, NULL, NULL, NULL),
    (1, 2, 'coa_file', 'Dossier van het COA gelezen',
        'File from the reception agency (COA) read',
        'coordinator', -21, NULL, 'resettlement', NULL),
    (1, 3, 'reunion_who', 'Bekend wie er komt en of de visa klaar zijn',
        'Known who will come and whether the visas are ready',
        'coordinator', -21, NULL, 'family_reunion', NULL),
    (1, 4, 'house_ready', 'Huis schoon en ingericht',
        'House clean and furnished',
        'group', -3, NULL, NULL, 'sponsor church'),
    (1, 5, 'school_place', 'Plaats op school gevonden voor de kinderen',
        'Places at school found for the children',
        'municipality', -14, NULL, 'resettlement status_holder ukraine', 'sponsor church'),
    (1, 6, 'reunion_school', 'School gevraagd voor de kinderen die komen',
        'School asked for the children who will come',
        'municipality', -14, NULL, 'family_reunion', NULL),
    (1, 7, 'gp_place', 'Huisarts met plaats gevonden',
        'A GP with room found',
        'group', -14, NULL, NULL, 'sponsor church'),
    (1, 8, 'azc_visit', 'Kennisgemaakt in het azc, of met een beeldgesprek',
        'Met at the reception centre, or in a video call',
        'group', -14, NULL, 'status_holder', 'sponsor church'),
    (1, 9, 'money_plan', 'Plan voor het geld van de eerste weken',
        'Plan for the money of the first weeks',
        'group', -14, NULL, NULL, 'sponsor church'),
    (1, 10, 'interpreter', 'Tolk geregeld voor de eerste dagen',
        'Interpreter arranged for the first days',
        'coordinator', -7, NULL, NULL, NULL),
    (1, 11, 'names_checked', 'Namen en geboortedatums nagekeken op de papieren',
        'Names and dates of birth checked on the papers',
        'coordinator', -7, NULL, NULL, NULL),
    (1, 12, 'reunion_room', 'Kamer en bed klaar voor wie later komt',
        'Room and bed ready for who comes later',
        'group', -7, NULL, 'family_reunion', NULL),
    (1, 13, 'reception_known', 'Bekend waar het gezin nu woont en tot wanneer',
        'Known where the family lives now and until when',
        'coordinator', -7, NULL, 'ukraine', NULL),
    (1, 14, 'neighbours', 'Buren verteld dat er nieuwe buren komen, zonder namen',
        'Neighbours told that new neighbours are coming, without names',
        'group', -7, NULL, NULL, 'sponsor church'),
    (1, 15, 'photo_consent', 'Afgesproken: geen foto''s zonder toestemming vooraf',
        'Agreed: no photos without asking first',
        'group', -7, NULL, NULL, NULL),
    (1, 16, 'airport_met', 'Bekend wie het gezin op de luchthaven ontvangt',
        'Known who meets the family at the airport',
        'group', -5, NULL, 'resettlement', NULL),
    (1, 17, 'straight_to_town', 'Vervoer geregeld van de luchthaven rechtstreeks naar de nieuwe woonplaats',
        'Transport arranged from the airport straight to the new town',
        'partner', -5, NULL, 'resettlement', NULL),
    (1, 18, 'pick_up', 'Ophalen geregeld bij luchthaven of azc',
        'Pick-up at airport or reception centre arranged',
        'group', -3, NULL, 'status_holder family_reunion ukraine', 'sponsor church'),
    (1, 19, 'food', 'Eten in huis dat bij het gezin past',
        'Food at home that suits the family',
        'group', -1, NULL, NULL, 'sponsor church');

INSERT INTO checklist_lines (template_id, position, code, title_nl, title_en, owner, due_days,
    milestone, routes, kinds) VALUES
    (2, 1, 'met_interpreter', 'Opgewacht bij aankomst, met tolk',
        'Met on arrival, with an interpreter',
        'group', 0, NULL, NULL, 'sponsor church'),
    (2, 2, 'house_explained', 'Huis uitgelegd: sleutels, verwarming, afval',
        'House explained: keys, heating, waste',
        'group', 1, NULL, NULL, 'sponsor church'),
    (2, 3, 'groceries', 'Eerste boodschappen samen gedaan',
        'First groceries done together',
        'group', 2, NULL, NULL, 'sponsor church'),
    (2, 4, 'acquaintance_home', 'Kennisgemaakt bij het gezin thuis',
        'Got to know each other at the family''s home',
        'group', 3, NULL, NULL, 'welcome student'),
    (2, 5, 'safety_numbers', 'Nummers voor nood uitgelegd: 112, huisarts, huisartsenpost',
        'Emergency numbers explained: 112, GP, out-of-hours GP',
        'group', 3, NULL, NULL, NULL),
    (2, 6, 'sim', 'Simkaart en internet geregeld',
        'SIM card and internet arranged',
        'group', 3, NULL, NULL, 'sponsor church'),
    (2, 7, 'brp', 'Ingeschreven bij de gemeente (BRP)',
        'Registered with the municipality (BRP)',
        'municipality', 5, NULL, 'resettlement status_holder family_reunion', 'sponsor church'),
    (2, 8, 'rmo', 'Ingeschreven bij de gemeente, als ontheemde (RMO)',
        'Registered with the municipality, as a displaced person (RMO)',
        'municipality', 7, NULL, 'ukraine', NULL),
    (2, 9, 'already_arranged', 'Gevraagd wat al geregeld is, en door wie',
        'Asked what is arranged already, and by whom',
        'group', 7, NULL, NULL, 'welcome student'),
    (2, 10, 'bank', 'Bankrekening aangevraagd',
        'Bank account applied for',
        'group', 10, NULL, NULL, NULL),
    (2, 11, 'benefits_applied', 'Uitkering aangevraagd',
        'Benefit applied for',
        'municipality', 10, NULL, 'resettlement status_holder family_reunion', 'sponsor church'),
    (2, 12, 'living_allowance', 'Leefgeld aangevraagd',
        'Living allowance applied for',
        'municipality', 10, NULL, 'ukraine', NULL),
    (2, 13, 'gp', 'Ingeschreven bij een huisarts',
        'Registered with a GP',
        'group', 10, 'gp', NULL, NULL),
    (2, 14, 'complaints_leaflet', 'Verteld hoe men kan klagen, met de folder',
        'Told how to complain, with the leaflet',
        'coordinator', 14, NULL, NULL, NULL),
    (2, 15, 'independent_contact', 'Onafhankelijk contact uitgelegd, in de taal van het gezin',
        'Independent contact explained, in the family''s language',
        'coordinator', 14, NULL, NULL, NULL),
    (2, 16, 'work_allowed', 'Bekend dat werken mag, en wat de werkgever meldt',
        'Known that work is allowed, and what the employer reports',
        'group', 14, NULL, 'ukraine', NULL);

INSERT INTO checklist_lines (template_id, position, code, title_nl, title_en, owner, due_days,
    milestone, routes, kinds) VALUES
    (3, 1, 'tenancy', 'Huurcontract getekend',
        'Tenancy signed',
        'group', 30, 'own_home', 'resettlement status_holder family_reunion', NULL),
    (3, 2, 'children_in_school', 'Kinderen gaan naar school',
        'Children go to school',
        'municipality', 30, 'children_in_school', NULL, NULL),
    (3, 3, 'transport', 'Weg gewezen in bus, trein en op de fiets',
        'Shown the way by bus, train and bicycle',
        'group', 30, NULL, NULL, NULL),
    (3, 4, 'utilities', 'Stroom, water en internet op eigen naam',
        'Power, water and internet in their own name',
        'group', 45, NULL, 'resettlement status_holder family_reunion', NULL),
    (3, 5, 'benefits_received', 'Eerste uitkering en toeslagen ontvangen',
        'First benefit and allowances received',
        'municipality', 45, NULL, 'resettlement status_holder family_reunion', NULL),
    (3, 6, 'budget', 'Samen een begroting gemaakt',
        'Budget made together',
        'group', 45, NULL, NULL, NULL),
    (3, 7, 'code_signed', 'Gedragscode besproken en getekend door beide kanten',
        'Code of conduct talked through and signed by both sides',
        'coordinator', 45, NULL, NULL, NULL),
    (3, 8, 'language', 'Volwassenen begonnen met taalles',
        'Adults have begun language lessons',
        'partner', 60, 'language_started', NULL, NULL),
    (3, 9, 'pip', 'Brede intake gedaan en plan inburgering (PIP) vastgesteld',
        'Broad intake done and integration plan (PIP) set',
        'municipality', 60, 'pip', 'resettlement status_holder family_reunion', NULL),
    (3, 10, 'playgroup', 'Peutergroep of opvang gevonden voor de jongsten',
        'Playgroup or childcare found for the youngest',
        'group', 60, NULL, NULL, NULL),
    (3, 11, 'dentist', 'Eerste bezoek aan huisarts en tandarts',
        'First visit to GP and dentist',
        'group', 60, NULL, NULL, NULL),
    (3, 12, 'laws_safety', 'Wetten, rechten en veiligheid besproken',
        'Laws, rights and safety talked through',
        'coordinator', 60, NULL, NULL, NULL),
    (3, 13, 'safeguarding', 'Grenzen, veiligheid en klachten begrepen, met tolk',
        'Boundaries, safety and complaints understood, with an interpreter',
        'coordinator', 60, NULL, NULL, NULL),
    (3, 14, 'first_look_back', 'Eerste keer teruggekeken met groep en kernteam',
        'First look back with the group and the core team',
        'coordinator', 60, NULL, NULL, NULL),
    (3, 15, 'reunited', 'Het gezin is weer bij elkaar',
        'The family is together again',
        'family', NULL, 'reunited', 'family_reunion', NULL);

INSERT INTO checklist_lines (template_id, position, code, title_nl, title_en, owner, due_days,
    milestone, routes, kinds) VALUES
    (4, 1, 'wishes', 'Gevraagd wat het gezin zelf wil bereiken',
        'Asked what the family itself wants to achieve',
        'group', 0, NULL, NULL, NULL),
    (4, 2, 'language_practice', 'Vast moment om taal te oefenen',
        'A fixed moment to practise the language',
        'group', 0, NULL, NULL, NULL),
    (4, 3, 'letters', 'Post samen doorgenomen en geordend',
        'Letters gone through and sorted together',
        'group', 0, NULL, NULL, NULL),
    (4, 4, 'insurance', 'Zorgverzekering en toeslagen kloppen',
        'Health insurance and allowances are right',
        'group', 0, NULL, NULL, NULL),
    (4, 5, 'meeting_place', 'Kennisgemaakt met buurthuis, vereniging, kerk of moskee',
        'Got to know a community centre, club, church or mosque',
        'group', 0, NULL, NULL, NULL);

INSERT INTO checklist_lines (template_id, position, code, title_nl, title_en, owner, due_days,
    milestone, routes, kinds) VALUES
    (5, 1, 'work_explored', 'Werk, vrijwilligerswerk of opleiding verkend',
        'Work, volunteering or education explored',
        'group', 0, NULL, NULL, NULL),
    (5, 2, 'friends', 'Contact met mensen buiten de groep',
        'Contact with people outside the group',
        'group', 0, 'friends', NULL, NULL),
    (5, 3, 'money_checked', 'Geldzaken nagelopen: geen schulden, niets geleend van de groep',
        'Money matters checked: no debts, nothing borrowed from the group',
        'coordinator', 0, NULL, NULL, NULL),
    (5, 4, 'own_doing', 'Opgeschreven wat het gezin nu zelf doet',
        'Written down what the family now does by itself',
        'group', 0, NULL, NULL, NULL),
    (5, 5, 'load', 'Gevraagd of het vol te houden is voor de groep',
        'Asked whether the group can keep it up',
        'coordinator', 0, NULL, NULL, NULL);

INSERT INTO checklist_lines (template_id, position, code, title_nl, title_en, owner, due_days,
    milestone, routes, kinds) VALUES
    (6, 1, 'club', 'Lid van een vereniging, of een vaste activiteit',
        'Member of a club, or a regular activity',
        'group', 0, 'club', NULL, NULL),
    (6, 2, 'reads_mail', 'Leest eigen post, en weet wie kan helpen',
        'Reads own mail, and knows who can help',
        'group', 0, 'reads_mail', NULL, NULL),
    (6, 3, 'who_after', 'Bekend wie er na het jaar helpt',
        'Known who helps after the year',
        'group', 0, NULL, NULL, NULL),
    (6, 4, 'less', 'De groep doet minder, het gezin doet meer zelf',
        'The group does less, the family does more',
        'group', 0, NULL, NULL, NULL);

INSERT INTO checklist_lines (template_id, position, code, title_nl, title_en, owner, due_days,
    milestone, routes, kinds) VALUES
    (7, 1, 'look_back', 'Samen teruggekeken op het jaar',
        'Looked back on the year together',
        'group', 0, NULL, NULL, NULL),
    (7, 2, 'celebrated', 'Het jaar samen gevierd',
        'Celebrated the year together',
        'group', 0, NULL, NULL, NULL),
    (7, 3, 'contact_after', 'Besproken of men elkaar blijft zien: dat is privé',
        'Talked about whether to stay in touch: that is private',
        'group', 0, NULL, NULL, NULL),
    (7, 4, 'keys_back', 'Sleutels en papieren terug bij het gezin',
        'Keys and papers back with the family',
        'group', 0, NULL, NULL, NULL),
    (7, 5, 'data_told', 'Verteld wat er met de gegevens gebeurt',
        'Told what happens with the data',
        'coordinator', 0, NULL, NULL, NULL);

INSERT INTO checklist_lines (template_id, position, code, title_nl, title_en, owner, due_days,
    milestone, routes, kinds) VALUES
    (8, 1, 'exit_self', 'Opgeschreven wat het gezin zelf doet, en wie waarbij helpt',
        'Written down what the family does itself, and who helps with what',
        'group', 0, NULL, NULL, NULL),
    (8, 2, 'exit_money', 'Geldzaken en post staan op naam van het gezin',
        'Money matters and mail are in the family''s name',
        'group', 0, NULL, NULL, NULL),
    (8, 3, 'exit_numbers', 'Nummers van huisarts, school, gemeente en hulp, in de taal van het gezin',
        'Numbers of GP, school, municipality and help, in the family''s language',
        'group', 0, NULL, NULL, NULL),
    (8, 4, 'exit_formal', 'Gemeente en begeleiding weten wanneer de groep stopt',
        'Municipality and social guidance know when the group ends',
        'municipality', 0, NULL, NULL, NULL),
    (8, 5, 'exit_dates', 'Slotgesprek en einddag afgesproken',
        'Closing talk and last day agreed',
        'coordinator', 0, NULL, NULL, NULL),
    (8, 6, 'exit_agreed', 'Het gezin heeft het plan gezien en is het ermee eens',
        'The family has seen the plan and agrees with it',
        'coordinator', 0, NULL, NULL, NULL);

-- Questions of a review, and of which reviews when not of all.
INSERT INTO checklist_lines (template_id, position, code, title_nl, title_en, owner, answer,
    reviews) VALUES
    (9, 1, 'going', 'Hoe gaat het met het gezin?',
        'How is the family doing?',
        'coordinator', 'text', NULL),
    (9, 2, 'not_ready', 'Wat was er in de eerste dagen nog niet klaar?',
        'What was not ready in the first days?',
        'coordinator', 'text', 'w2'),
    (9, 3, 'contact', 'Hoe goed past het contact tussen groep en gezin?',
        'How well does the contact between group and family fit?',
        'coordinator', 'scale', NULL),
    (9, 4, 'heard', 'Voelt het gezin zich gehoord, en kan het nee zeggen?',
        'Does the family feel heard, and can it say no?',
        'coordinator', 'scale', NULL),
    (9, 5, 'load', 'Hoe goed is het vol te houden voor de groep?',
        'How well can the group keep it up?',
        'coordinator', 'scale', NULL),
    (9, 6, 'well', 'Wat gaat goed?',
        'What goes well?',
        'coordinator', 'text', NULL),
    (9, 7, 'change', 'Wat moet anders?',
        'What has to change?',
        'coordinator', 'text', NULL),
    (9, 8, 'self', 'Wat kan het gezin nu zelf, en wat nog niet?',
        'What can the family now do itself, and what not yet?',
        'coordinator', 'text', 'm6 m9'),
    (9, 9, 'lesson', 'Wat zou u een volgende groep meegeven?',
        'What would you tell the next group?',
        'coordinator', 'text', 'm12');

-- The windows of reviews: days after the beginning for the first two, days before and after the
-- month's own day for the others.
INSERT INTO rules (version, key, value)
SELECT version, 'review.w2.from_days', 10 FROM rule_versions
UNION ALL SELECT version, 'review.w2.until_days', 21 FROM rule_versions
UNION ALL SELECT version, 'review.m1.from_days', 25 FROM rule_versions
UNION ALL SELECT version, 'review.m1.until_days', 45 FROM rule_versions
UNION ALL SELECT version, 'review.month.before_days', 14 FROM rule_versions
UNION ALL SELECT version, 'review.month.after_days', 21 FROM rule_versions
-- So many days after the end of a match its last review can still be held.
UNION ALL SELECT version, 'review.end.after_days', 30 FROM rule_versions;
