/// Everything that was read in one load: parsed templates, messages, and what is wrong.
struct Library: Sendable {
    let templates: [String: [Node]]
    let catalogue: Catalogue
    let flaws: [TemplateError.Flaw]

    init(_ sources: Sources) {
        var templates: [String: [Node]] = [:]
        var flaws = sources.flaws
        for (name, text) in sources.templates.sorted(by: { $0.key < $1.key }) {
            let parsed = Parser.parse(text, file: name + ".html")
            templates[name] = parsed.nodes
            flaws += parsed.flaws
        }
        let (catalogue, mistakes) = Catalogue.read(sources.messages)
        self.templates = templates
        self.catalogue = catalogue
        self.flaws = flaws + mistakes
    }
}
