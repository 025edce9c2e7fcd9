import SQLite

/// A training as the network describes it.
public struct TrainingDraft: RecordDraft {
    public typealias Entity = Training

    @TypedLine public var titleNL = ""
    @TypedLine public var titleEN = ""
    /// Whether a group is only ready once every member followed it.
    public var isRequired = false
    /// For how long it counts after it was followed; nil without end.
    public var validMonths: Int?
    public var isOffered = true

    public init() {}

    /// Who keeps trainings.
    public static let keepers: Set<Role> = [.network]
    /// Who sees which there are.
    public static let readers: Set<Role> = lookers.union([.local])
    /// Who sees what waits for a second person.
    public static let lookers: Set<Role> = [.network, .admin, .safeguarding]

    /// Every field, once.
    public static let record = RecordKind<TrainingDraft>(
        "training", table: "trainings", programmes: GroupPolicy.programmes,
        [
            .line("title_nl", \.titleNL, 1...120).required("problem.name"),
            .line("title_en", \.titleEN, 1...120).required("problem.name"),
            .tick("is_required", \.isRequired)
                .unless("problem.training_required_retired") { $0.isRequired && !$0.isOffered },
            .number("valid_months", \.validMonths, 1...120),
            .tick("is_offered", \.isOffered),
        ])

    /// Adds it. One that is to be required is not yet, until a second person looked.
    @discardableResult
    public func create(in tx: Transaction) throws -> Training {
        let checked = try checked(over: nil, tx)
        var kept = self
        kept.isRequired = false
        let training = Self.record.trusted(kept)
        try tx.db.run(
            """
            INSERT INTO trainings (\(training.columns), created_at, updated_at)
            VALUES (\(try training.bound(in: tx)), \(tx.now), \(tx.now))
            """)
        let id = tx.db.lastInsertedRowID
        try tx.audit(.create, .training, String(id), fields: checked.filled)
        if isRequired { try wish(for: try Training.find(id, in: tx), in: tx) }
        return try Training.find(id, in: tx)
    }

    /// Saves what was changed: names at once; whether it is required or offered and how long it counts
    /// once a second person looked.
    ///
    /// - Throws: `Refusal.forbidden`, `.invalid`, and `.conflict` when somebody else saved first.
    public func update(_ training: Training, version: Int, in tx: Transaction) throws {
        let checked = try checked(over: training, tx)
        try tx.requireVersion(version, stands: training.version)
        let isRenamed = (titleNL, titleEN) != (training.titleNL, training.titleEN)
        let isSettled = training.wish.map { isSame(as: $0) } ?? !touchesSafety(of: training)
        guard isRenamed || !isSettled else { return }
        let stored = try Self.record.stored(Int64(training.id), in: tx)
        var kept = stored.draft
        (kept.titleNL, kept.titleEN) = (titleNL, titleEN)
        try tx.db.run(
            """
            UPDATE trainings SET
                \(try Self.record.trusted(kept).assigned(Int64(training.id), in: tx)),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(training.id)
            """)
        try tx.audit(
            .change, .training, String(training.id),
            fields: try checked.changes(from: stored, Int64(training.id), in: tx))
        guard !isSettled else { return }
        try training.dropWish(in: tx)
        if touchesSafety(of: training) { try wish(for: training, in: tx) }
    }

    private func isSame(as wish: Training.Wish) -> Bool {
        isRequired == wish.isRequired && validMonths == wish.validMonths
            && isOffered == wish.isOffered
    }

    /// Whether saving it takes a second person.
    ///
    /// - Parameter training: What it changes; nil for a new one.
    public func touchesSafety(of training: Training?) -> Bool {
        guard let training else { return isRequired }
        return isRequired != training.isRequired || validMonths != training.validMonths
            || isOffered != training.isOffered
    }

    private func checked(
        over training: Training?, _ tx: Transaction
    ) throws -> CheckedDraft<TrainingDraft> {
        guard tx.viewer.holds(TrainingDraft.keepers, for: GroupPolicy.programmes) else {
            throw Refusal.forbidden("forbidden.trainings")
        }
        let same = try Training.all(in: tx).first {
            $0.id != training?.id && SortKey.folded($0.titleNL) == SortKey.folded(titleNL)
        }
        return try Self.record.checked(self, over: nil, ofNetwork: tx) { _ in
            [same.map { _ in Problem("title_nl", "problem.training_taken") }]
        }
    }

    private func wish(for training: Training, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE trainings SET wished_required = \(isRequired), wished_months = \(validMonths),
                wished_offered = \(isOffered), wished_at = \(tx.now),
                wished_by = \(tx.viewer.userID)
            WHERE id = \(training.id)
            """)
        try SecondPerson.ask(.training, about: training.recordID, due: tx.today + 7, in: tx)
    }
}

extension Training {
    var recordID: RecordID { RecordID(.training, Int64(id)) }

    /// Says as the second person that what is wished counts from now on, for every group.
    ///
    /// - Throws: `Refusal.forbidden` for who wished it or holds neither role; `.already` without a
    ///   wish.
    public func confirm(in tx: Transaction) throws {
        guard let wish else { throw Refusal.already(nil) }
        try SecondPerson.require(tx.viewer, after: wish.by, for: GroupPolicy.programmes)
        let isRequired = wish.isRequired && wish.isOffered
        try tx.db.run(
            """
            UPDATE trainings SET is_required = \(isRequired), valid_months = \(wish.validMonths),
                is_offered = \(wish.isOffered), version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(
            .change, .training, String(id),
            fields: ["is_required", "valid_months", "is_offered", "confirmed"])
        try dropWish(in: tx)
        if isRequired != self.isRequired { try Group.refreshEvery(in: tx) }
    }

    /// Takes back what is wished, or says no to it.
    ///
    /// - Throws: `Refusal.forbidden` without the right; `.already` without a wish.
    public func withdrawWish(in tx: Transaction) throws {
        guard tx.viewer.holds(SecondPerson.roles, for: GroupPolicy.programmes) else {
            throw Refusal.forbidden("forbidden.trainings")
        }
        guard wish != nil else { throw Refusal.already(nil) }
        try dropWish(in: tx)
        try tx.db.run("UPDATE trainings SET version = version + 1 WHERE id = \(id)")
        try tx.audit(.change, .training, String(id), fields: ["withdrawn"])
    }

    fileprivate func dropWish(in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE trainings SET wished_required = NULL, wished_months = NULL,
                wished_offered = NULL, wished_at = NULL, wished_by = NULL
            WHERE id = \(id)
            """)
        try Task.settle(.training, about: recordID, in: tx)
    }
}
