import SQLite

/// What each member of a group holds of a code of conduct, a VOG and trainings, and what is written
/// down of several of them at once.
public struct GroupClearance: Sendable {
    /// One thing that a member can have done.
    public enum Kind: Hashable, Sendable {
        case conduct, requested, vog
        case training(Int)
    }

    /// That a member did something on a day.
    public struct Entry: Sendable {
        public let member: Member
        public let kind: Kind
        public let day: Day

        public init(_ member: Member, _ kind: Kind, on day: Day) {
            self.member = member
            self.kind = kind
            self.day = day
        }
    }

    /// Members of today, sorted by name.
    public let members: [Member]
    /// Those that somebody can follow now.
    public let trainings: [Training]
    /// For each training that somebody followed, required or not, the day until which it holds; nil
    /// without end.
    private let held: [ID<Volunteer>: [Int: Day?]]

    public init(_ group: Group, in tx: Transaction) throws {
        members = try Member.active(of: group.id, in: tx)
        trainings = try Training.offered(in: tx)
        var held: [ID<Volunteer>: [Int: Day?]] = [:]
        try tx.db.each(
            """
            SELECT training_attendances.volunteer_id, training_attendances.training_id,
                training_attendances.valid_until_on
            FROM memberships CROSS JOIN training_attendances
            ON training_attendances.volunteer_id = memberships.volunteer_id
            WHERE memberships.group_id = \(group.id) AND memberships.left_on IS NULL
            """
        ) { row in
            let (volunteer, training): (ID<Volunteer>, Int) = (try row.next(), try row.next())
            held[volunteer, default: [:]].merge(
                [training: try row.next()], uniquingKeysWith: longest)
        }
        self.held = held
    }

    /// What a member holds of a training: nil when it was not followed, else until when it holds, which
    /// is nil without end.
    public func training(_ id: Int, of member: Member) -> Day?? { held[member.volunteer]?[id] }

    /// Writes all of it down, or nothing. What is there already stays: a code of conduct that was signed,
    /// and a VOG that was seen on the same day or a later one.
    ///
    /// - Throws: `Refusal.invalid` on `KIND.MEMBERSHIP` for a day that is still to come, such as
    ///   `training.2.17`; `Refusal.forbidden` without the right.
    public static func write(_ entries: [Entry], of group: Group, in tx: Transaction) throws {
        try GroupPolicy(tx.viewer, group).requireEdit()
        let range = DayRange.past(try City.find(group.city, in: tx).today(tx))
        let problems = entries.compactMap { range.problem($0.day, $0.name) }
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        for entry in entries { try entry.write(group, in: tx) }
    }
}

extension GroupClearance.Kind {
    /// How a form and a refusal name it.
    public var name: String {
        switch self {
        case .conduct: "conduct"
        case .requested: "requested"
        case .vog: "vog"
        case .training(let id): "training.\(id)"
        }
    }
}

extension GroupClearance.Entry {
    fileprivate var name: String { "\(kind.name).\(member.id.value)" }

    fileprivate func write(_ group: Group, in tx: Transaction) throws {
        switch kind {
        case .conduct where member.codeOfConductOn == nil:
            try member.signCodeOfConduct(on: day, of: group, in: tx)
        case .vog where member.vog.status != .seen || member.vog.seenOn.map { $0 < day } ?? true:
            try member.setVog(.seen, seenOn: day, of: group, in: tx)
        case .requested where member.vog.mayBeRequested:
            try member.setVog(.requested, seenOn: nil, of: group, in: tx)
        case .training(let id): try member.attend(id, on: day, of: group, in: tx)
        case .conduct, .requested, .vog: break
        }
    }
}

/// Of two days until which the same holds the later; nil is without end.
func longest(_ one: Day?, _ other: Day?) -> Day? {
    guard let one, let other else { return nil }
    return max(one, other)
}
