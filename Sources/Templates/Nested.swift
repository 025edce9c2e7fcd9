/// The way from a scope into a list or object, without the owner knowing the type of its rows.
protocol Nested<Owner>: Sendable {
    associatedtype Owner: Sendable

    /// Compiles the body of a section against the inner names.
    func section<Frame: PageModel>(
        _ body: [Node], at place: Place, by compilation: Compilation<Frame>
    ) -> Op<Owner, Frame>

    /// A field of an object that is always there, as seen from the owner.
    func field(_ path: String) -> Field<Owner>?

    func rebased<Outer: Sendable>(
        _ owner: @escaping @Sendable (Outer) -> Owner
    ) -> any Nested<Outer>
}

struct Entry<Owner: Sendable, Row: Sendable>: Nested {
    let fields: Fields<Row>
    /// Nil unless there is always exactly one row.
    let whole: (@Sendable (Owner) -> Row)?
    let forEach: @Sendable (Owner, (Row) -> Void) -> Void

    init(
        _ fields: Fields<Row>, whole: (@Sendable (Owner) -> Row)? = nil,
        forEach: @escaping @Sendable (Owner, (Row) -> Void) -> Void
    ) {
        self.fields = fields
        self.whole = whole
        self.forEach = forEach
    }

    func section<Frame: PageModel>(
        _ body: [Node], at place: Place, by compilation: Compilation<Frame>
    ) -> Op<Owner, Frame> {
        let forEach = forEach
        let program = compilation.program(body, in: Scope(fields), at: place).run
        return Op { owner, frame, output in
            forEach(owner) { program($0, frame, &output) }
        }
    }

    func field(_ path: String) -> Field<Owner>? {
        guard let whole else { return nil }
        return fields.field(path)?.rebased(whole)
    }

    func rebased<Outer: Sendable>(
        _ owner: @escaping @Sendable (Outer) -> Owner
    ) -> any Nested<Outer> {
        let (whole, forEach) = (whole, forEach)
        let outerWhole = whole.map { whole in
            { @Sendable (outer: Outer) in whole(owner(outer)) }
        }
        return Entry<Outer, Row>(fields, whole: outerWhole) { forEach(owner($0), $1) }
    }
}
