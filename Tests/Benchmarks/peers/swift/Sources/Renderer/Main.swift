import Foundation
import Mustache
import Templates

/// One table of fifty rows, appended by hand, rendered by `Templates` and by swift-mustache: writes
/// the bytes, which must be the same, and prints the microseconds of each.
///
///     Renderer FILE
@main
struct Renderer {
    static func main() throws {
        let table = Table.sample
        let set = TemplateSet<NoFrame>(templates: ["table": Table.template])
        let page = set.page("table", Table.self)
        try set.check()
        let mustache = try MustacheTemplate(string: Table.template)
        let rendered = try page.render(table, frame: NoFrame(), language: .nl)
        guard rendered == table.appended(), rendered == Array(mustache.render(table).utf8) else {
            print("the tables are not the same")
            exit(1)
        }
        try Data(rendered).write(to: URL(filePath: CommandLine.arguments[1]))
        let work: [(String, Int, () throws -> Int)] = [
            ("appended", 4_000, { table.appended().count }),
            ("rendered", 4_000, { try page.render(table, frame: NoFrame(), language: .nl).count }),
            ("mustache", 100, { mustache.render(table).utf8.count }),
        ]
        for (name, times, once) in work {
            print(name, try microseconds(times, once))
        }
    }

    private static func microseconds(_ times: Int, _ once: () throws -> Int) rethrows -> Double {
        var bytes = 0
        for _ in 0..<times / 10 { bytes += try once() }
        let time = try ContinuousClock().measure {
            for _ in 0..<times { bytes += try once() }
        }
        precondition(bytes > 0)
        return time / .microseconds(1) / Double(times)
    }
}

struct NoFrame: PageModel {
    static let fields: Fields<NoFrame> = []
}
