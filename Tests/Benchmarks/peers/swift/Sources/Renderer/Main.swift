import Foundation
import Mustache
import Templates

/// One table of fifty rows, appended by hand, rendered by `Templates` and by swift-mustache: writes
/// the bytes, which must be the same, and prints the microseconds of each
/// (median of fifteen turns).
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
        let work: [(name: String, times: Int, once: () throws -> Int)] = [
            ("appended", 300, { table.appended().count }),
            ("rendered", 300, { try page.render(table, frame: NoFrame(), language: .nl).count }),
            ("mustache", 8, { mustache.render(table).utf8.count }),
        ]
        let turns = try (0..<15).map { _ in try work.map { try microseconds($0.times, $0.once) } }
        for (index, one) in work.enumerated() {
            print(one.name, turns.map { $0[index] }.sorted()[turns.count / 2])
        }
    }

    /// The processor's time of this thread, for others may want the processor too.
    private static func microseconds(_ times: Int, _ once: () throws -> Int) rethrows -> Double {
        let begin = clock()
        var bytes = 0
        for _ in 0..<times { bytes += try once() }
        precondition(bytes > 0)
        return Double(clock() - begin) / Double(CLOCKS_PER_SEC) * 1e6 / Double(times)
    }
}

struct NoFrame: PageModel {
    static let fields: Fields<NoFrame> = []
}
