/// One template being compiled for one language against the types of its page and the frame.
final class Compilation<Frame: PageModel> {
    let library: Library
    let words: Words
    /// The blocks met so far, to see fillings that no layout has a place for.
    var blocksMet: Set<String> = []
    private(set) var flaws: [TemplateError.Flaw] = []

    init(_ library: Library, _ language: Language) {
        self.library = library
        words = library.catalogue.words(language)
    }

    /// Compiles a whole template against the fields of its page.
    func page<Page: PageModel>(_ name: String, _ type: Page.Type) -> Op<Page, Frame> {
        check(Frame.fields)
        guard let nodes = library.templates[name] else {
            flaws.append(.init(file: name + ".html", reason: "there is no such template"))
            return Op { _, _, _ in }
        }
        var place = Place(name)
        place.callers = [name]
        return program(nodes, in: Scope(Page.fields), at: place)
    }

    /// Compiles a body that has a scope of its own.
    func program<Page: Sendable>(
        _ nodes: [Node], in scope: Scope<Page>, at place: Place
    ) -> Op<Page, Frame> {
        check(scope.fields)
        return steps(nodes, in: scope, at: place).assembled()
    }

    func steps<Page: Sendable>(
        _ nodes: [Node], in scope: Scope<Page>, at place: Place
    ) -> [Step<Page, Frame>] {
        nodes.flatMap { steps($0, in: scope, at: place) }
    }

    private func steps<Page: Sendable>(
        _ node: Node, in scope: Scope<Page>, at place: Place
    ) -> [Step<Page, Frame>] {
        switch node {
        case .margin(let space): [.literal(place.margin(space))]
        case .text(let text): [.literal(text)]
        case .variable(let tag): variable(tag, in: scope, at: place)
        case .section(let tag, let body): section(tag, body, in: scope, at: place)
        case .partial(let tag, let call): partial(tag, call, in: scope, at: place)
        case .layout(let tag, let blocks): layout(tag, blocks, in: scope, at: place)
        case .block(let block): self.block(block, in: scope, at: place)
        case .message(let tag, let call): message(tag, call, in: scope, at: place)
        }
    }

    func refuse(_ tag: Tag, _ place: Place, _ reason: String) {
        flaws.append(tag.flaw(in: place.file, reason))
    }

    private func check<Page: Sendable>(_ fields: Fields<Page>) {
        flaws += fields.unusableNames.map { name in
            .init(
                file: "\(Page.self)", tag: name,
                reason: "this name cannot be used or is there twice")
        }
    }
}
