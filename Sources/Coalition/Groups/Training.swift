import SQLite

/// A training for members of groups, kept by the network for all cities.
public struct Training: Sendable {
    /// What somebody wishes of it that touches safety, until a second person looked.
    public struct Wish: Hashable, Sendable {
        public let isRequired: Bool
        public let validMonths: Int?
        public let isOffered: Bool
        public let at: Instant
        /// Nil for the program itself.
        public let by: ID<User>?
    }

    public let id: Int
    public let titleNL: String
    public let titleEN: String
    public let isRequired: Bool
    /// Nil when it holds for ever.
    public let validMonths: Int?
    /// Whether somebody can still follow it; what was followed before keeps counting.
    public let isOffered: Bool
    /// Nil when nothing waits for a second person.
    public let wish: Wish?
    public let version: Int

    private static let columns: SQL = """
        id, title_nl, title_en, is_required, valid_months, is_offered, version, wished_required,
        wished_months, wished_offered, wished_at, wished_by
        """

    private init(_ row: inout Row) throws {
        id = try row.next()
        titleNL = try row.next()
        titleEN = try row.next()
        isRequired = try row.next()
        validMonths = try row.next()
        isOffered = try row.next()
        version = try row.next()
        let (required, months): (Bool?, Int?) = (try row.next(), try row.next())
        let (offered, at): (Bool?, Instant?) = (try row.next(), try row.next())
        let by: ID<User>? = try row.next()
        wish = at.map {
            Wish(
                isRequired: required ?? false, validMonths: months, isOffered: offered ?? true,
                at: $0, by: by)
        }
    }

    /// All that ever were offered, in the order in which they were added.
    public static func all(in tx: Transaction) throws -> [Training] {
        try tx.db.all("SELECT \(columns) FROM trainings ORDER BY id", Training.init)
    }

    /// Those that somebody can follow now.
    public static func offered(in tx: Transaction) throws -> [Training] {
        try all(in: tx).filter(\.isOffered)
    }

    /// - Throws: `Refusal.notFound` for a number that no training has.
    public static func find(_ id: Int64, in tx: Transaction) throws -> Training {
        let found = try tx.db.first(
            "SELECT \(columns) FROM trainings WHERE id = \(id)", Training.init)
        guard let found else { throw Refusal.notFound }
        return found
    }

    public func title(_ language: String) -> String { language == "en" ? titleEN : titleNL }

    /// Groups that are ready now and of which a member lacks this training, so that they would fall
    /// back if it were required.
    public func readyGroupsWithout(in tx: Transaction) throws -> Int {
        try tx.db.value(
            """
            SELECT count(*) FROM groups WHERE state = \(Group.State.ready) AND EXISTS (
                SELECT 1 FROM memberships
                WHERE memberships.group_id = groups.id AND memberships.left_on IS NULL
                AND NOT EXISTS (
                    SELECT 1 FROM training_attendances
                    WHERE training_attendances.volunteer_id = memberships.volunteer_id
                    AND training_attendances.training_id = \(id)
                    AND ifnull(training_attendances.valid_until_on, '9') > \(tx.today)))
            """) ?? 0
    }
}
