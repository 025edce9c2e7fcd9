import Coalition
import Templates

/// A table that becomes rows of two lines, or cards, on a phone.
struct TableView: PageModel {
    let label: String
    var caption: String?
    let headers: [HeaderView]
    let rows: [RowView]
    /// The sums of the columns, below the rows.
    var total: RowView?
    /// A class of the stylesheet for a table that looks different.
    var look: String?
    var paging: PagingView?

    /// Whether a phone shows two lines of each row: its name and tag, and the fact and day of it.
    var isTwoLined: Bool { rows.contains { $0.cells.contains { $0.place != nil } } }

    static let fields: Fields<TableView> = [
        .text("label") { $0.label },
        .text("form") { $0.isTwoLined ? "two" : "cards" },
        .flag("isStop") { !$0.rows.contains { !$0.path.isEmpty } },
        .text("caption") { $0.caption },
        .list("headers", HeaderView.fields) { $0.headers },
        .list("rows", RowView.fields) { $0.rows },
        .object("total", RowView.fields) { $0.total },
        .text("look") { $0.look },
        .object("paging", PagingView.fields) { $0.paging },
    ]
}

/// A column's head; a link when the list can be sorted by it.
struct HeaderView: PageModel {
    let text: String
    var isNumber = false
    var isHidden = false
    var sortPath: String?
    /// `ascending` or `descending` when the list is sorted by this column.
    var sorted: String?

    init(
        _ text: String, isNumber: Bool = false, isHidden: Bool = false, sortPath: String? = nil,
        sorted: String? = nil
    ) {
        self.text = text
        self.isNumber = isNumber
        self.isHidden = isHidden
        self.sortPath = sortPath
        self.sorted = sorted
    }

    static let fields: Fields<HeaderView> = [
        .text("text") { $0.text },
        .flag("isNumber") { $0.isNumber },
        .flag("isHidden") { $0.isHidden },
        .text("sortPath") { $0.sortPath },
        .text("sorted") { $0.sorted },
    ]
}

extension HeaderView {
    /// The head of a column by which the list can be ordered: first upwards, then downwards.
    static func sorting<Sort: Code>(
        _ text: String, _ sort: Sort, now: Sort, isDescending: Bool, _ address: ListAddress,
        isNumber: Bool = false
    ) -> HeaderView {
        let isCurrent = sort == now
        let goesDown = isCurrent && !isDescending
        return HeaderView(
            text, isNumber: isNumber,
            sortPath: address.with(("sort", sort.rawValue), ("order", goesDown ? "desc" : nil)),
            sorted: isCurrent ? (isDescending ? "descending" : "ascending") : nil)
    }

    /// The head of the only column by which the list is ordered.
    static func sorted(
        _ text: String, isDescending: Bool, isTurned: Bool, _ address: ListAddress
    ) -> HeaderView {
        HeaderView(
            text, sortPath: address.with(("order", isTurned ? nil : "desc")),
            sorted: isDescending ? "descending" : "ascending")
    }
}

/// A row: its name is its link; an empty path is no link.
struct RowView: PageModel {
    let name: String
    let path: String
    var hint: String?
    var picture: SafeHTML?
    let cells: [CellView]

    static let fields: Fields<RowView> = [
        .text("name") { $0.name },
        .text("path") { $0.path.isEmpty ? nil : $0.path },
        .text("hint") { $0.hint },
        .html("picture") { $0.picture },
        .list("cells", CellView.fields) { $0.cells },
    ]
}

/// A cell, named by its column for the cards of a phone.
struct CellView: PageModel {
    /// Where it stands in a row of two lines; a cell of such a row without a place has none.
    enum Place: String, Sendable {
        /// Beside the name.
        case tag = "t"
        /// Below the name, in the place of its hint.
        case fact = "f"
        /// Below the tag.
        case day = "d"
    }

    fileprivate enum Content {
        case text(String?)
        case tight(String?)
        case number(Int, path: String?)
        case link(LinkView)
        case tags([TagView])
        case picture(SafeHTML)
        case buttons([ButtonView])
        case reach(ReachView?)
        case progress(String, value: Int, of: Int)
    }

    private let label: String
    private let content: Content
    private(set) var place: Place?
    /// Nil where a row of two lines needs no word before it.
    private var sign: String?
    /// Whether it is of a list whose rows have two lines.
    private var isInList = false

    private init(_ label: String, _ content: Content) {
        self.label = label
        self.content = content
    }

