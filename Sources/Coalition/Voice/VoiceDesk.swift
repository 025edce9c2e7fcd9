import SQLite

/// What is to be known of a family's own voice on its page: when its talks are due, and for whom.
public struct FamilyVoice: Sendable {
    public let policy: VoicePolicy
    /// The periods of the match that runs; empty without one.
    public let windows: [CheckInWindow]
    /// Everybody who can be heard.
    public let people: [HeardPerson]
    public let checkIns: [CheckIn]
    /// Those who were not offered the talk of the period that is open; nil outside of one, and for who
    /// enters nothing.
    public let missing: [HeardPerson]?

    public init(of family: Family, on today: Day, in tx: Transaction) throws {
        let policy = try VoicePolicy(family, in: tx)
        self.policy = policy
        checkIns = try CheckIn.all(of: family, in: tx)
        let people = try HeardPerson.all(of: family, in: tx)
        self.people = people
        let match = try Match.begun(by: family, in: tx).first {
            $0.isRunning && policy.programmes.contains($0.kind.programme)
        }
        let windows = try match.map { try CheckInWindow.all(of: $0, in: tx) } ?? []
        self.windows = windows
        let open = windows.first { $0.contains(today) }
        guard policy.mayEnter, let open, let match else {
            missing = nil
            return
        }
        let heard: [ID<FamilyMember>?] = try tx.db.all(
            """
            SELECT person_id FROM check_ins
            WHERE match_id = \(match.id) AND kind = \(open.kind) AND kind <> 'own'
            """
        ) { try $0.next() }
        missing =
            heard.contains(nil)
            ? [] : people.filter { $0.age == .adult && !heard.contains($0.id) }
    }
}

/// The families of all cities that are to be heard, and those that were lately: for the safeguarding
/// role, and the network, without a word of what was said.
public struct VoiceDesk: Sendable {
    /// A period in which somebody still has to be offered a talk.
    public struct Due: Sendable {
        public let family: ID<Family>
        public let city: ID<City>
        public let kind: CheckIn.Kind
        public let until: Day
        public let isHeardApart: Bool
    }

    /// A check-in, as far as everybody with the page may know of it.
    public struct Held: Sendable {
        public let family: ID<Family>
        public let city: ID<City>
        public let kind: CheckIn.Kind
        public let on: Day
    }

    /// Those that end first, at most as many as asked.
    public let due: [Due]
    /// All that are due, as far as people want to know.
    public let dueCount: ListCount
    /// The latest first.
    public let held: [Held]
    /// The families of both.
    public let families: [ID<Family>: Family]

    /// - Parameters:
    ///   - city: Nil for all cities.
    ///   - limit: Rows of each at most.
    public init(in city: ID<City>?, limit: Int = 50, _ tx: Transaction) throws {
        let reach = tx.viewer.reach(of: VoicePolicy.listeners, for: FamilyPolicy.programmes)
            .narrowed(to: city)
        // Who looks after guests alone has no families to hear.
        guard !reach.isEmpty else {
            (due, dueCount, held, families) = ([], .zero, [], [:])
            return
        }
        let open: SQL = """
            closed_on IS NULL AND \(reach.condition(
                "+check_in_windows.city_id", programme: "+check_in_windows.programme"))
            """
        due = try tx.db.all(
            """
            SELECT family_id, check_in_windows.city_id, kind, until_on, families.is_heard_apart
            FROM check_in_windows JOIN families ON families.id = check_in_windows.family_id
            WHERE \(open) ORDER BY until_on, check_in_windows.id LIMIT \(limit)
            """
        ) { row in
            Due(
                family: try row.next(), city: try row.next(), kind: try row.next(),
                until: try row.next(), isHeardApart: try row.next())
        }
        // For who hears nobody the condition is no more than 0, which leaves the index nothing to find.
        dueCount =
            due.isEmpty
            ? .zero
            : try ListCount.of(
                "check_in_windows INDEXED BY check_in_windows_open", where: [open], in: tx)
        let seen = reach.condition("+check_ins.city_id", programme: "+check_ins.programme")
        held = try tx.db.all(
            """
            SELECT family_id, city_id, kind, held_on FROM check_ins
            WHERE \(seen) ORDER BY held_on DESC, id DESC LIMIT \(min(limit, 20))
            """
        ) { row in
            Held(
                family: try row.next(), city: try row.next(), kind: try row.next(),
                on: try row.next())
        }
        families = try Family.find(
            Set(due.map(\.family) + held.map(\.family)).sorted { $0.value < $1.value }, in: tx)
    }
}
