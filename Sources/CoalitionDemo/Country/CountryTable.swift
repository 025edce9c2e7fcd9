import Coalition
import SQLite

/// A table into which a country's rows go.
struct CountryTable: Hashable {
    let name: SQL
    /// The statement up to its rows.
    let insertion: SQL
    /// By which it is told from the others, a million times.
    private let number: Int

    init(_ number: Int, _ name: SQL, _ columns: SQL) {
        (self.number, self.name) = (number, name)
        insertion = "INSERT INTO \(name) (\(columns)) VALUES "
    }

    static func == (left: CountryTable, right: CountryTable) -> Bool {
        left.number == right.number
    }

    func hash(into hasher: inout Hasher) { hasher.combine(number) }

    /// What a row points at stands before it.
    static let all: [CountryTable] = [
        users, grants, groups, volunteers, languages, skills, trainings, memberships, families,
        contacts, familyProgrammes, familyLanguages, arrivals, familyMembers, needs, needSteps,
        notes,
        matches, entries,
        themes, present,
        tasks, accommodations, guests, identities, stays, states,
        builders, builderLanguages, matchBuilders, familyContacts, goalTasks, checkInWindows,
        checkIns,
    ]

    /// Those of which a row is known by its number.
    static let numbered: [CountryTable] = [
        users, groups, volunteers, memberships, families, familyMembers, needs, needSteps, notes,
        matches, entries, tasks, accommodations, guests, stays, builders, contacts, checkIns,
    ]

    /// Those whose numbers are taken from `sequences`, because sealed bytes are bound to them.
    static let sealed: [CountryTable] = [
        groups, volunteers, families, familyMembers, needs, needSteps, notes, entries, tasks,
        accommodations, guests, stays, builders, contacts, checkIns,
    ]

    static let users = CountryTable(
        1,
        "users",
        """
        id, ref, email, name, password_hash, password_changed_at, language, signed_in_at,
        previous_visit_at, created_at, updated_at
        """)
    static let grants = CountryTable(2, "grants", "user_id, role, city_id, from_on, created_at")
    static let groups = CountryTable(
        3,
        "groups",
        """
        id, ref, city_id, name, sort_key, kind, state, rule_version, neighbourhood, max_household,
        support_level, available_from_on, hours_offered, registered_on, intake_on, minimum_count,
        created_at, created_by, updated_at
        """)
    static let volunteers = CountryTable(
        4,
        "volunteers",
        """
        id, city_id, name_sealed, email_sealed, email_token, phone_sealed, birth_year, is_adult,
        vog_sealed, created_at, updated_at
        """)
    static let languages = CountryTable(5, "volunteer_languages", "volunteer_id, language")
    static let skills = CountryTable(6, "volunteer_skills", "volunteer_id, theme")
    static let trainings = CountryTable(
        7,
        "training_attendances", "training_id, volunteer_id, attended_on, valid_until_on, created_at"
    )
    static let memberships = CountryTable(
        8,
        "memberships",
        """
        id, group_id, volunteer_id, is_contact, code_of_conduct_on, joined_on, left_on, left_reason,
        created_at, updated_at
        """)
    static let families = CountryTable(
        9,
        "families",
        """
        id, ref, city_id, code_nl, code_en, programmes, state, route, household_size, adults, minors,
        is_interpreter_needed, arrival_on, arrival_certainty, needs_level, announced_on,
        is_announced_by_municipality, info_given_on, consent_on, wants_group, waiting_since_on,
        retention_until_on, created_at, created_by, updated_at
        """)
    static let familyProgrammes = CountryTable(
        25,
        "family_programmes", "family_id, programme, added_at, added_by, confirmed_at, confirmed_by")
    static let familyLanguages = CountryTable(10, "family_languages", "family_id, language")
    static let arrivals = CountryTable(
        11,
        "family_arrivals", "family_id, arrival_on, certainty, recorded_at, recorded_by")
    static let familyMembers = CountryTable(
        12,
        "family_members",
        """
        id, family_id, programme, name_sealed, original_name_sealed, is_single_name, role, birth_year,
        birth_precision, created_at, updated_at
        """)
    static let needs = CountryTable(
        13,
        "needs",
        """
        id, family_id, programme, theme, title_sealed, priority, owner, contact_id, due_on, status,
        closed_on, created_at, updated_at
        """)
    static let needSteps = CountryTable(
        45,
        "need_steps", "id, need_id, position, title_sealed, done_on, created_at, updated_at")
    static let notes = CountryTable(
        14,
        "sensitive_notes",
        "id, family_id, programme, kind, text_sealed, created_at, created_by")
    static let matches = CountryTable(
        15,
        "matches",
        """
        id, ref, city_id, kind, group_id, family_id, state, rule_version, proposed_on,
        introduced_on, starts_on, planned_until_on, ended_on, family_decision,
        family_decided_on, group_decision, group_decided_on, created_at, created_by, updated_at
        """)
    static let entries = CountryTable(
        16,
        "log_entries",
        """
        id, group_id, match_id, author_id, happened_on, is_contact, medium, minutes, mood,
        has_concern, note_sealed, created_at, updated_at
        """)
    static let themes = CountryTable(17, "log_entry_themes", "entry_id, theme")
    static let present = CountryTable(18, "log_entry_members", "entry_id, membership_id")
    static let tasks = CountryTable(
        19,
        "tasks",
        """
        id, ref, city_id, programme, kind, title_sealed, role, due_on, done_at, done_by, created_at,
        created_by, updated_at
        """)
    /// Tasks that goals of the municipality are; they take their numbers from ``tasks``.
    static let goalTasks = CountryTable(
        46,
        "tasks",
        """
        id, ref, city_id, programme, kind, role, subject, subject_id, need_id, due_on, cause_on,
        created_at, updated_at
        """)
    static let accommodations = CountryTable(
        20,
        "accommodations",
        """
        id, ref, city_id, name, sort_key, kind, address_sealed, beds, is_accessible, created_at,
        updated_at
        """)
    static let guests = CountryTable(
        21,
        "guests", "id, ref, code_nl, code_en, created_at, updated_at")
    static let identities = CountryTable(
        22,
        "guest_identities", "guest_id, channel_sealed, risk_sealed, updated_at")
    static let stays = CountryTable(
        23,
        "stays",
        """
        id, ref, city_id, accommodation_id, guest_id, cohort_id, state, from_on, until_on,
        rule_version, created_at, created_by, updated_at
        """)
    static let states = CountryTable(
        24,
        "state_changes", "subject, subject_id, from_state, to_state, by_user_id, at")
}
