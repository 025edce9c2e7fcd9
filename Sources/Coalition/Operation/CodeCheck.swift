import SQLite

/// Looks for codes that the program does not know: the schema takes any, so that a new one never
/// rebuilds a table, and the enumerations here are the authority.
enum CodeCheck {
    /// A column that holds a code, or several with blanks between them, and which ones it may.
    struct Column {
        let table: SQL
        let column: SQL
        let codes: [String]
        let hasSeveral: Bool

        init<C: Code>(_ table: SQL, _ column: SQL, _ type: C.Type) {
            self.table = table
            self.column = column
            codes = C.allCases.map(\.rawValue)
            hasSeveral = false
        }

        /// A column with codes of one of several kinds.
        init(_ table: SQL, _ column: SQL, several kinds: [any Code.Type]) {
            self.table = table
            self.column = column
            codes = kinds.flatMap(Column.codes)
            hasSeveral = true
        }

        private static func codes(_ kind: any Code.Type) -> [String] {
            func all<C: Code>(_: C.Type) -> [String] { C.allCases.map(\.rawValue) }
            return all(kind)
        }

        /// Where a described field keeps its codes; nil for one that has none.
        init?(_ field: FieldDescription, of record: RecordDescription) {
            switch field.kind {
            case .choice(let codes, _), .choices(let codes): self.codes = codes
            default: return nil
            }
            switch field.keeping {
            case .plain:
                (table, column) = (record.table, field.storedColumn)
                hasSeveral = if case .choices = field.kind { true } else { false }
            case .rows(let rows):
                (table, column, hasSeveral) = (rows.table, rows.code, false)
            case .sealed, .opened: return nil
            }
        }

        /// Whether a row has a code that is not among them.
        fileprivate var isStrange: SQL {
            hasSeveral
                ? """
                EXISTS (SELECT 1
                    FROM json_each('[' || replace(json_quote(\(column)), ' ', '","') || ']')
                    WHERE value NOT IN \(list: codes))
                """ : "\(column) NOT IN \(list: codes)"
        }
    }

    static let columns: [Column] =
        described + [
            Column("grants", "role", Role.self),
            Column("grants", "programme", Programme.self),
            Column("city_programmes", "programme", Programme.self),
            Column("city_programmes", "state", CityProgramme.State.self),
            Column("state_changes", "subject", Subject.self),
            Column("state_changes", "from_state", several: states),
            Column("state_changes", "to_state", several: states),
            // A step back tells the guards that no longer held, a person's step why.
            Column(
                "state_changes", "reason",
                several: [
                    Match.Reason.self, Group.Reason.self, Group.Guard.self, Family.Guard.self,
                ]),
            Column("matches", "introduced_with", Match.Presence.self),
            Column("matches", "next_for_family", Match.Next.self),
            Column("openings", "subject", Subject.self),
            Column("openings", "part", OpenedPart.self),
            Column("groups", "state", Group.State.self),
            Column("memberships", "left_reason", Member.LeftReason.self),
            Column("families", "state", Family.State.self),
            Column("family_arrivals", "certainty", Family.Certainty.self),
            Column("family_programmes", "programme", Programme.self),
            Column("family_codes", "reason", FormerCode.Reason.self),
            Column("family_members", "programme", Programme.self),
            Column("family_contacts", "programme", Programme.self),
            Column("needs", "programme", Programme.self),
            Column("sensitive_notes", "programme", Programme.self),
            Column("sensitive_notes", "kind", SensitiveNote.Kind.self),
            Column("matches", "kind", Match.Kind.self),
            Column("matches", "state", Match.State.self),
            Column("matches", "reason", Match.Reason.self),
            Column("match_overrides", "rule", Pairing.Rule.self),
            Column("stays", "state", Stay.State.self),
            Column("stays", "extension_reason", Stay.ExtensionReason.self),
            Column("stay_extensions", "reason", Stay.ExtensionReason.self),
            Column("stay_extensions", "outcome", ExtensionRequest.Outcome.self),
            Column("log_entries", "medium", LogEntry.Medium.self),
            Column("log_entries", "worry", LogEntry.Worry.self),
            Column("log_entry_themes", "theme", Theme.self),
            Column("tasks", "programme", Programme.self),
            Column("tasks", "kind", Task.Kind.self),
            Column("tasks", "role", Role.self),
            Column("tasks", "subject", Subject.self),
            Column("tasks", "outcome", Task.Outcome.self),
            Column("talks", "programme", Programme.self),
            Column("talks", "subject", Subject.self),
            Column("talks", "outcome", Talk.Outcome.self),
            Column("checklist_templates", "kind", Checklist.Kind.self),
            Column("checklist_lines", "owner", Checklist.Owner.self),
            Column("checklist_lines", "answer", Checklist.Answer.self),
            Column("checklist_lines", "milestone", Milestone.Kind.self),
            Column("checklist_lines", "routes", several: [Family.Route.self]),
            Column("checklist_lines", "kinds", several: [Group.Kind.self]),
            Column("checklist_lines", "reviews", several: [Review.Kind.self]),
            Column("checklist_ticks", "not_needed", ChecklistTick.Reason.self),
            Column("milestones", "programme", Programme.self),
            Column("reviews", "kind", Review.Kind.self),
            Column("reviews", "audience", Review.Audience.self),
            Column("reviews", "outcome", Review.Outcome.self),
            Column("check_ins", "programme", Programme.self),
            Column("check_ins", "role", Role.self),
            Column("check_in_windows", "programme", Programme.self),
            Column("check_in_windows", "kind", CheckIn.Kind.self),
            Column("concerns", "programme", Programme.self),
            Column("concerns", "subject", Subject.self),
            Column("concerns", "about_role", Role.self),
            Column("concerns", "state", Concern.State.self),
            Column("concerns", "triage_role", Role.self),
            Column("concerns", "outcome", Concern.Outcome.self),
            Column("concern_referrals", "party", ConcernReferral.Party.self),
            Column("family_transfers", "programme", Programme.self),
            Column("family_transfers", "consent_how", FamilyTransfer.How.self),
            Column("family_transfers", "outcome", FamilyTransfer.Outcome.self),
            Column("family_transfers", "reason", FamilyTransfer.Reason.self),
            Column("family_merges", "merged_state", Family.State.self),
            Column("candidates", "state", Candidate.State.self),
            Column("nominations", "outcome", Nomination.Outcome.self),
            Column("nominations", "municipality", Nomination.Permission.self),
            Column("case_team_members", "part", CaseTeamMember.Part.self),
            Column("case_team_members", "depth", CaseTeamMember.Depth.self),
        ]

    private static let states: [any Code.Type] = [
        CityProgramme.State.self, Group.State.self, Family.State.self, Match.State.self,
        Stay.State.self, Concern.State.self,
    ]

    private static let described = RecordDescription.all.flatMap { record in
        record.fields.compactMap { Column($0, of: record) }
    }

    /// A sentence for each column with a code that is not known, and how many rows have it.
    static func findings(in tx: Transaction) throws -> [String] {
        try columns.flatMap { place in
            try tx.db.all(
                """
                SELECT count(*) FROM \(place.table)
                WHERE \(place.column) IS NOT NULL AND \(place.isStrange)
                HAVING count(*) > 0
                """
            ) { row in
                let count: Int = try row.next()
                return "\(place.table.text).\(place.column.text): \(count) rows have a code that "
                    + "this program does not know."
            }
        }
    }
}
