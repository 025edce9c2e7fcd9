import SQLite

/// People whose e-mail address is typed again.
extension MemberDraft {
    /// Another group of the city with a member of this e-mail address; nil without one.
    public func sameEmail(in city: ID<City>, besides group: ID<Group>?, _ tx: Transaction) throws
        -> Group?
    {
        guard let email = keptEmail else { return nil }
        let found: ID<Group>? = try tx.db.value(
            """
            SELECT memberships.group_id FROM volunteers
            JOIN memberships ON memberships.volunteer_id = volunteers.id
            WHERE volunteers.city_id = \(city) AND memberships.left_on IS NULL
            AND volunteers.email_token = \(try tx.keys.token(email, "volunteers.email"))
            AND memberships.group_id IS NOT \(group)
            ORDER BY memberships.id LIMIT 1
            """)
        return try found.map { try Group.find($0, in: tx) }
    }

    /// Who has this e-mail address in the group: a member, else the last who left. Nil without one.
    ///
    /// - Parameter member: Who is being changed, and does not count; nil for somebody new.
    public func twin(
        in group: Group, besides member: Member? = nil, _ tx: Transaction
    ) throws -> Member? {
        guard let email = keptEmail else { return nil }
        let found: Int64? = try tx.db.value(
            """
            SELECT memberships.id FROM volunteers
            JOIN memberships ON memberships.volunteer_id = volunteers.id
            WHERE volunteers.city_id = \(group.city) AND memberships.group_id = \(group.id)
            AND volunteers.email_token = \(try tx.keys.token(email, "volunteers.email"))
            AND volunteers.id IS NOT \(member?.volunteer)
            ORDER BY memberships.left_on IS NOT NULL, memberships.left_on DESC LIMIT 1
            """)
        return try found.map { try Member.find($0, of: group.id, in: tx) }
    }
}

extension Member {
    /// Whether the person is no member of the group now, in this membership or a later one.
    func isAway(in tx: Transaction) throws -> Bool {
        try tx.db.value(
            """
            SELECT 1 FROM memberships WHERE group_id = \(group) AND volunteer_id = \(volunteer)
            AND left_on IS NULL
            """) != 1
    }
}
