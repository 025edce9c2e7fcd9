extension Field {
    /// A text, always there, printed escaped.
    public static func text(
        _ name: String, _ get: @escaping @Sendable (Page) -> String
    ) -> Field {
        var field = Field(name, .text)
        field.write = Write { $1.escape(get($0)) }
        return field
    }

    /// A text that may be absent: a section that is shown when there is one, inside which the
    /// name or `{{.}}` prints it.
    public static func text(
        _ name: String, _ get: @escaping @Sendable (Page) -> String?
    ) -> Field {
        var field = Field(name, .optionalText)
        field.write = Write { page, output in
            if let text = get(page) { output.escape(text) }
        }
        field.isShown = { get($0) != nil }
        return field
    }

    /// A whole number, printed in digits; it can choose between the forms of a message.
    public static func number(
        _ name: String, _ get: @escaping @Sendable (Page) -> Int
    ) -> Field {
        var field = Field(name, .number)
        field.write = Write { $1.append(get($0)) }
        field.number = get
        return field
    }

    /// A condition for sections; it cannot be printed.
    public static func flag(
        _ name: String, _ get: @escaping @Sendable (Page) -> Bool
    ) -> Field {
        var field = Field(name, .flag)
        field.isShown = get
        return field
    }

    /// Markup that the program vouches for, printed as it is.
    public static func html(
        _ name: String, _ get: @escaping @Sendable (Page) -> SafeHTML
    ) -> Field {
        var field = Field(name, .html)
        field.write = Write { $1.append(get($0)) }
        return field
    }

    /// Markup that may be absent: a section inside which the name or `{{.}}` prints it.
    public static func html(
        _ name: String, _ get: @escaping @Sendable (Page) -> SafeHTML?
    ) -> Field {
        var field = Field(name, .optionalHTML)
        field.write = Write { page, output in
            if let html = get(page) { output.append(html) }
        }
        field.isShown = { get($0) != nil }
        return field
    }
}
