import Coalition
import Templates

/// A table that becomes cards on a phone.
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

    static let fields: Fields<TableView> = [
        .text("label") { $0.label },
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
    fileprivate enum Content {
        case text(String?)
        case tight(String?)
        case number(Int, path: String?)
        case link(LinkView)
        case tags([TagView])
        case picture(SafeHTML)
        case buttons([ButtonView])
    }

    private let label: String
    private let content: Content

    private init(_ label: String, _ content: Content) {
        self.label = label
        self.content = content
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

    static let fields: Fields<CellView> = [
        .text("label") { $0.label },
        .text("look") { $0.content.look },
        .text("text") { $0.content.text },
        .text("number") { $0.content.number },
        .object("link", LinkView.fields) { $0.content.link },
        .list("tags", TagView.fields) { $0.content.tags },
        .flag("hasTags") { !$0.content.tags.isEmpty },
        .html("picture") { $0.content.picture },
        .list("buttons", ButtonView.fields) { $0.content.buttons },
        .flag("hasButtons") { !$0.content.buttons.isEmpty },
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
        case .text, .link, .tags, .buttons: nil
        }
    }

    fileprivate var text: String? {
        switch self {
        case .text(let text), .tight(let text): text
        default: nil
        }
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

    fileprivate var picture: SafeHTML? {
        if case .picture(let picture) = self { picture } else { nil }
    }

    fileprivate var buttons: [ButtonView] {
        if case .buttons(let buttons) = self { buttons } else { [] }
    }
}
