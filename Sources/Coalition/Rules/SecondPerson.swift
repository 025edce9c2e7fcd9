/// Rules of safety and privacy take two people: what one of them proposes counts once another looked
/// at it (spec: access).
public enum SecondPerson {
    /// Who can be the second.
    public static let roles: Set<Role> = [.network, .safeguarding]

    /// Those of them for whom there are tasks.
    static var asked: [Role] { roles.intersection(TaskPolicy.doers).sorted() }

    /// Whether somebody may confirm what another proposed.
    ///
    /// - Parameter proposer: Nil for the program itself.
    public static func isMet(
        by viewer: Viewer, after proposer: ID<User>?, for programmes: Set<Programme>
    ) -> Bool {
        viewer.holds(roles, for: programmes) && viewer.userID != nil && viewer.userID != proposer
    }

    /// - Throws: `Refusal.forbidden` for who proposed it, and for who holds neither role.
    static func require(
        _ viewer: Viewer, after proposer: ID<User>?, for programmes: Set<Programme>
    ) throws {
        guard isMet(by: viewer, after: proposer, for: programmes) else {
            throw Refusal.forbidden("forbidden.second_person")
        }
    }

    /// Asks everybody who can be the second to look.
    ///
    /// - Parameter due: The day before which somebody should have looked.
    static func ask(_ kind: Task.Kind, about subject: RecordID, due: Day, in tx: Transaction) throws
    {
        // A task is of a city; what concerns all of them stands with the network's first.
        guard let seat: ID<City> = try tx.db.value("SELECT id FROM cities ORDER BY id LIMIT 1")
        else { return }
        for role in asked {
            try Task.raise(
                kind, for: role, of: .samenHier, in: seat, about: subject, since: tx.today,
                due: due, tx)
        }
    }
}
