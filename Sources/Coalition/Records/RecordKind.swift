import SQLite

/// What somebody types of a record, described once by its ``record``.
public protocol RecordDraft: Sendable {
    /// The kind of record that it is a draft of.
    associatedtype Entity
    /// A draft in which nothing was filled in.
    init()
    static var record: RecordKind<Self> { get }
}

extension RecordDraft {
    /// A record as it stands, to be shown or changed; what is sealed for good is nil in it.
    ///
    /// - Parameter id: Of a record that was found in the viewer's scope.
    public static func stored(
        _ id: ID<Entity>, in tx: Transaction
    ) throws -> StoredRecord<Self> {
        try record.stored(id.value, in: tx)
    }

    /// What stands in a record's fields, for a page that tells some of them from elsewhere; nil when
    /// there are no others.
    public static func others(
        of id: ID<Entity>, besides told: Set<String>, in tx: Transaction
    ) throws -> [FieldValue]? {
        let isTold = record.about.fields.allSatisfy { told.contains($0.name) }
        return isTold ? nil : try stored(id, in: tx).values
    }
}

/// A record as it stands.
public struct StoredRecord<Draft: RecordDraft>: Sendable {
    public let draft: Draft
    /// What stands in each field, in the order of the description.
    public let values: [FieldValue]
}

/// A kind of record as somebody fills it in: its description, and where each value stands in a draft.
public struct RecordKind<Draft: RecordDraft>: Sendable {
    public let about: RecordDescription
    private let fields: [RecordField<Draft>]

    /// - Parameters:
    ///   - name: What the messages of its fields begin with.
    ///   - table: The table with a column of its own name for each field.
    ///   - programmes: Whose roles see and change the fields.
    public init(
        _ name: StaticString, table: StaticString, programmes: Set<Programme>,
        _ fields: [RecordField<Draft>]
    ) {
        self.fields = fields
        about = RecordDescription(
            name, table: table, programmes: programmes, fields.map(\.about))
    }

    /// What stands in each field of a draft, in the order of the description.
    public func values(_ draft: Draft) -> [FieldValue] {
        fields.map { $0.about.kind.settled($0.get(draft)) }
    }

    /// A draft with these values laid over another; where one does not fit it stays as it was.
    public func draft(_ values: [FieldValue], over draft: Draft = Draft()) -> Draft {
        var draft = draft
        for (field, value) in zip(fields, values) { _ = field.set(&draft, value) }
        return draft
    }

    /// - Throws: `Refusal.notFound` without such a record; `Damaged.code` for a value that the program
    ///   does not know.
    func stored(_ id: Int64, in tx: Transaction) throws -> StoredRecord<Draft> {
        let values = try about.stored(id, in: tx)
        var draft = Draft()
        for (field, value) in zip(fields, values) {
            if case .sealed = value { continue }
            guard field.set(&draft, value) else { throw Damaged.code(field.about.name) }
        }
        return StoredRecord(draft: draft, values: values)
    }

    /// The draft once nothing is wrong with it. What the viewer may not change stands in it as it
    /// stood, or as nobody filled it in.
    ///
    /// - Parameters:
    ///   - stored: The record as it stands; nil for a new one.
    ///   - city: Nil for a record that the network keeps, which goes by the network's own day.
    ///   - rights: Nil for those of the viewer and of all programmes of this kind of record.
    ///   - settling: What the program sets by itself before anything is checked.
    ///   - others: What rules say that need more than the draft.
    /// - Throws: `Refusal.invalid` with a problem for each field that has one.
    func checked(
        _ draft: Draft, over stored: StoredRecord<Draft>?, in city: City?, _ tx: Transaction,
        with rights: FieldRights? = nil, settling: (inout Draft) -> Void = { _ in },
        and others: (Draft) throws -> [Problem?] = { _ in [] }
    ) throws -> CheckedDraft<Draft> {
        let (checked, problems) = try examined(
            draft, over: stored, in: city, tx, with: rights, settling: settling, and: others)
        if !problems.isEmpty { throw Refusal.invalid(problems) }
        return checked
    }

