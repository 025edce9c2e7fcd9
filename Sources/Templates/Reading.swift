/// A field of the scope or of the frame, bound so that both are read in the same way.
struct Reading<Page: Sendable, Frame: PageModel> {
    let kind: FieldKind
    private(set) var write: Op<Page, Frame>?
    private(set) var isShown: (@Sendable (Page, Frame) -> Bool)?
    private(set) var number: (@Sendable (Page, Frame) -> Int)?
    private(set) var section: ((_ body: [Node], Place, Compilation<Frame>) -> Op<Page, Frame>)?

    init(own field: Field<Page>) {
        kind = field.kind
        if let write = field.write?.run {
            self.write = Op { page, _, output in write(page, &output) }
        }
        if let isShown = field.isShown { self.isShown = { page, _ in isShown(page) } }
        if let number = field.number { self.number = { page, _ in number(page) } }
        if let nested = field.nested { section = { nested.section($0, at: $1, by: $2) } }
    }

    init(frame field: Field<Frame>) {
        kind = field.kind
        if let write = field.write?.run {
            self.write = Op { _, frame, output in write(frame, &output) }
        }
        if let isShown = field.isShown { self.isShown = { _, frame in isShown(frame) } }
        if let number = field.number { self.number = { _, frame in number(frame) } }
        guard let nested = field.nested else { return }
        section = { body, place, compilation in
            let run = nested.section(body, at: place, by: compilation).run
            return Op { _, frame, output in run(frame, frame, &output) }
        }
    }
}
