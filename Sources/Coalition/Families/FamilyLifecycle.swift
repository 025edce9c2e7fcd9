import SQLite

extension Family: Stepping {
    /// What must hold before a step.
    public enum Guard: String, Code {
        case information, consent, needs, level, languages
        /// A group is voluntary.
        case wish
        case noMatch = "no_match"
    }

    /// What the waiting of a family rests on.
    private static let footing: [Guard] = [
        .information, .consent, .needs, .level, .languages, .wish,
    ]

    /// The table of <doc:Lifecycles>. What has no role follows from the match by itself.
    public static let lifecycle = Lifecycle<State, Guard>(transitions: [
        .init(.announced, .intake, [.information, .consent], by: [.local]),
        .init(.intake, .waiting, footing, by: [.local]),
        .init(.waiting, .intake, unless: footing),
        .init(.waiting, .reserved),
        .init(.reserved, .waiting),
        .init(.reserved, .matched),
        .init(.matched, .waiting),
        .init(.matched, .supported),
        .init(.supported, .waiting),
        .init(.supported, .completed),
        .init(.announced, .moved, by: [.local]),
        .init(.intake, .moved, by: [.local]),
        .init(.waiting, .moved, [.noMatch], by: [.local]),
        .init(.reserved, .moved, [.noMatch], by: [.local]),
        .init(.matched, .moved, [.noMatch], by: [.local]),
        .init(.supported, .moved, [.noMatch], by: [.local]),
        .init(.announced, .withdrawn, by: [.local]),
        .init(.intake, .withdrawn, by: [.local]),
        .init(.waiting, .withdrawn, by: [.local]),
        .init(.reserved, .withdrawn, by: [.local]),
        .init(.matched, .withdrawn, by: [.local]),
        .init(.supported, .withdrawn, by: [.local]),
        // Another record of the same family goes on, until that is undone.
        .init(.announced, .merged),
        .init(.intake, .merged),
        .init(.waiting, .merged),
        .init(.merged, .announced),
        .init(.merged, .intake),
        .init(.merged, .waiting),
    ])

    /// How every guard of a step stands, met or not, in the order of the table.
    public func findings(
        for transition: Lifecycle<State, Guard>.Transition, in tx: Transaction
    ) throws -> [GuardFinding<Guard>] {
        try transition.guards.map { try finding($0, in: tx) }
    }

    package static var stepForbidden: String { "forbidden.family_edit" }
    package static var stepColumns: [StaticString] {
        ["waiting_since_on", "retention_until_on", "wants_group"]
    }

    /// Withdrawing, at the family's request, also ends its match: at any time, without a reason.
    package func prepare(for next: State, in tx: Transaction) throws {
        guard next == .withdrawn else { return }
        for match in try Match.live(ofFamily: id, in: tx) { try match.release(in: tx) }
    }

    package func write(_ next: State, in tx: Transaction) throws {
        let today = try City.find(city, in: tx).today(tx)
        // Who returns to the list keeps the day on which the waiting began.
        let since = next == .waiting ? waitingSince ?? today : waitingSince
        let kept = State.over.contains(next) ? try Family.retention(from: today, in: tx) : nil
        try tx.db.run(
            """
            UPDATE families SET state = \(next), waiting_since_on = \(since),
                retention_until_on = \(kept), version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
    }

    package func entered(_ next: State, in tx: Transaction) throws {
        if State.over.contains(next) {
            try Talk.callOff(about: RecordID(id), ref, in: tx)
            try FamilyTransfer.callOff(id, in: tx)
        }
        try Family.follow(id, in: tx)
    }

    /// Until when is kept what is known of a family that leaves today, by the rules of that day.
    public static func retention(from today: Day, in tx: Transaction) throws -> Day {
        let months = try Rules.value("retention.months", on: today, in: tx)
        return today.adding(months: months)
    }

    func finding(_ rule: Guard, in tx: Transaction) throws -> GuardFinding<Guard> {
        switch rule {
        case .information: GuardFinding(rule, infoGivenOn != nil)
        case .consent: GuardFinding(rule, consentOn != nil)
        case .needs: GuardFinding(rule, try Need.isAny(of: id, in: tx))
        case .level: GuardFinding(rule, needsLevel != nil)
        case .languages: GuardFinding(rule, try !languages(in: tx).isEmpty)
        case .wish: GuardFinding(rule, wantsGroup == true)
        case .noMatch: GuardFinding(rule, try Match.live(ofFamily: id, in: tx).isEmpty)
        }
    }
}

extension Family: Returning {
    /// A family that withdrew is gone at its own wish.
    package static func isFinal(_ step: LastStep) -> Bool {
        step.to == State.withdrawn.rawValue
    }

    package func returned(since moment: Instant, in tx: Transaction) throws {
        try Family.follow(id, in: tx)
    }
}