    /// The same cell in a row of two lines.
    ///
    /// - Parameters:
    ///   - place: Nil for one that a phone has no room for.
    ///   - sign: A word that says on a phone what it is.
    func at(_ place: Place?, _ sign: String? = nil) -> CellView {
        var cell = self
        (cell.place, cell.sign, cell.isInList) = (place, sign, true)
        return cell
    }

    static func text(_ label: String, _ text: String?) -> CellView {
        CellView(label, .text(text))
    }

    /// A day or another text that must not break.
    static func tight(_ label: String, _ text: String?) -> CellView {
        CellView(label, .tight(text))
    }

    /// A number; a link to what was counted, unless that is nothing.
    static func number(_ label: String, _ number: Int, path: String? = nil) -> CellView {
        CellView(label, .number(number, path: number == 0 ? nil : path))
    }

    static func number(_ label: String, _ figure: Figure) -> CellView {
        number(label, figure.count, path: figure.path)
    }

    static func link(_ label: String, _ text: String, _ path: String) -> CellView {
        CellView(label, .link(LinkView(text, path)))
    }

    static func tags(_ label: String, _ tags: [TagView]) -> CellView {
        CellView(label, .tags(tags))
    }

    /// Only for what stands in words too: a phone has no room for it.
    static func picture(_ label: String, _ picture: SafeHTML) -> CellView {
        CellView(label, .picture(picture))
    }

    static func buttons(_ label: String, _ buttons: [ButtonView]) -> CellView {
        CellView(label, .buttons(buttons))
    }

    /// How somebody is reached; nil for who left neither number nor address.
    static func reach(_ label: String, _ reach: ReachView?) -> CellView {
        CellView(label, .reach(reach))
    }

    /// How far something is, in words beside a bar.
    static func progress(
        _ label: String, _ text: String, _ value: Int, of all: Int
    ) -> CellView {
        CellView(label, .progress(text, value: value, of: all))
    }

    static let fields: Fields<CellView> = [
        .text("label") { $0.isInList ? $0.sign : $0.label },
        .text("look") { cell in
            let all = [cell.place?.rawValue, cell.content.look].compactMap { $0 }
            return all.isEmpty ? nil : all.joined(separator: " ")
        },
        .text("text") { $0.content.text },
        .text("words") { $0.content.words },
        .text("number") { $0.content.number },
        .object("link", LinkView.fields) { $0.content.link },
        .list("tags", TagView.fields) { $0.content.tags },
        .flag("hasTags") { !$0.content.tags.isEmpty },
        .html("picture") { $0.content.picture },
        .list("buttons", ButtonView.fields) { $0.content.buttons },
        .flag("hasButtons") { !$0.content.buttons.isEmpty },
        .object("reach", ReachView.fields) { $0.content.reach },
        .object("progress", ProgressView.fields) { $0.content.progress },
    ]
}

/// A bar with what it says.
struct ProgressView: PageModel {
    let text: String
    let value: Int
    let all: Int

    static let fields: Fields<ProgressView> = [
        .text("text") { $0.text },
        .number("value") { $0.value },
        .number("all") { $0.all },
    ]
}

extension CellView.Content {
    /// Classes of the stylesheet; nil for none.
    fileprivate var look: String? {
        switch self {
        case .tight: "nowrap"
        case .number(0, _): "num zero"
        case .number: "num"
        case .picture: "hide"
        case .text, .link, .tags, .buttons, .reach, .progress: nil
        }
    }

    fileprivate var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// Words of the catalogue, which read in the direction of the page.
    fileprivate var words: String? {
        if case .tight(let text) = self { text } else { nil }
    }

    fileprivate var number: String? {
        if case .number(let number, nil) = self { String(number) } else { nil }
    }

    fileprivate var link: LinkView? {
        switch self {
        case .link(let link): link
        case .number(let number, let path?): LinkView(String(number), path)
        default: nil
        }
    }

    fileprivate var tags: [TagView] {
        if case .tags(let tags) = self { tags } else { [] }
    }

    fileprivate var reach: ReachView? {
        if case .reach(let reach) = self { reach } else { nil }
    }

    fileprivate var progress: ProgressView? {
        guard case .progress(let text, let value, let all) = self else { return nil }
        return ProgressView(text: text, value: value, all: all)
    }

    fileprivate var picture: SafeHTML? {
        if case .picture(let picture) = self { picture } else { nil }
    }

    fileprivate var buttons: [ButtonView] {
        if case .buttons(let buttons) = self { buttons } else { [] }
    }
}
