import SQLite

extension Family {
    /// Families expected within a number of days, the first to arrive first; at most 50.
    ///
    /// A date that has passed and is not confirmed as realised stays in the list: nobody is overdue,
    /// but somebody must say what happened.
    public static func arriving(
        within days: Int, of today: Day, for roles: Set<Role>, in tx: Transaction
    ) throws -> [Family] {
        let scope = tx.viewer.scope(of: roles.intersection(FamilyPolicy.readers))
        let coming: [State] = [.announced, .intake, .waiting, .reserved, .matched]
        return try tx.db.all(
            """
            SELECT \(columns) FROM families
            WHERE \(scope.condition("families.city_id"))
            AND ifnull(families.arrival_on, '9999') BETWEEN \(today - 30) AND \(today + days)
            AND +families.state IN \(list: coming) AND +families.arrival_certainty <> 'realised'
            ORDER BY ifnull(families.arrival_on, '9999'), families.id LIMIT 50
            """, Family.init)
    }
}
