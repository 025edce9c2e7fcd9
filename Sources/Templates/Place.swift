/// The names that a piece of template sees.
struct Scope<Page: Sendable> {
    let fields: Fields<Page>
    /// The optional values whose sections are open, innermost last; these may be printed.
    var shown: [String] = []

    init(_ fields: Fields<Page>) {
        self.fields = fields
    }
}

/// Where in the templates the compiler is, and what the surroundings impose on it.
struct Place {
    /// What a page or a layout put into a block, and where that was written.
    struct Filling {
        let block: Block
        let place: Place
    }

    var template: String
    /// The chain of templates that led here, to see recursion.
    var callers: [String] = []
    /// White space that goes before every line.
    var indent = ""
    /// White space that the lines of a block lose, since they get that of its new place.
    var lostIndent = ""
    /// What goes into the blocks met here, by name.
    var fillings: [String: Filling] = [:]

    var file: String { template + ".html" }

    init(_ template: String) {
        self.template = template
    }

    /// The white space at the beginning of a line that had `space` in its template.
    func margin(_ space: String) -> String {
        indent + space.dropFirst(zip(space, lostIndent).prefix { $0 == $1 }.count)
    }
}
