import Foundation
import Templates
import Testing

/// Prints how the renderer compares with appending the same bytes by hand, in a release build:
/// `TEMPLATES_SPEED=1 swift test -c release --filter RenderingSpeed`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TEMPLATES_SPEED"] != nil))
struct RenderingSpeed {
    @Test func `A table of fifty rows is the same as when appended by hand`() throws {
        let site = Site(templates: ["table": Table.template])
        let page = site.page("table", Table.self)
        try site.check()
        let (table, frame) = (Table.sample, SiteFrame())
        #expect(try page.render(table, frame: frame, language: .nl) == table.appended())
        let rounds = try (0..<15).map { _ in
            let appended = microseconds { table.appended() }
            return (
                appended, try microseconds { try page.render(table, frame: frame, language: .nl) }
            )
        }
        let middle = rounds.sorted { $0.0 / $0.1 < $1.0 / $1.1 }[rounds.count / 2]
        print("appended \(middle.0) µs, rendered \(middle.1) µs, ratio \(middle.0 / middle.1)")
    }

    private func microseconds(_ work: () throws -> [UInt8]) rethrows -> Double {
        let clock = ContinuousClock()
        var bytes = 0
        let time = try clock.measure {
            for _ in 0..<2_000 { bytes += try work().count }
        }
        precondition(bytes > 0)
        return Double(time.components.attoseconds) / 1e12 / 2_000
            + Double(time.components.seconds) * 1e6 / 2_000
    }
}

private struct Table: PageModel {
    let title: String
    let rows: [Line]

    struct Line: Sendable {
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
    }

    static let fields: Fields<Table> = [
        .text("title") { $0.title },
        .list("rows", Line.fields) { $0.rows },
    ]

    static let template = """
        <h1>{{title}}</h1>
        <table class="list">
          {{#rows}}
          <tr id="row-{{id}}"{{#isLate}} class="is-late"{{/isLate}}>
            <td><a href="{{url}}">{{name}}</a></td>
            <td class="city">{{city}}</td>
            <td><span class="badge badge-{{state}}">{{state}}</span></td>
          </tr>
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
        out.append(contentsOf: "  <tr id=\"row-".utf8)
        out.append(contentsOf: String(id).utf8)
        out.append(contentsOf: "\"".utf8)
        if isLate { out.append(contentsOf: " class=\"is-late\"".utf8) }
        out.append(contentsOf: ">\n    <td><a href=\"".utf8)
        out.append(contentsOf: url.utf8)
        out.append(contentsOf: "\">".utf8)
        out.append(contentsOf: name.utf8)
        out.append(contentsOf: "</a></td>\n    <td class=\"city\">".utf8)
        out.append(contentsOf: city.utf8)
        out.append(contentsOf: "</td>\n    <td><span class=\"badge badge-".utf8)
        out.append(contentsOf: state.utf8)
        out.append(contentsOf: "\">".utf8)
        out.append(contentsOf: state.utf8)
        out.append(contentsOf: "</span></td>\n  </tr>\n".utf8)
    }
}
