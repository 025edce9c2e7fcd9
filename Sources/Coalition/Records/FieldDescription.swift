import SQLite

/// What is said once about one field of a record; its form, checks, column, words, audit and conflict
/// follow from it.
public struct FieldDescription: Sendable {
    /// How a field is asked and what fits in it.
    public enum Kind: Sendable {
        /// One line of text, of so many characters.
        case line(ClosedRange<Int>)
        /// An e-mail address of at most so many characters.
        case email(Int)
        /// A telephone number of at most so many characters.
        case phone(Int)
        /// Text of several lines, of so many characters.
        case lines(ClosedRange<Int>)
        case number(ClosedRange<Int>)
        /// One of these codes; the form offers some of them.
        case choice([String], offered: [String])
        /// A number of a short range, chosen by a word for each.
        case level(ClosedRange<Int>)
        /// Several of these codes.
        case choices([String])
        /// Several spoken languages, as ISO 639 codes.
        case languages
        /// Yes, no or unknown.
        case answer
        case tick
        case day
        /// The reference of an account; which ones can be chosen the record's own page knows.
        case person
        /// A time of day, kept in minutes after midnight.
        case time
    }

    /// How the value is kept, and whether somebody may read it.
    public enum Keeping: Sendable {
        case plain
        /// Sealed and never shown in a form; nothing typed leaves what is there.
        case sealed
        /// Sealed, and opened for whoever may see the record; nothing typed clears it.
        case opened
        /// A row for each code in a table of their own.
        case rows(RowTable)
    }

    /// A table with a row for each code of a record.
    public struct RowTable: Sendable {
        let table: SQL
        /// The column that holds the id of the record.
        let owner: SQL
        let code: SQL
    }

    /// The form's name for it, and the audit log's.
    public let name: String
    public let kind: Kind
    public internal(set) var isRequired: Bool
    public internal(set) var keeping = Keeping.plain
    /// Who may see it; nil for whoever may see the record.
    public internal(set) var readers: Set<Role>?
    /// Who may change it; nil for whoever may change the record.
    public internal(set) var writers: Set<Role>?
    /// The message for a value that is missing.
    public internal(set) var missing: String
    /// What the messages of its codes begin with when they are shared with other fields.
    public internal(set) var codeWords: String?
    /// Which days fit, seen from today; nothing absurdly far unless the field says more.
    var days: @Sendable (Day) -> DayRange = { DayRange.around($0) }
    /// Whether the program fills it in where nobody did.
    public internal(set) var isSettled = false
    /// Whether a search finds the record by its words.
    public internal(set) var isFound = false
    /// Messages of rules about it.
    public internal(set) var refusals: [String] = []

    /// The column as the schema names it, without what sealing adds.
    var column: StaticString

    init(_ name: StaticString, _ kind: Kind, isRequired: Bool) {
        self.name = name.description
        self.kind = kind
        self.isRequired = isRequired
        column = name
        missing =
            switch kind {
            case .choice, .choices, .level: "problem.choose"
            case .day: "problem.day_required"
            default: "problem.required"
            }
    }

    public var isSealed: Bool { if case .sealed = keeping { true } else { false } }
}

extension FieldDescription {
    /// What is wrong with a value of the field; nil when nothing is.
    ///
    /// - Parameter today: In the city of the record.
    func problem(_ value: FieldValue, on today: Day) -> Problem? {
        switch (kind, value) {
        case (_, .none): return isRequired ? Problem(name, missing) : nil
        case (.line(let lengths), .text(let text)), (.lines(let lengths), .text(let text)):
            return lengths.contains(text.count)
                ? nil : Problem.tooLong(name, text, lengths.upperBound)
        case (.email(let most), .text(let text)), (.phone(let most), .text(let text)):
            return text.count <= most ? nil : Problem.tooLong(name, text, most)
        case (.number(let range), .number(let number)), (.level(let range), .number(let number)):
            return range.contains(number) ? nil : Problem.outside(name, range)
        case (.languages, .codes(let codes)):
            let isKnown = codes.allSatisfy { SpokenLanguages.language(code: $0) != nil }
            return isKnown ? nil : Problem(name, "problem.choice")
        case (.day, .day(let day)): return days(today).problem(day, name)
        case (.time, .number(let minutes)):
            return ClockTime(minutes: minutes) == nil ? Problem(name, "problem.time") : nil
        default: return nil
        }
    }
}

extension Problem {
    /// A number that is not in its range.
    static func outside(_ field: String, _ range: ClosedRange<Int>) -> Problem {
        Problem(
            field, "problem.number",
            ["least": .number(range.lowerBound), "most": .number(range.upperBound)])
    }
}
