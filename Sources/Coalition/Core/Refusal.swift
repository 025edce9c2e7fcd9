/// All that a person may be told instead of an answer; anything else that is thrown is a plain 500.
public enum Refusal: Error, Equatable, Sendable {
    /// Missing, or outside the viewer's scope: the two look the same on purpose.
    case notFound
    /// The viewer may not do this; the message key says which rule forbids it.
    case forbidden(String)
    /// What was typed cannot be accepted; every problem names its field.
    case invalid([Problem])
    /// Somebody else saved first; the current version is given for the page that shows both.
    case conflict(current: Int)
    /// What is asked for stands already: who did it and when, as far as that was written down.
    case already(StateChange?)
    /// Too many tries; seconds until the next is worth making.
    case tooMany(retryAfter: Int)
    /// Busy or full disk; seconds until a new try is worth making.
    case unavailable(retryAfter: Int)
    /// The session ended; what was typed is kept.
    case signInAgain

    /// One problem with one field.
    public static func problem(
        _ field: String, _ message: String, _ values: [String: Problem.Value] = [:]
    ) -> Refusal {
        .invalid([Problem(field, message, values)])
    }
}

/// One thing that is wrong with what was typed.
public struct Problem: Hashable, Sendable {
    /// What a message is filled with.
    public enum Value: Hashable, Sendable {
        case text(String)
        case number(Int)
        case day(Day)
        /// Seconds from now on, told as "over 40 seconden" or "over 15 minuten".
        case wait(Int)
        /// The key of another message, such as the name of a state.
        case word(String)
        /// The code name of a family or guest, in the reader's language.
        case name(CodeName)
    }

    /// The name of the form's field.
    public let field: String
    /// A key of the message catalogue.
    public let message: String
    public let values: [String: Value]

    public init(_ field: String, _ message: String, _ values: [String: Value] = [:]) {
        self.field = field
        self.message = message
        self.values = values
    }
}
