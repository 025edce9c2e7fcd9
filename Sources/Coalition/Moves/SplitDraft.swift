import SQLite

/// A family that becomes two, as a coordinator types it.
public struct SplitDraft: Sendable {
    /// Which of the two the group goes on with.
    public enum Side: String, Code { case stays, leaves }

    /// Nil while nothing is chosen, which is refused.
    public var kind: FamilyParting.Kind?
    /// Numbers of those who get a record of their own.
    public var members: Set<Int64> = []
    /// Since when they are apart; nil is refused.
    public var on: Day?
    /// Asked of a family with a group: people choose, and nothing is chosen beforehand.
    public var match: Side?
    /// Numbers of the notes that go with those who leave.
    public var notes: Set<Int64> = []

    public init() {}

    /// Makes a record of their own of those who leave.
    ///
    /// Neighbourhood, contacts and plan of the one are not the other's. After safety the new record has
    /// nobody's earlier right to names, and the names of who left stand there only.
    ///
    /// - Returns: The new record.
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.conflict` when somebody else
    ///   saved first; `.invalid` on `kind`, `on` and `match`, and on `members` when one part would be
    ///   left with nobody.
    @discardableResult
    public func split(_ family: Family, version: Int, in tx: Transaction) throws -> Family {
        let programme = try FamilyPolicy(tx.viewer, family).writingProgramme()
        try family.requirePresent()
        try tx.requireVersion(version, stands: family.version)
        let scene = try SplitScene(family, programme, in: tx)
        let (kind, day, leaving) = try checked(scene, tx)
        let taken = match == .leaves ? scene.matches : []
        let part = try FamilySplit(scene, kind, day, leaving, taken, notes).make(in: tx)
        try tx.audit(
            .change, .family, family.ref, city: family.city, fields: ["household_size", "members"])
        try tx.process(.support, .family, family.ref, fields: ["household_size", "members"])
        return part
    }

    private func checked(
        _ scene: SplitScene, _ tx: Transaction
    ) throws -> (FamilyParting.Kind, Day, [FamilyMember]) {
        let today = try City.find(scene.family.city, in: tx).today(tx)
        let leaving = scene.members.filter { members.contains($0.id.value) }
        let isOpen = !scene.matches.isEmpty && match == nil
        let known = Set(try SensitiveNote.numbers(of: scene.family, scene.programme, in: tx))
        let problems: [Problem?] = [
            kind == nil ? Problem("kind", "problem.choose") : nil,
            membersProblem(leaving, of: scene.members),
            on == nil
                ? Problem("on", "problem.day_required") : DayRange.past(today).problem(on, "on"),
            isOpen ? Problem("match", "problem.choose") : nil,
            notes.isSubset(of: known) ? nil : Problem("notes", "problem.choice"),
        ]
        guard problems.allSatisfy({ $0 == nil }), let kind, let on else {
            throw Refusal.invalid(problems.compactMap { $0 })
        }
        return (kind, on, leaving)
    }

    private func membersProblem(_ leaving: [FamilyMember], of all: [FamilyMember]) -> Problem? {
        if leaving.count != members.count { return Problem("members", "problem.choice") }
        if leaving.isEmpty { return Problem("members", "guard.split.nobody_leaves") }
        return leaving.count == all.count ? Problem("members", "guard.split.nobody_stays") : nil
    }
}

/// A family at the moment at which it is split.
struct SplitScene {
    let family: Family
    /// Of who splits it.
    let programme: Programme
    /// Everybody in the household whom the programme wrote down.
    let members: [FamilyMember]
    /// Those that occupy it.
    let matches: [Match]

    init(_ family: Family, _ programme: Programme, in tx: Transaction) throws {
        (self.family, self.programme) = (family, programme)
        members = try FamilyMember.all(of: family, in: tx).filter {
            $0.leftOn == nil && $0.programme == programme
        }
        matches = try Match.live(ofFamily: family.id, in: tx).filter {
            $0.kind.programme == programme
        }
    }
}
