/// Several people typed at once for one group: a row each, of which the blank ones are passed over.
public struct MemberRows: Sendable {
    /// One person, with what is known of a VOG and of trainings already.
    public struct Row: Sendable {
        public var draft: MemberDraft
        /// Whether nothing was typed in the row.
        public let isBlank: Bool
        /// The day on which the original of the VOG was seen; nil when it was not.
        public let vogSeenOn: Day?
        /// For each training that was followed the day of it.
        public let trainings: [Int: Day]

        public init(
            _ draft: MemberDraft, isBlank: Bool = false, vogSeenOn: Day? = nil,
            trainings: [Int: Day] = [:]
        ) {
            self.draft = draft
            self.isBlank = isBlank
            self.vogSeenOn = vogSeenOn
            self.trainings = trainings
        }
    }

    public let rows: [Row]

    public init(_ rows: [Row]) { self.rows = rows }

    private var filled: [(offset: Int, element: Row)] {
        rows.enumerated().filter { !$0.element.isBlank }
    }

    /// Adds everybody of the filled rows to the group, all of them or nobody.
    ///
    /// - Returns: The new memberships, in the order of the rows; empty when no row was filled.
    /// - Throws: `Refusal.invalid` with the row's index in each field's name, such as `email.3`, also for
    ///   an address that stands twice or that the group knows, and for more people than the group has
    ///   room for; `Refusal.forbidden` without the right.
    @discardableResult
    public func join(_ group: Group, in tx: Transaction) throws -> [ID<Member>] {
        try GroupPolicy(tx.viewer, group).requireEdit()
        let problems = try problems(group, in: tx)
        if !problems.isEmpty { throw Refusal.invalid(problems) }
        return try filled.map { try $0.element.join(group, in: tx) }
    }

    /// All that is wrong with the filled rows, in their order.
    public func problems(_ group: Group, in tx: Transaction) throws -> [Problem] {
        let today = try City.find(group.city, in: tx).today(tx)
        var firsts: [String: Int] = [:]
        var problems: [Problem] = []
        for (index, row) in filled {
            let twice = row.email.flatMap { firsts[$0] }.map {
                Problem("email", "problem.email_twice", ["row": .number($0 + 1)])
            }
            if let email = row.email, twice == nil { firsts[email] = index }
            let found = try [twice ?? row.known(in: group, tx)] + row.problems(group, today, in: tx)
            problems += found.compactMap { $0 }.map {
                Problem("\($0.field).\(index)", $0.message, $0.values)
            }
        }
        return try room(group, in: tx) + problems
    }

    /// That there are more rows than the group has room for, said at the first that is too many.
    private func room(_ group: Group, in tx: Transaction) throws -> [Problem] {
        let most = try MemberDraft.most(in: group, tx)
        let room = max(0, most - group.memberCount)
        guard filled.count > room else { return [] }
        return [
            Problem(
                "name.\(filled[room].offset)", "problem.group_room",
                [
                    "maximum": .number(most), "room": .number(room),
                    "rows": .number(filled.count),
                ])
        ]
    }
}

extension MemberRows.Row {
    /// The address by which somebody is known; nil without one that can be.
    fileprivate var email: String? { draft.keptEmail }

    fileprivate func problems(_ group: Group, _ today: Day, in tx: Transaction) throws -> [Problem]
    {
        let range = DayRange.past(today)
        let days =
            [range.problem(vogSeenOn, "vog")]
            + trainings.sorted { $0.key < $1.key }.map { range.problem($1, "training.\($0)") }
        return try draft.problems(in: group, tx) + days.compactMap { $0 }
    }

    /// That the group knows the address already: whether this is the same person is asked where one
    /// member is added.
    fileprivate func known(in group: Group, _ tx: Transaction) throws -> Problem? {
        try draft.twin(in: group, tx).map { twin in
            Problem(
                "email", twin.leftOn == nil ? "problem.email_member" : "problem.email_former",
                ["name": .text(twin.name)])
        }
    }

    fileprivate func join(_ group: Group, in tx: Transaction) throws -> ID<Member> {
        let id = try draft.join(try Group.find(group.id, in: tx), in: tx)
        if vogSeenOn == nil, trainings.isEmpty { return id }
        let member = try Member.find(id.value, of: group.id, in: tx)
        if let vogSeenOn { try member.setVog(.seen, seenOn: vogSeenOn, of: group, in: tx) }
        for (training, day) in trainings.sorted(by: { $0.key < $1.key }) {
            try member.attend(training, on: day, of: group, in: tx)
        }
        return id
    }
}