    /// The same for a record of the network, which is of no city.
    func checked(
        _ draft: Draft, over stored: StoredRecord<Draft>?, ofNetwork tx: Transaction,
        and others: (Draft) throws -> [Problem?] = { _ in [] }
    ) throws -> CheckedDraft<Draft> {
        let draft = permitted(draft, over: stored, about.rights(of: tx.viewer, in: nil))
        let (checked, problems) = try examined(draft, on: tx.today, and: others)
        if !problems.isEmpty { throw Refusal.invalid(problems) }
        return checked
    }

    /// The same for a draft of which another table has other fields: what is wrong is told, so that
    /// both can be refused together.
    func examined(
        _ draft: Draft, over stored: StoredRecord<Draft>?, in city: City?, _ tx: Transaction,
        with rights: FieldRights? = nil, settling: (inout Draft) -> Void = { _ in },
        and others: (Draft) throws -> [Problem?] = { _ in [] }
    ) throws -> (checked: CheckedDraft<Draft>, problems: [Problem]) {
        let rights = rights ?? about.rights(of: tx.viewer, in: city?.id)
        var draft = permitted(draft, over: stored, rights)
        settling(&draft)
        return try examined(draft, on: city?.today(tx) ?? tx.today, and: others)
    }

    private func examined(
        _ draft: Draft, on today: Day, and others: (Draft) throws -> [Problem?]
    ) throws -> (checked: CheckedDraft<Draft>, problems: [Problem]) {
        let values = values(draft)
        var problems: [Problem] = []
        for (field, value) in zip(fields, values) {
            if value == .none, field.isExcused(draft) { continue }
            if let problem = field.about.problem(value, on: today) ?? field.brokenRule(draft) {
                problems.append(problem)
            }
        }
        // A field has one problem at a time: the first that was found.
        for case .some(let problem) in try others(draft)
        where !problems.contains(where: { $0.field == problem.field }) {
            problems.append(problem)
        }
        return (CheckedDraft(draft: draft, values: values, about: about), problems)
    }

    /// A draft of the program itself, which checks nothing.
    func trusted(_ draft: Draft) -> CheckedDraft<Draft> {
        CheckedDraft(draft: draft, values: values(draft), about: about)
    }

    private func permitted(
        _ draft: Draft, over stored: StoredRecord<Draft>?, _ rights: FieldRights
    ) -> Draft {
        var draft = draft
        for field in fields where !rights.mayChange(field.about) {
            _ = field.set(&draft, field.get(stored?.draft ?? Draft()))
        }
        return draft
    }
}

/// A draft with which nothing is wrong, ready to be written.
struct CheckedDraft<Draft: RecordDraft> {
    let draft: Draft
    private let values: [FieldValue]
    private let about: RecordDescription

    fileprivate init(draft: Draft, values: [FieldValue], about: RecordDescription) {
        self.draft = draft
        self.values = values
        self.about = about
    }

    /// Names of the fields that were filled in.
    var filled: [String] {
        zip(about.fields, values).filter { $0.1.isFilled }.map(\.0.name)
    }

    /// The columns of the described fields.
    var columns: SQL { about.columns }

    /// The values of ``columns``.
    ///
    /// - Parameter id: What sealed values are bound to; nil for a record that has none.
    func bound(_ id: Int64? = nil, in tx: Transaction) throws -> SQL {
        try about.bound(values, id, tx.keys)
    }

    /// The columns with their values, as `SET` wants them.
    func assigned(_ id: Int64, in tx: Transaction) throws -> SQL {
        try about.assigned(values, id, tx.keys)
    }

    /// Names of the fields that really change.
    func changes(
        from stored: StoredRecord<Draft>, _ id: Int64, in tx: Transaction
    ) throws -> [String] {
        try about.changes(values, from: stored.values, id, tx.keys)
    }

    /// Writes what the record is found by, after it was written itself.
    ///
    /// - Parameter readers: Who may read its sealed names without a reason.
    func writeFound(
        of id: Int64, in city: ID<City>, for readers: NameTokens.Readers? = nil,
        _ tx: Transaction
    ) throws {
        try about.writeFound(values, of: id, in: city, for: readers, tx)
    }

    /// Writes the fields that have a table of their own.
    func writeRows(of id: Int64, changed names: [String], in tx: Transaction) throws {
        try about.writeRows(values, of: id, changed: names, in: tx)
    }
}
