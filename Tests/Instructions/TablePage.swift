import Templates

/// A page with a table of fifty rows, such as a list of groups.
struct TablePage {
    private let page: TemplateSet<NoFrame>.Page<Table>
    private let table = Table.sample

    init() throws {
        let templates = TemplateSet<NoFrame>(templates: ["table": Table.template])
        page = templates.page("table", Table.self)
        try templates.check()
    }

    /// Renders it once, and gives the bytes that came out.
    func render() throws -> Int {
        try page.render(table, frame: NoFrame(), language: .nl).count
    }
}

struct NoFrame: PageModel {
    static let fields: Fields<NoFrame> = []
}

struct Table: PageModel {
    let title: String
    let rows: [Row]

    struct Row: Sendable {
        let id: Int
        let url: String
        let name: String
        let city: String
        let isLate: Bool

        static let fields: Fields<Row> = [
            .number("id") { $0.id },
            .text("url") { $0.url },
            .text("name") { $0.name },
            .text("city") { $0.city },
            .flag("isLate") { $0.isLate },
        ]
    }

    static let fields: Fields<Table> = [
        .text("title") { $0.title },
        .list("rows", Row.fields) { $0.rows },
    ]

    static let template = """
        <h1>{{title}}</h1>
        <table class="list">
          {{#rows}}
          <tr id="row-{{id}}"{{#isLate}} class="is-late"{{/isLate}}>
            <td><a href="{{url}}">{{name}}</a></td>
            <td class="city">{{city}}</td>
          </tr>
          {{/rows}}
        </table>

        """

    static var sample: Table {
        Table(
            title: "Groepen in Nijmegen",
            rows: (0..<50).map { index in
                Row(
                    id: 1000 + index, url: "/groups/G-7K\(index)Q/members",
                    name: "Samen Hier \(index) \"Hatert\" & omgeving", city: "Nijmegen",
                    isLate: index % 3 == 0)
            })
    }
}
