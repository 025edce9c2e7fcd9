import SQLite

extension Group: Stepping {
    /// What must hold before a step.
    public enum Guard: String, Code {
        case intake, contact, members, adults, conduct, trained, vog, household, availability
        /// A sponsor group plans before it knows its family.
        case plan
        case noMatch = "no_match"
        case pauseUntil = "pause_until"
        case reason, concerns
    }

    /// Why a group pauses or stops, in words without blame.
    public enum Reason: String, Code {
        case holiday, illness, time, members, family, other

        /// Those that fit a pause, and those that fit an end.
        public static let ofPause: [Reason] = [.holiday, .illness, .time, .members, .other]
        public static let ofStop: [Reason] = [.time, .members, .family, .illness, .other]
    }

    /// What a group that is ready rests on.
    private static let footing: [Guard] = [
        .members, .adults, .conduct, .trained, .vog, .household,
    ]

    /// The table of <doc:Lifecycles>; "matched" and "active" follow from the match by themselves.
    public static let lifecycle = Lifecycle<State, Guard>(transitions: [
        .init(.interest, .forming, [.intake, .contact], by: [.local]),
        .init(.forming, .preparing, [.members, .adults, .conduct], by: [.local]),
        .init(.preparing, .ready, footing + [.availability, .plan], by: [.local]),
        .init(.ready, .preparing, unless: footing),
        .init(.ready, .matched),
        .init(.matched, .ready),
        .init(.matched, .active),
        .init(.active, .ready),
        .init(.active, .paused, [.pauseUntil, .reason], by: [.local]),
        .init(.paused, .active, [.members], by: [.local]),
        // Looked at when the last match completes.
        .init(.active, .completed, [.concerns]),
        .init(.active, .matched),
        .init(.paused, .ready),
        .init(.paused, .completed, [.concerns]),
        .init(.completed, .forming, by: [.local]),
        .init(.stopped, .forming, by: [.local]),
        .init(.interest, .stopped, [.noMatch, .reason], by: [.local]),
        .init(.forming, .stopped, [.noMatch, .reason], by: [.local]),
        .init(.preparing, .stopped, [.noMatch, .reason], by: [.local]),
        .init(.ready, .stopped, [.noMatch, .reason], by: [.local]),
        .init(.matched, .stopped, [.noMatch, .reason], by: [.local]),
        .init(.active, .stopped, [.noMatch, .reason], by: [.local]),
        .init(.paused, .stopped, [.noMatch, .reason], by: [.local]),
    ])

    /// How every guard of a step stands, met or not, in the order of the table.
    public func findings(
        for transition: Lifecycle<State, Guard>.Transition, in tx: Transaction
    ) throws -> [GuardFinding<Guard>] {
        guard !transition.guards.isEmpty else { return [] }
        return findings(
            for: transition, members: try Member.active(of: id, in: tx),
            hasMatch: try !Match.live(ofGroup: id, in: tx).isEmpty,
            isPlanned: try isPlanned(in: tx), on: try City.find(city, in: tx).today(tx))
    }

    /// The same for who has read the group's active members, whether it has a live match and a plan.
    public func findings(
        for transition: Lifecycle<State, Guard>.Transition, members: [Member], hasMatch: Bool,
        isPlanned: Bool, on today: Day
    ) -> [GuardFinding<Guard>] {
        let facts = GroupFacts(
            group: self, members: members, hasMatch: hasMatch, isPlanned: isPlanned, today: today)
        return transition.guards.map(facts.finding)
    }

    /// Whether a sponsor group, which is there before its family, has a plan; true for every other.
    public func isPlanned(in tx: Transaction) throws -> Bool {
        guard kind == .sponsor, state == .preparing else { return true }
        return try tx.db.value("SELECT 1 FROM needs WHERE group_id = \(id) LIMIT 1") as Int? != nil
    }

    /// What lacks of all that a group must have before it is ready.
    public static func lacking(
        _ group: Group, members: [Member], on today: Day
    ) -> [GuardFinding<Guard>] {
        let facts = GroupFacts(
            group: group, members: members, hasMatch: false, isPlanned: true, today: today)
        return footing.map(facts.finding).filter { !$0.isMet }
    }

