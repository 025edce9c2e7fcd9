import SQLite

/// An account in the list that the command line prints.
public struct AccountLine: Sendable {
    private let user: User
    private let rights: [String]

    /// Every account, by name, with the rights that hold today.
    public static func all(in tx: Transaction) throws -> [AccountLine] {
        let cities = Dictionary(
            uniqueKeysWithValues: try City.all(in: tx).map { ($0.id, $0.nameNL) })
        return try User.all(in: tx).map { user in
            let grants = try Viewer.grants(of: user.id, on: tx.today, in: tx)
            return AccountLine(
                user: user,
                rights: grants.map { grant in
                    let parts = [
                        grant.role.rawValue, grant.city.flatMap { cities[$0] },
                        grant.programme?.rawValue,
                    ]
                    return parts.compactMap { $0 }.joined(separator: " ")
                })
        }
    }

    /// E-mail address, name, rights and what is particular, separated by tabs.
    public var text: String {
        let state =
            user.isBlocked ? "blocked" : user.passwordHash == nil ? "has no password yet" : ""
        return [user.email, user.name, rights.joined(separator: ", "), state]
            .joined(separator: "\t")
    }
}
