import SQLite

/// An account made by command, with a right and a link to set its password by.
public struct Enrolment: Sendable {
    public var email: String
    @TypedLine public var name: String
    /// `nl` or `en`.
    public var language = "nl"
    public var role: Role?
    /// The reference or the name of a city; nil for a role of the whole network.
    public var city: String?
    public var programme: Programme?

    public init(email: String, name: String) {
        self.email = email
        self.name = name
    }

    /// Makes the account, gives it its role and makes the link's token.
    ///
    /// - Throws: `Refusal.invalid` on `email`, `name`, `language`, `role` or `city`.
    public func create(in tx: Transaction) throws -> SessionToken {
        guard ["nl", "en"].contains(language) else {
            throw Refusal.problem("language", "problem.language")
        }
        guard role != nil || (city == nil && programme == nil) else {
            throw Refusal.problem("role", "problem.right_without_role")
        }
        let id = try User.create(email: email, name: name, language: language, in: tx)
        if let role {
            try Enrolment.grant(role, city: city, programme: programme, to: id, in: tx)
        }
        guard let user = try User.find(id, in: tx) else { throw Refusal.notFound }
        return try Invitation.create(for: user, in: tx)
    }

    /// Gives an account one more right from today on.
    ///
    /// - Throws: `Refusal.invalid` on `city` for a role of a city without one, or the other way about.
    public static func grant(
        _ role: Role, city: String?, programme: Programme?, to user: ID<User>, in tx: Transaction
    ) throws {
        switch (Role.ofACity.contains(role), city) {
        case (true, nil): throw Refusal.problem("city", "problem.right_without_city")
        case (false, .some): throw Refusal.problem("city", "problem.right_of_no_city")
        default: break
        }
        let place = try city.map { try City.named($0, in: tx).id }
        try User.grant(
            .init(role, city: place, programme: programme), to: user, from: tx.today, in: tx)
    }
}

extension City {
    /// The city with this reference or this name in either language.
    ///
    /// - Throws: `Refusal.invalid` on `city` when there is none, or more than one of that name.
    static func named(_ text: String, in tx: Transaction) throws -> City {
        if let city = try? find(text, in: tx) { return city }
        let wanted = SortKey.folded(text)
        let found = try all(in: tx).filter {
            SortKey.folded($0.nameNL) == wanted || SortKey.folded($0.nameEN) == wanted
        }
        guard let city = found.first else { throw Refusal.problem("city", "problem.city_unknown") }
        guard found.count == 1 else { throw Refusal.problem("city", "problem.city_ambiguous") }
        return city
    }
}
