import Coalition
import SQLite

/// What the family of a group of the country said apart: most talks were held in time, through whoever
/// is there for the match.
struct CountryVoice {
    private let group: CountryGroup
    private let family: ID<Family>
    private let match: ID<Match>
    private let builder: ID<CommunityBuilder>?

    init(
        _ group: CountryGroup, _ family: ID<Family>, _ match: ID<Match>,
        _ builder: ID<CommunityBuilder>?
    ) {
        (self.group, self.family, self.match, self.builder) = (group, family, match, builder)
    }

    private static let says = [
        "Het gaat goed. De kinderen slapen weer.",
        "Wij zijn moe. Er komt bijna elke dag iemand langs.",
        "Rustig. Wij missen onze ouders.",
        "Beter dan in het begin. De taal is moeilijk.",
    ]

    func write() throws {
        guard let start = group.startsOn else { return }
        let (today, end) = (group.writer.today, group.endedOn)
        for (index, kind) in CheckIn.Kind.due.enumerated() {
            let month = [1, 5, 11][index]
            let day = start.adding(months: month) + Int(match.value % 12)
            let until = kind == .m1 ? start + 45 : start.adding(months: month) + 21
            guard day <= today, end.map({ day <= $0 }) ?? true else { return }
            // One in eight was missed; what is still to be offered the program asks for by itself.
            let isHeld = (Int(match.value) + index * 3) % 8 != 0
            if isHeld { try hear(kind, on: day) }
            if isHeld || until < today { addWindow(kind, until, isHeld ? day : until, isHeld) }
        }
    }

    private func hear(_ kind: CheckIn.Kind, on day: Day) throws {
        let writer = group.writer
        let id: ID<CheckIn> = writer.id(in: .checkIns)
        let isDeclined = id.value % 17 == 0
        let through: CheckIn.Through = builder == nil ? .interpreter : .builder
        let said = CountryVoice.says[Int(id.value) % CountryVoice.says.count]
        let sealed = try writer.seal(said, "check_ins.how", id)
        writer.add(
            """
            (\(id), \(family), \(group.city.id), \(match), 'samen_hier', \(kind),
                \(isDeclined ? CheckIn.Outcome.declined : .held), \(day),
                \(isDeclined ? nil : through), \(isDeclined ? nil : builder),
                \(!isDeclined && id.value % 3 == 0),
                \(isDeclined ? nil : sealed), \(Role.local),
                \(writer.at(day)), \(group.author), \(writer.at(day)))
            """, to: .checkIns)
    }

    private func addWindow(
        _ kind: CheckIn.Kind, _ until: Day, _ closedOn: Day, _ isAnswered: Bool
    ) {
        group.writer.add(
            """
            (\(match), \(family), \(group.city.id), 'samen_hier', \(kind), \(until), \(closedOn),
                \(isAnswered), \(group.writer.at(closedOn)))
            """, to: .checkInWindows)
    }
}

extension CountryTable {
    static let checkInWindows = CountryTable(
        47,
        "check_in_windows",
        "match_id, family_id, city_id, programme, kind, until_on, closed_on, is_answered, created_at"
    )
    static let checkIns = CountryTable(
        48,
        "check_ins",
        """
        id, family_id, city_id, match_id, programme, kind, outcome, held_on, through, builder_id,
        is_shared, how_sealed, role, created_at, created_by, updated_at
        """)
}
