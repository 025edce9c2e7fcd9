import Coalition
import Templates

/// The address of a list with its filters, from which every link of the list is made.
struct ListAddress: Sendable {
    let path: String
    /// Filters, sorting and position, in the order in which they stand in the address.
    var query: [(name: String, value: String)]

    init(_ path: String, _ values: Values, names: [String]) {
        self.path = path
        query = names.compactMap { name in values.text(name).map { (name, $0) } }
    }

    /// The address with these values in place of what it has; nil takes a name away. The position
    /// is given up, because it means nothing in another list.
    func with(_ changes: (String, String?)...) -> String {
        var rest = query.filter { entry in
            !changes.contains { $0.0 == entry.name } && !["after", "before"].contains(entry.name)
        }
        for (name, value) in changes { if let value { rest.append((name, value)) } }
        return ListAddress.text(path, rest)
    }

    /// The address without these names, and without the position.
    func without(_ names: [String]) -> String {
        ListAddress.text(
            path, query.filter { !(names + ["after", "before"]).contains($0.name) })
    }

    private static func text(_ path: String, _ query: [(name: String, value: String)]) -> String {
        let text = query.map { Percent.encode($0.name) + "=" + Percent.encode($0.value) }
            .joined(separator: "&")
        return text.isEmpty ? path : path + "?" + text
    }
}

extension Values {
    /// Where the page of a list begins, from `after` or `before`.
    var cursor: PageCursor? {
        if let ref = text("after") { return PageCursor(ref: ref, isBackward: false) }
        return text("before").map { PageCursor(ref: $0, isBackward: true) }
    }
}

/// The way to the previous and the next page.
struct PagingView: PageModel {
    let previous: String?
    let next: String?
    /// "51-60 van 60"; nil where that was not counted, or farther than people want to know.
    let range: String?

    /// Nil when the list fits on one page.
    init?<Element>(
        _ page: Page<Element>, _ address: ListAddress, of count: ListCount?, _ words: Words
    ) {
        guard page.previous != nil || page.next != nil else { return nil }
        range = PagingView.range(page, count, words)
        previous = page.previous.map { address.with(("before", $0.ref)) }
        next = page.next.map { address.with(("after", $0.ref)) }
    }

    /// Nil without neighbours.
    init?(previous: String?, next: String?) {
        guard previous != nil || next != nil else { return nil }
        self.previous = previous
        self.next = next
        range = nil
    }

    private static func range<Element>(
        _ page: Page<Element>, _ count: ListCount?, _ words: Words
    ) -> String? {
        guard let before = page.before, let count, !before.isMore, !page.rows.isEmpty else {
            return nil
        }
        return words(
            "list.range",
            [
                "first": .number(before.value + 1),
                "last": .number(before.value + page.rows.count), "all": .text(words(count)),
            ])
    }

    static let fields: Fields<PagingView> = [
        .text("range") { $0.range },
        .text("previous") { $0.previous },
        .text("next") { $0.next },
    ]
}

/// The filters of a list: fields to choose with, and what is chosen as removable links.
struct FilterView: PageModel {
    let path: String
    let fields: [FieldView]
    let chosen: [LinkView]
    /// Sorting and other things that a new choice keeps.
    let hidden: [HiddenView]

    static let fields: Fields<FilterView> = [
        .text("path") { $0.path },
        .list("fields", FieldView.fields) { $0.fields },
        .list("chosen", LinkView.fields) { $0.chosen },
        .flag("isFiltered") { !$0.chosen.isEmpty },
        .list("hidden", HiddenView.fields) { $0.hidden },
    ]

    /// - Parameters:
    ///   - specs: Text fields and selects; each select's first choice is "all" with an empty value.
    ///   - keeps: Names of the address that are no filter, such as `sort`.
    ///   - shown: What stands in the fields when it is not what stands in the address.
    init(
        _ address: ListAddress, _ specs: [FieldSpec], _ values: Values, _ words: Words,
        keeps: [String] = ["sort", "order"], shown: Values? = nil
    ) {
        path = address.path
        let builder = FieldBuilder(values: shown ?? values, problems: [], stored: nil, words: words)
        fields = specs.map { builder.view($0.optional) }
        chosen = specs.compactMap { spec in
            values.text(spec.name).map { value in
                LinkView(FilterView.label(spec, value, words), address.with((spec.name, nil)))
            }
        }
        hidden = address.query.filter { keeps.contains($0.name) }.map {
            HiddenView(name: $0.name, value: $0.value)
        }
    }

    private static func label(_ spec: FieldSpec, _ value: String, _ words: Words) -> String {
        if case .select(let choices) = spec.control,
            let choice = choices.first(where: { $0.value == value })
        {
            return choice.name ?? choice.label
        }
        let name = spec.labelText(words)
        if case .day = spec.control, let day = Day(iso: value) {
            return "\(name): \(words.day(day))"
        }
        if case .select = spec.control { return "\(name): \(words("filter.unknown"))" }
        return "\(name): \(value)"
    }
}

struct HiddenView: PageModel {
    let name: String
    let value: String

    static let fields: Fields<HiddenView> = [
        .text("name") { $0.name },
        .text("value") { $0.value },
    ]
}

/// A list with nothing in it: what will be here, and the first thing to do.
struct EmptyView: PageModel {
    let title: String
    let text: String
    let action: LinkView?

    init(title: String, text: String, action: LinkView? = nil) {
        self.title = title
        self.text = text
        self.action = action
    }

    static let fields: Fields<EmptyView> = [
        .text("title") { $0.title },
        .text("text") { $0.text },
        .object("action", LinkView.fields) { $0.action },
    ]
}

/// Any list page: title, filters, table, or what to do when it is empty.
struct ListPage: SitePage {
    static let template = "list"
    let title: String
    let lede: String?
    let count: String?
    var actions: [LinkView] = []
    /// Other ways to look at the list, beside what can be done.
    var tools: [LinkView] = []
    var crumbs: [LinkView] = []
    let filter: FilterView?
    let table: TableView?
    let empty: EmptyView?

    static let fields: Fields<ListPage> = [
        .text("title") { $0.title },
        .text("lede") { $0.lede },
        .text("count") { $0.count },
        .list("actions", LinkView.fields) { $0.actions },
        .list("tools", LinkView.fields) { $0.tools },
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .object("filter", FilterView.fields) { $0.filter },
        .object("table", TableView.fields) { $0.table },
        .object("empty", EmptyView.fields) { $0.empty },
    ]
}
