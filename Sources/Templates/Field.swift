/// One name that a template may use, and how its value is read from the page.
public struct Field<Page: Sendable>: Sendable {
    let name: String
    let kind: FieldKind
    /// Prints the value; nil when the kind cannot be printed.
    var write: Write<Page>?
    /// Whether a section of this name is shown; nil when the kind is not a condition.
    var isShown: (@Sendable (Page) -> Bool)?
    /// The value of a number, which chooses between the forms of a message.
    var number: (@Sendable (Page) -> Int)?
    /// The names inside a list or object.
    var nested: (any Nested<Page>)?

    init(_ name: String, _ kind: FieldKind) {
        self.name = name
        self.kind = kind
    }

    /// The same field as seen from something that holds the page.
    func rebased<Outer: Sendable>(_ page: @escaping @Sendable (Outer) -> Page) -> Field<Outer> {
        var field = Field<Outer>(name, kind)
        if let write = write?.run { field.write = Write { write(page($0), &$1) } }
        if let isShown { field.isShown = { isShown(page($0)) } }
        if let number { field.number = { number(page($0)) } }
        field.nested = nested?.rebased(page)
        return field
    }
}

/// The printing of a value; a struct for the reason given at ``Op``.
struct Write<Page: Sendable>: Sendable {
    let run: @Sendable (Page, inout Output) -> Void

    init(_ run: @escaping @Sendable (Page, inout Output) -> Void) {
        self.run = run
    }
}

/// What a field is, which decides the tags that may use it.
enum FieldKind: String, Sendable {
    case text = "a text"
    case optionalText = "an optional text"
    case number = "a number"
    case flag = "a flag"
    case html = "markup"
    case optionalHTML = "optional markup"
    case list = "a list"
    case object = "an object"
    case optionalObject = "an optional object"

    var isOptionalValue: Bool { self == .optionalText || self == .optionalHTML }
}
