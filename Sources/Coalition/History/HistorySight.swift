/// Which lines of a record's history somebody may know of: a line is there only for who may see the
/// field or record that it names. What is not said here is hidden.
public struct HistorySight: Sendable {
    private let viewer: Viewer
    private let record: RecordID
    private let city: ID<City>
    private let programmes: Set<Programme>
    /// Fields that everybody who sees the record may know of.
    private let open: Set<String>
    /// Fields for some roles only.
    private let closed: [String: Set<Role>]
    /// Who writes the record and reads all of it.
    private let writers: Set<Role>
    /// Whether the viewer may know of what the record's city may not know.
    private let seesClosed: Bool
    /// When a slot was last given back without its guest, before which only the network looks; nil for
    /// every other record.
    private let since: Instant?

    /// What is done to a record besides its described fields, for whoever sees it.
    private static let plain: [Subject: Set<String>] = [
        .group: ["coordinator", "paused_until", "rule_version"],
        .family: ["coordinator", "code", "programme", "programme_confirmed", "programme_declined"],
        .match: [
            "coordinator", "family", "group", "starts_on", "planned_until_on", "rule_version",
        ],
        .stay: ["coordinator", "accommodation", "guest", "rule_version"],
    ]

    /// Roles for which more is there than for every reader: goals and milestones, decisions, notes.
    private static let some: [Subject: [String: Set<Role>]] = [
        .family: [
            "sensitive_notes": [.local, .safeguarding], "formal_contact": [.local, .municipality],
        ],
        .match: [
            "family_decision": [.network, .safeguarding],
            "group_decision": [.network, .safeguarding],
            "expectations_on": [.network, .safeguarding],
        ],
    ]

    init<Kind: CityRecord>(_ record: Kind, in tx: Transaction) throws {
        viewer = tx.viewer
        seesClosed = try record.seesClosedLooks(in: tx)
        let isOfNetwork = record.grants(NominationPolicy.makers, to: tx.viewer)
        since =
            Kind.subject == .stay && !isOfNetwork
            ? try Nomination.lastReturn(of: ID(record.id.value), in: tx) : nil
        self.record = RecordID(record.id)
        (city, programmes) = (record.city, record.programmes)
        let rights = HistorySight.about(Kind.subject).map {
            ($0, FieldRights(tx.viewer, for: record.programmes, in: record.city))
        }
        let described = rights.map { about, rights in
            about.fields.filter { rights.maySee($0) }.map(\.name)
        }
        open = (HistorySight.plain[Kind.subject] ?? []).union(described ?? [])
        closed = HistorySight.some[Kind.subject] ?? [:]
        writers = Kind.subject == .stay ? StayPolicy.writers : [.local]
    }

    private static func about(_ subject: Subject) -> RecordDescription? {
        switch subject {
        case .group: GroupDraft.record.about
        case .family: FamilyDraft.record.about
        case .stay: StayDraft.record.about
        default: nil
        }
    }

    /// What of a row the viewer may know, by the names of its fields; nil when the line is not there.
    func fields(of row: RecordHistory.Row) -> [String]? {
        // Of what a city may not know, no city stands in the row.
        guard row.city == city || seesClosed else { return nil }
        if let since, row.at <= since, row.action != .create { return nil }
        if row.action == .open { return looks(row) }
        switch row.subject {
        case record.kind where !row.isInside: return own(row)
        case .family, .volunteer: return holds([.local], row.programme) ? row.fields : nil
        case .log:
            return holds([.local, .safeguarding], row.programme) ? row.fields : nil
        case .talk: return holds(writers, row.programme) ? row.fields : []
        case .nomination: return holds(NominationPolicy.makers, row.programme) ? row.fields : nil
        case .checkIn: return holds(VoicePolicy.readers, row.programme) ? [] : nil
        default: return nil
        }
    }

    /// Who looked, for those who may know what was looked at.
    private func looks(_ row: RecordHistory.Row) -> [String]? {
        guard record.kind != .stay, holds(Opening.witnesses, row.programme) else { return nil }
        if row.fields.contains("sensitive_notes") {
            return holds([.local, .safeguarding], row.programme) ? row.fields : nil
        }
        return row.subject == .checkIn && !holds([.safeguarding], row.programme) ? nil : row.fields
    }

    private func own(_ row: RecordHistory.Row) -> [String]? {
        if row.action == .transition, record.kind == .stay,
            !holds([.shelter, .network, .safeguarding], row.programme)
        {
            return nil
        }
        if row.action == .transition || holds(writers, row.programme) {
            return holds([], row.programme, orAny: true) ? row.fields : nil
        }
        let seen = row.fields.filter { field in
            open.contains(field) || (closed[field].map { holds($0, row.programme) } ?? false)
        }
        // That it was made is known to whoever sees it.
        return seen.isEmpty && row.action != .create ? nil : seen
    }

    /// Whether a role is held for the programme of a row; for any of the record's where it has none.
    private func holds(
        _ roles: Set<Role>, _ programme: Programme?, orAny: Bool = false
    ) -> Bool {
        let wanted = orAny ? Set(Role.allCases) : roles
        let within = programme.map { [$0] } ?? programmes
        return viewer.holds(wanted, for: within, in: city)
    }

    /// The kinds by which the viewer can narrow the history, whatever is in it.
    public var kinds: [RecordHistory.Kind] {
        RecordHistory.Kind.allCases.filter { kind in
            switch kind {
            case .changes, .steps: true
            case .people:
                [.group, .family].contains(record.kind) && holds([.local], nil)
            case .log: record.kind == .group && holds([.local, .safeguarding], nil)
            case .talks: true
            case .looks: record.kind != .stay && holds(Opening.witnesses, nil)
            }
        }
    }
}
