import SQLite

/// One field of a draft: what is said about it, and where its value stands.
public struct RecordField<Draft: Sendable>: Sendable {
    public internal(set) var about: FieldDescription
    /// The value that stands in a draft.
    let get: @Sendable (Draft) -> FieldValue
    /// Puts a value into a draft; false, and nothing is changed, when it does not fit there.
    let set: @Sendable (inout Draft, FieldValue) -> Bool
    /// Whether a draft may leave open what is required of others.
    private(set) var isExcused: @Sendable (Draft) -> Bool = { _ in false }
    private var rules: [@Sendable (Draft) -> Problem?] = []

    init(
        _ about: FieldDescription, get: @escaping @Sendable (Draft) -> FieldValue,
        set: @escaping @Sendable (inout Draft, FieldValue) -> Bool
    ) {
        self.about = about
        self.get = get
        self.set = set
    }

    init<Value: FieldType>(
        _ name: StaticString, _ path: WritableKeyPath<Draft, Value> & Sendable,
        _ kind: FieldDescription.Kind
    ) {
        self.init(
            FieldDescription(name, kind, isRequired: !Value.isOptional),
            get: { $0[keyPath: path].fieldValue },
            set: { draft, value in
                guard let value = Value(value) else { return false }
                draft[keyPath: path] = value
                return true
            })
    }

    /// The first rule about the draft as a whole that is broken, at this field.
    func brokenRule(_ draft: Draft) -> Problem? {
        for rule in rules {
            if let problem = rule(draft) { return problem }
        }
        return nil
    }
}

/// What can be said of a field besides its kind.
extension RecordField {
    /// Nothing filled in is refused, with a message of its own or the usual one.
    public func required(_ message: String? = nil) -> RecordField {
        with { about in
            about.isRequired = true
            about.missing = message ?? about.missing
        }
    }

    /// Required, but not of drafts of which something is so; their form does not have the field.
    public func excused(_ isExcused: @escaping @Sendable (Draft) -> Bool) -> RecordField {
        var field = self
        field.isExcused = isExcused
        return field
    }

    /// Kept sealed in the column `NAME_sealed` and never shown in a form; nothing typed keeps it.
    public var sealed: RecordField { with { $0.keeping = .sealed } }

    /// Kept sealed in the column `NAME_sealed` and opened where the record is shown.
    public var opened: RecordField { with { $0.keeping = .opened } }

    /// Kept in a table of its own, a row for each code.
    public func rows(
        _ table: StaticString, of owner: StaticString, _ code: StaticString
    ) -> RecordField {
        with {
            $0.keeping = .rows(
                .init(
                    table: SQL(stringLiteral: table), owner: SQL(stringLiteral: owner),
                    code: SQL(stringLiteral: code)))
        }
    }

    /// Kept in a column of another name.
    public func column(_ name: StaticString) -> RecordField {
        with { $0.column = name }
    }

    /// Its codes are called by messages that other fields share, such as `theme.housing`.
    public func codes(called words: String) -> RecordField { with { $0.codeWords = words } }

    /// Seen by these roles only; it is in nobody else's form or page.
    public func seen(by roles: Set<Role>) -> RecordField { with { $0.readers = roles } }

    /// Changed by these roles only; what others send is passed over.
    public func changed(by roles: Set<Role>) -> RecordField { with { $0.writers = roles } }

    /// A day on which something happened, so not after today.
    public var past: RecordField { with { $0.days = { DayRange.past($0) } } }

    /// A day of which the range is said in full.
    func days(_ range: @escaping @Sendable (Day) -> DayRange) -> RecordField {
        with { $0.days = range }
    }

    /// A day that may lie so many years ahead.
    public func ahead(years: Int) -> RecordField {
        with { $0.days = { DayRange.around($0, years: years) } }
    }

    /// Refused with a message when something about the draft as a whole is so.
    ///
    /// - Parameter values: What the message is filled with.
    public func unless(
        _ message: String,
        with values: @escaping @Sendable (Draft) -> [String: Problem.Value] = { _ in [:] },
        _ isBroken: @escaping @Sendable (Draft) -> Bool
    ) -> RecordField {
        var field = with { $0.refusals.append(message) }
        let name = about.name
        field.rules.append { isBroken($0) ? Problem(name, message, values($0)) : nil }
        return field
    }

    /// The record is found by its words: where they are opened for who sees the record, through keyed
    /// tokens, and else as they are.
    public var found: RecordField { with { $0.isFound = true } }

    /// Filled in by the program where nobody did, so that its column is never empty.
    public var settled: RecordField { with { $0.isSettled = true } }

    private func with(_ change: (inout FieldDescription) -> Void) -> RecordField {
        var field = self
        change(&field.about)
        return field
    }
}