    package static var stepForbidden: String { "forbidden.group_edit" }
    package var stepReason: String? { reason?.rawValue }
    package static var stepColumns: [StaticString] { ["paused_until_on"] }

    /// Takes a step that a person asks for.
    ///
    /// - Parameter reason: Why it pauses or stops; nil for every other step.
    /// - Throws: As for every record.
    public func move(to next: State, for reason: Reason?, in tx: Transaction) throws {
        var group = try Group.find(id, in: tx)
        group.reason = reason
        try group.take(next, in: tx)
    }

    /// Writes down until when a pause is to last, before it begins.
    ///
    /// - Throws: `Refusal.invalid` on `paused_until` for a day that is not ahead, or absurdly far.
    public func setPause(_ until: Day, in tx: Transaction) throws {
        try GroupPolicy(tx.viewer, self).requireEdit()
        let today = try City.find(city, in: tx).today(tx)
        try DayRange.ahead(of: today + 1).require(until, "paused_until")
        try tx.db.run(
            """
            UPDATE groups SET paused_until_on = \(until), updated_at = \(tx.now) WHERE id = \(id)
            """)
    }

    /// Lets a pause that has begun last until another day.
    ///
    /// - Throws: As ``setPause(_:in:)``; `Refusal.already` for a group that does not rest.
    public func prolongPause(until day: Day, in tx: Transaction) throws {
        try GroupPolicy(tx.viewer, self).requireEdit()
        guard state == .paused else { throw Refusal.already(nil) }
        try setPause(day, in: tx)
        guard day != pausedUntil else { return }
        try tx.audit(.change, .group, ref, city: city, fields: ["paused_until"])
        try Group.refresh(id, in: tx)
    }

    package func write(_ next: State, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE groups SET state = \(next),
                paused_until_on = \(next == .paused ? pausedUntil : nil), version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(id)
            """)
    }

    package func entered(_ next: State, in tx: Transaction) throws {
        if State.over.contains(next) { try Talk.callOff(about: RecordID(id), ref, in: tx) }
        try Group.refresh(id, in: tx)
        // A group that begins anew asks again what stands open in its plan.
        if State.over.contains(state), !State.over.contains(next) {
            try Task.keepGoals(of: .group(try Group.find(id, in: tx)), in: tx)
        }
    }
}

/// What the guards of a group look at.
struct GroupFacts {
    let group: Group
    let members: [Member]
    let hasMatch: Bool
    let isPlanned: Bool
    let today: Day

    func finding(_ rule: Group.Guard) -> GuardFinding<Group.Guard> {
        let (count, minimum) = (members.count, group.minimum)
        switch rule {
        case .members:
            return GuardFinding(
                rule, count >= minimum, ["count": .number(count), "minimum": .number(minimum)])
        case .adults: return all(rule) { $0.isAdult(on: today) }
        case .conduct: return all(rule) { $0.codeOfConductOn != nil }
        case .trained: return all(rule) { $0.isTrained(on: today) }
        case .vog: return all(rule) { $0.vog.holds(on: today) }
        case .intake: return GuardFinding(rule, group.intakeOn != nil)
        case .contact: return GuardFinding(rule, members.contains(where: \.isContact))
        case .household:
            return GuardFinding(rule, group.maxHousehold != nil && group.supportLevel != nil)
        case .availability: return GuardFinding(rule, group.availableFrom != nil)
        case .plan: return GuardFinding(rule, isPlanned)
        case .pauseUntil: return GuardFinding(rule, group.pausedUntil.map { $0 > today } ?? false)
        case .reason: return GuardFinding(rule, group.reason != nil)
        case .concerns: return GuardFinding(rule, group.concernCount == 0)
        case .noMatch: return GuardFinding(rule, !hasMatch)
        }
    }

    private func all(
        _ rule: Group.Guard, _ holds: (Member) -> Bool
    ) -> GuardFinding<Group.Guard> {
        let lacking = members.filter { !holds($0) }.count
        return GuardFinding(rule, lacking == 0 && !members.isEmpty, ["lacking": .number(lacking)])
    }
}

extension Group: Returning {
    /// What follows from a match is taken back there; a group that began anew has left its history.
    package static func isFinal(_ step: LastStep) -> Bool { false }

    package func returned(since moment: Instant, in tx: Transaction) throws {
        try Group.refresh(id, in: tx)
    }
}
