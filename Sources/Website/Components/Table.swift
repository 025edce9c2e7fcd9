import Coalition
import Templates

/// A table that becomes cards on a phone.
struct TableView: PageModel {
    let label: String
    var caption: String?
    let headers: [HeaderView]
    let rows: [RowView]
    var paging: PagingView?

    static let fields: Fields<TableView> = [
        .text("label") { $0.label },
        .text("caption") { $0.caption },
        .list("headers", HeaderView.fields) { $0.headers },
        .list("rows", RowView.fields) { $0.rows },
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

/// A cell: text, a number, a link, tags, a picture or buttons.
struct CellView: PageModel {
    let label: String
    var text: String?
    var number: String?
    var isZero = false
    var link: LinkView?
    var tags: [TagView] = []
    var picture: SafeHTML?
    var buttons: [ButtonView] = []
    var isTight = false

    static func text(_ label: String, _ text: String?) -> CellView {
        CellView(label: label, text: text)
    }

    /// A day or another text that must not break.
    static func tight(_ label: String, _ text: String?) -> CellView {
        CellView(label: label, text: text, isTight: true)
    }

    static func number(_ label: String, _ number: Int, path: String? = nil) -> CellView {
        CellView(
            label: label, number: path == nil || number == 0 ? String(number) : nil,
            isZero: number == 0,
            link: path.flatMap { number == 0 ? nil : LinkView(String(number), $0) })
    }

    static func link(_ label: String, _ text: String, _ path: String) -> CellView {
        CellView(label: label, link: LinkView(text, path))
    }

    static func tags(_ label: String, _ tags: [TagView]) -> CellView {
        CellView(label: label, tags: tags)
    }

    static func picture(_ label: String, _ picture: SafeHTML) -> CellView {
        CellView(label: label, picture: picture)
    }

    static let fields: Fields<CellView> = [
        .text("label") { $0.label },
        .text("text") { $0.text },
        .text("number") { $0.number },
        .flag("isNumber") { $0.number != nil || ($0.link.map { Int($0.text) != nil } ?? false) },
        .flag("isZero") { $0.isZero },
        .flag("isTight") { $0.isTight },
        .object("link", LinkView.fields) { $0.link },
        .list("tags", TagView.fields) { $0.tags },
        .flag("hasTags") { !$0.tags.isEmpty },
        .html("picture") { $0.picture },
        .list("buttons", ButtonView.fields) { $0.buttons },
        .flag("hasButtons") { !$0.buttons.isEmpty },
    ]
}
