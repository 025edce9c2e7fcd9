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
        out.add("<h1>")
        out.add(title)
        out.add("</h1>\n<table class=\"list\">\n")
        for row in rows { row.append(to: &out) }
        out.add("</table>\n")
        return out
    }
}

extension Table.Line {
    fileprivate func append(to out: inout [UInt8]) {
        out.add("<tr id=\"row-")
        out.add(String(id))
        out.add("\"")
        if isLate { out.add(" class=\"is-late\"") }
        out.add("><td><a href=\"")
        out.add(url)
        out.add("\">")
        out.add(name)
        out.add("</a></td><td class=\"city\">")
        out.add(city)
        out.add("</td><td><span class=\"badge badge-")
        out.add(state)
        out.add("\">")
        out.add(state)
        out.add("</span></td></tr>\n")
    }
}

extension [UInt8] {
    /// The quickest way to append: one copy of memory, not a byte at a time.
    @inline(__always)
    fileprivate mutating func add(_ text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }

    @inline(__always) @_disfavoredOverload
    fileprivate mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { append(contentsOf: $0) }
    }
}
