import SQLite

extension Family {
    /// Writes how many are in the household; the parts only where they still make the whole.
    func writeHousehold(_ size: Int, adults: Int?, minors: Int?, in tx: Transaction) throws {
        let parts = [adults, minors].compactMap { $0 }
        let fits = parts.allSatisfy { (0...size).contains($0) }
        let isWhole = parts.count < 2 || parts.reduce(0, +) == size
        let keeps = fits && isWhole
        try tx.db.run(
            """
            UPDATE families SET household_size = \(size), adults = \(keeps ? adults : nil),
                minors = \(keeps ? minors : nil), version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
    }
}

/// Somebody who joins a family: a child is born, or the family is reunited.
public struct HouseholdGrowth: Sendable {
    /// How somebody joins.
    public enum Way: String, Code { case birth, reunion }

    /// Nil while nothing is chosen, which is refused.
    public var way: Way?
    /// Who it is; the day is that of the joining, and is required.
    public var person: FamilyMemberDraft

    public init(_ way: Way?, _ person: FamilyMemberDraft) {
        (self.way, self.person) = (way, person)
    }

    /// What a household is too large for.
    public struct Excess: Hashable, Sendable {
        public let group: String
        public let maximum: Int
    }

    /// The largest household, as everywhere.
    private static let most = 30

    /// Writes the person down and counts him or her; no match is broken by it.
    ///
    /// - Returns: The group for which the household is now larger than it said; nil when it fits.
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.invalid` for each field.
    public func add(to family: Family, in tx: Transaction) throws -> Excess? {
        try FamilyPolicy(tx.viewer, family).requireEdit()
        try family.requirePresent()
        let problems: [Problem?] = [
            way == nil ? Problem("way", "problem.choose") : nil,
            person.joinedOn == nil ? Problem("joined_on", "problem.day_required") : nil,
            family.householdSize < HouseholdGrowth.most
                ? nil
                : Problem(
                    "way", "problem.number",
                    ["least": .number(1), "most": .number(HouseholdGrowth.most)]),
        ]
        guard problems.allSatisfy({ $0 == nil }) else {
            throw Refusal.invalid(problems.compactMap { $0 })
        }
        var draft = person
        if way == .birth { (draft.kind, draft.birthYear) = (.child, draft.joinedOn?.year) }
        try draft.add(to: family, in: tx)
        let isChild = draft.kind == .child
        try family.writeHousehold(
            family.householdSize + 1, adults: family.adults.map { $0 + (isChild ? 0 : 1) },
            minors: family.minors.map { $0 + (isChild ? 1 : 0) }, in: tx)
        try tx.audit(
            .change, .family, family.ref, city: family.city, fields: ["household_size"])
        try Family.follow(family.id, in: tx)
        return try HouseholdGrowth.excess(Family.find(family.id, in: tx), tx)
    }

    private static func excess(_ family: Family, _ tx: Transaction) throws -> Excess? {
        for match in try Match.live(ofFamily: family.id, in: tx) {
            guard let group = try match.group.map({ try Group.find($0, in: tx) }),
                let most = group.maxHousehold, most < family.householdSize
            else { continue }
            return Excess(group: group.name, maximum: most)
        }
        return nil
    }
}

extension FamilyMember {
    /// Writes down that somebody is no longer in the household, and since when: nothing else follows,
    /// no task and no message.
    ///
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.already` for who has left;
    ///   `.conflict` when somebody else saved first; `.invalid` on `ending` and `left_on`.
    public func end(
        _ ending: Ending?, on day: Day?, of family: Family, version seen: Int, in tx: Transaction
    ) throws {
        try FamilyPolicy(tx.viewer, family).requireEdit()
        try family.requirePresent()
        if leftOn != nil { throw Refusal.already(nil) }
        try tx.requireVersion(seen, stands: version)
        let today = try City.find(family.city, in: tx).today(tx)
        let range = DayRange.past(today, from: .init(joinedOn, .joined))
        let problems: [Problem?] = [
            ending == nil ? Problem("ending", "problem.choose") : nil,
            day == nil
                ? Problem("left_on", "problem.day_required") : range.problem(day, "left_on"),
        ]
        guard problems.allSatisfy({ $0 == nil }), let ending, let day else {
            throw Refusal.invalid(problems.compactMap { $0 })
        }
        try tx.db.run(
            """
            UPDATE family_members SET left_on = \(day),
                end_sealed = \(try tx.keys.seal(ending.rawValue, FamilyMember.place("end", id))),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        let isChild = kind == .child
        // The last one of a household is still counted: a household of nobody is none.
        let size = max(1, family.householdSize - 1)
        try family.writeHousehold(
            size, adults: family.adults.map { $0 - (isChild ? 0 : 1) },
            minors: family.minors.map { $0 - (isChild ? 1 : 0) }, in: tx)
        try tx.audit(
            .change, .family, "\(family.ref)/\(id.value)", city: family.city,
            fields: ["left_on"])
        try tx.process(.support, .family, "\(family.ref)/\(id.value)", fields: ["left_on"])
        try Family.follow(family.id, in: tx)
    }
}
