/// Markup that is written to a page as it is, the only way around escaping.
public struct SafeHTML: Hashable, Sendable {
    let markup: String

    /// Vouches for markup: nothing in it may come from a person unless it was escaped.
    public init(trusted: String) {
        markup = trusted
    }

    /// A text as it may stand in markup or in an attribute between quotes.
    public static func escaped(_ text: String) -> String { text.escaped }
}
