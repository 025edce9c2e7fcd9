import Mustache
import Templates

/// The table that every renderer writes. `MustacheParent` spares swift-mustache its reflection.
struct Table: PageModel, MustacheParent {
    let title: String
    let rows: [Line]

    struct Line: Sendable, MustacheParent {
        let id: Int
        let url: String
        let name: String
        let city: String
        let state: String
        let isLate: Bool

        static let fields: Fields<Line> = [
            .number("id") { $0.id },
            .text("url") { $0.url },
            .text("name") { $0.name },
            .text("city") { $0.city },
            .text("state") { $0.state },
            .flag("isLate") { $0.isLate },
        ]

        func child(named name: String) -> Any? {
            switch name {
            case "id": id
            case "url": url
            case "name": self.name
            case "city": city
            case "state": state
            case "isLate": isLate
            default: nil
            }
        }
    }

    static let fields: Fields<Table> = [
        .text("title") { $0.title },
        .list("rows", Line.fields) { $0.rows },
    ]

    func child(named name: String) -> Any? {
        switch name {
        case "title": title
        case "rows": rows
        default: nil
        }
    }

    static let template = """
        <h1>{{title}}</h1>
        <table class="list">
        {{#rows}}
        <tr id="row-{{id}}"{{#isLate}} class="is-late"{{/isLate}}><td><a href="{{url}}">{{name}}</a></td><td class="city">{{city}}</td><td><span class="badge badge-{{state}}">{{state}}</span></td></tr>
        {{/rows}}
        </table>

        """

    static var sample: Table {
        Table(
            title: "Groepen in Nijmegen",
            rows: (0..<50).map { index in
                Line(
                    id: 1000 + index, url: "/groups/G-7K\(index)Q/members/list",
                    name: "Samen Hier groep \(index) Hatert en omgeving", city: "Nijmegen",
                    state: "waiting", isLate: index % 3 == 0)
            })
    }

    /// The same bytes without any template; nothing in the sample needs escaping.
    func appended() -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(14_000)
        out.append(contentsOf: "<h1>\(title)</h1>\n<table class=\"list\">\n".utf8)
        for row in rows { row.append(to: &out) }
        out.append(contentsOf: "</table>\n".utf8)
        return out
    }
}

extension Table.Line {
    fileprivate func append(to out: inout [UInt8]) {
        out.append(contentsOf: "<tr id=\"row-".utf8)
        out.append(contentsOf: String(id).utf8)
        out.append(contentsOf: "\"".utf8)
        if isLate { out.append(contentsOf: " class=\"is-late\"".utf8) }
        out.append(contentsOf: "><td><a href=\"".utf8)
        out.append(contentsOf: url.utf8)
        out.append(contentsOf: "\">".utf8)
        out.append(contentsOf: name.utf8)
        out.append(contentsOf: "</a></td><td class=\"city\">".utf8)
        out.append(contentsOf: city.utf8)
        out.append(contentsOf: "</td><td><span class=\"badge badge-".utf8)
        out.append(contentsOf: state.utf8)
        out.append(contentsOf: "\">".utf8)
        out.append(contentsOf: state.utf8)
        out.append(contentsOf: "</span></td></tr>\n".utf8)
    }
}
