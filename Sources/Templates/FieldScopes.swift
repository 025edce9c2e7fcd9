extension Field {
    /// A section repeated for each row; its body sees the row's fields and nothing else.
    public static func list<Row: Sendable>(
        _ name: String, _ fields: Fields<Row>, _ get: @escaping @Sendable (Page) -> [Row]
    ) -> Field {
        var field = Field(name, .list)
        field.isShown = { !get($0).isEmpty }
        field.nested = Entry(fields) { page, body in
            for row in get(page) { body(row) }
        }
        return field
    }

    /// A section repeated for each text, which `{{.}}` prints.
    public static func texts(
        _ name: String, _ get: @escaping @Sendable (Page) -> [String]
    ) -> Field {
        list(name, [.text(".") { $0 }], get)
    }

    /// An object, always there: a section that enters its scope, or `{{name.field}}`.
    public static func object<Sub: Sendable>(
        _ name: String, _ fields: Fields<Sub>, _ get: @escaping @Sendable (Page) -> Sub
    ) -> Field {
        var field = Field(name, .object)
        field.nested = Entry(fields, whole: get) { $1(get($0)) }
        return field
    }

    /// An object that may be absent: a section that enters its scope when there is one.
    public static func object<Sub: Sendable>(
        _ name: String, _ fields: Fields<Sub>, _ get: @escaping @Sendable (Page) -> Sub?
    ) -> Field {
        var field = Field(name, .optionalObject)
        field.isShown = { get($0) != nil }
        field.nested = Entry(fields) { page, body in
            if let sub = get(page) { body(sub) }
        }
        return field
    }
}
