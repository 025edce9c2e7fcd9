import SQLite

/// Two records of one family, of which one goes on with what both had; for some weeks it can be undone.
public struct FamilyMerge: Sendable {
    public let id: ID<FamilyMerge>
    public let kept: ID<Family>
    public let merged: ID<Family>
    let mergedState: Family.State
    let former: String
    let since: String
    /// Whether the two were parts of one family before, which undoing does not take apart again.
    public let isReunion: Bool
    public let mergedAt: Instant

    private static let columns: SQL = """
        id, kept_id, merged_id, merged_state, former, since, is_reunion, merged_at
        """

    private init(_ row: inout Row) throws {
        id = try row.next()
        kept = try row.next()
        merged = try row.next()
        mergedState = try row.next()
        former = try row.next()
        since = try row.next()
        isReunion = try row.next()
        mergedAt = try row.next()
    }

    /// The record in which another one went up; nil for every other record.
    public static func successor(of family: Family, in tx: Transaction) throws -> Family? {
        guard family.state == .merged, let merge = try of(merged: family.id, in: tx) else {
            return nil
        }
        return try Family.find(merge.kept, in: tx)
    }

    /// For how many days a merge can be undone.
    public static func daysToUndo(on day: Day, in tx: Transaction) throws -> Int {
        try Rules.value("merge.undo_days", on: day, in: tx)
    }

    /// The last merge into a family that can still be undone; nil without one.
    public static func undoable(into family: Family, in tx: Transaction) throws -> FamilyMerge? {
        let days = try daysToUndo(on: tx.today, in: tx)
        return try tx.db.first(
            """
            SELECT \(columns) FROM family_merges
            WHERE kept_id = \(family.id) AND undone_at IS NULL AND is_reunion = 0
                AND merged_at > \(tx.now.adding(seconds: -days * 86_400))
            ORDER BY id DESC LIMIT 1
            """, FamilyMerge.init)
    }

    static func of(merged family: ID<Family>, in tx: Transaction) throws -> FamilyMerge? {
        try tx.db.first(
            "SELECT \(columns) FROM family_merges WHERE merged_id = \(family) AND undone_at IS NULL",
            FamilyMerge.init)
    }

