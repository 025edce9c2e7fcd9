/// Contacts of several groups, typed in one table: a row per group, of which only the filled ones
/// are logged.
public struct LogTable: Sendable {
    /// One row of the table.
    public struct Row: Sendable {
        public let group: Group
        public let draft: LogDraft

        public init(_ group: Group, _ draft: LogDraft) {
            self.group = group
            self.draft = draft
        }
    }

    public let rows: [Row]

    public init(_ rows: [Row]) { self.rows = rows }

    /// Logs every filled row, all of them or none.
    ///
    /// - Returns: What was logged, in the order of the rows; empty when no row was filled.
    /// - Throws: `Refusal.invalid` with the row's index in each field's name, such as `minutes.3`;
    ///   `Refusal.forbidden` for a group of which the viewer keeps no log.
    @discardableResult
    public func create(in tx: Transaction) throws -> [LogEntry] {
        let filled = rows.enumerated().filter { !$0.element.draft.isBlank }
        var problems: [Problem] = []
        for (index, row) in filled {
            try LogPolicy(tx.viewer, row.group).requireWrite()
            problems += try row.problems(at: index, in: tx)
        }
        if !problems.isEmpty { throw Refusal.invalid(problems) }
        return try filled.map { try $0.element.draft.insert(for: $0.element.group, in: tx) }
    }
}

extension LogTable.Row {
    fileprivate func problems(at index: Int, in tx: Transaction) throws -> [Problem] {
        let found =
            try [group.loggingProblem("contact", in: tx)].compactMap { $0 }
            + draft.problems(for: group, in: tx)
        return found.map { Problem("\($0.field).\(index)", $0.message, $0.values) }
    }
}