    /// Lets one record of a family go on with what another has; both code names stay known.
    ///
    /// - Parameters:
    ///   - other: Nil for one that is not there or out of sight, which is refused like any that cannot
    ///     be the same family.
    ///   - kept: The one that goes on.
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.invalid` on `other` for one of
    ///   another city, one that was kept apart, and when both have a group; on `kept` when only the
    ///   other one has.
    public static func merge(
        _ other: Family?, into kept: Family, in tx: Transaction
    ) throws {
        try FamilyPolicy(tx.viewer, kept).requireEdit()
        try kept.requirePresent()
        let other = try checked(other, with: kept, tx)
        let partings = try FamilyParting.all(of: kept.id, in: tx)
        try join(
            other, into: kept, isReunion: partings.contains { $0.other == other.id }, in: tx)
    }

    /// Parts that were split for safety are one family again, as the safeguarding role says.
    ///
    /// - Returns: The record that goes on.
    /// - Throws: `Refusal.notFound` for who does not look after safety here, and for a family that was
    ///   not split; `.invalid` on `state` when both have a group or one has left.
    @discardableResult
    public static func reunite(_ family: Family, in tx: Transaction) throws -> Family {
        guard try FamilyParting.knowsSafety(family, in: tx),
            let parting = try FamilyParting.all(of: family.id, in: tx).last
        else { throw Refusal.notFound }
        let other = try Family.find(parting.other, in: tx)
        let matched = try [family, other].filter {
            try !Match.live(ofFamily: $0.id, in: tx).isEmpty
        }
        guard matched.count < 2, other.city == family.city,
            ![family, other].contains(where: { Family.State.over.contains($0.state) })
        else { throw Refusal.problem("state", "guard.split.reunite") }
        // Without a group the older one goes on, as people know it by its name.
        let kept = matched.first ?? (family.id.value < other.id.value ? family : other)
        try join(kept.id == family.id ? other : family, into: kept, isReunion: true, in: tx)
        return try Family.find(kept.id, in: tx)
    }

    private static func checked(
        _ other: Family?, with kept: Family, _ tx: Transaction
    ) throws -> Family {
        guard let other, other.city == kept.city,
            FamilyPolicy(tx.viewer, other).mayEdit, !Family.State.over.contains(other.state),
            try !FamilyParting.keptApart(from: kept.id, in: tx).contains(other.id)
        else { throw Refusal.problem("other", "guard.merge.unknown") }
        if other.id == kept.id { throw Refusal.problem("other", "guard.merge.same") }
        let (mine, theirs) = (
            try Match.live(ofFamily: kept.id, in: tx), try Match.live(ofFamily: other.id, in: tx)
        )
        if !theirs.isEmpty {
            throw mine.isEmpty
                ? Refusal.problem("kept", "guard.merge.keeps_group")
                : Refusal.problem("other", "guard.merge.matched")
        }
        guard other.programmes.isSubset(of: kept.programmes) else {
            throw Refusal.problem("kept", "guard.merge.programme")
        }
        for family in [kept, other] where try FamilyTransfer.open(of: family.id, in: tx) != nil {
            throw Refusal.problem("other", "guard.merge.transfer")
        }
        return other
    }

    private static func join(
        _ other: Family, into kept: Family, isReunion: Bool, in tx: Transaction
    ) throws {
        if isReunion { try FamilyParting.remove(between: kept.id, and: other.id, in: tx) }
        let former = try shape(of: kept.id, tx)
        try tx.db.run(
            """
            INSERT INTO family_merges (kept_id, merged_id, merged_state, former, since, is_reunion,
                merged_at, merged_by)
            VALUES (\(kept.id), \(other.id), \(other.state), \(former), \(former), \(isReunion),
                \(tx.now), \(tx.viewer.userID))
            """)
        let id = ID<FamilyMerge>(tx.db.lastInsertedRowID)
        try MergedRows(id, from: other, to: kept).take(in: tx)
        try kept.takeNumbers(of: other, isReunion: isReunion, in: tx)
        try tx.db.run(
            """
            UPDATE family_merges SET since = \(try shape(of: kept.id, tx)) WHERE id = \(id)
            """)
        try other.enter(.merged, in: tx)
        try kept.lookAgain(in: tx)
        try tx.audit(.change, .family, kept.ref, city: kept.city, fields: ["merged"])
        try tx.process(.support, .family, kept.ref, fields: ["members"])
    }

    /// What a merge changes in the row of the kept record, as JSON.
    private static func shape(of family: ID<Family>, _ tx: Transaction) throws -> String {
        try tx.db.value(
            """
            SELECT json_object('household_size', household_size, 'adults', adults,
                'minors', minors, 'waiting_since_on', waiting_since_on)
            FROM families WHERE id = \(family)
            """) ?? "{}"
    }

    /// Makes two records of them again: each has back what was its own, and what was written since
    /// stays where it was written.
    ///
    /// - Returns: The record that is there again.
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.already` once it was undone;
    ///   `.invalid` on `state` after the term, for parts that are one family again, and once the kept
    ///   record has left.
    @discardableResult
    public func undo(in tx: Transaction) throws -> Family {
        let kept = try Family.find(kept, in: tx)
        try FamilyPolicy(tx.viewer, kept).requireEdit()
        try kept.requirePresent()
        guard try FamilyMerge.undoable(into: kept, in: tx)?.id == id else {
            throw Refusal.problem("state", "guard.merge.undo")
        }
        try tx.db.run(
            """
            UPDATE family_merges SET undone_at = \(tx.now), undone_by = \(tx.viewer.userID)
            WHERE id = \(id) AND undone_at IS NULL
            """)
        let other = try Family.find(merged, in: tx)
        try MergedRows(id, from: other, to: kept).giveBack(in: tx)
        if try FamilyMerge.shape(of: kept.id, tx) == since { try restore(kept.id, tx) }
        try other.enter(mergedState, in: tx)
        for family in [kept, other] { try family.lookAgain(in: tx) }
        try tx.audit(.change, .family, kept.ref, city: kept.city, fields: ["merged"])
        return try Family.find(merged, in: tx)
    }

    private func restore(_ family: ID<Family>, _ tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE families SET household_size = json_extract(\(former), '$.household_size'),
                adults = json_extract(\(former), '$.adults'),
                minors = json_extract(\(former), '$.minors'),
                waiting_since_on = json_extract(\(former), '$.waiting_since_on'),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(family)
            """)
    }
}

extension Family {
    /// The household of both, and the day on which the waiting of either began.
    fileprivate func takeNumbers(
        of other: Family, isReunion: Bool, in tx: Transaction
    ) throws {
        let named: Int =
            try tx.db.value(
                "SELECT count(*) FROM family_members WHERE family_id = \(id) AND left_on IS NULL")
            ?? 0
        let whole =
            isReunion
            ? householdSize + other.householdSize : max(householdSize, other.householdSize)
        let size = min(30, max(whole, named))
        if size != householdSize {
            try writeHousehold(
                size, adults: isReunion ? sum(adults, other.adults) : nil,
                minors: isReunion ? sum(minors, other.minors) : nil, in: tx)
        }
        let since = [waitingSince, other.waitingSince].compactMap { $0 }.min()
        try tx.db.run("UPDATE families SET waiting_since_on = \(since) WHERE id = \(id)")
    }

    private func sum(_ left: Int?, _ right: Int?) -> Int? {
        left.flatMap { left in right.map { left + $0 } }
    }

    /// What rests on its people and goals is looked at anew.
    fileprivate func lookAgain(in tx: Transaction) throws {
        let family = try Family.find(id, in: tx)
        try family.writeFoundPeople(in: tx)
        try Task.keepGoals(of: .family(family), in: tx)
        try Family.follow(id, in: tx)
    }
}
