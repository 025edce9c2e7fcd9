import Fixtures
import Foundation
import Testing

@Suite("A link to an article")
struct ArticleLinkTests {
    /// A module with its articles, by the name under which they are linked to.
    private struct Module {
        let name: String
        let articles: [String: String]
        let sources: [(file: String, text: String)]

        init(_ folder: URL) throws {
            name = folder.lastPathComponent
            let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
            let paths = files?.compactMap { $0 as? URL } ?? []
            articles = try Dictionary(
                uniqueKeysWithValues: paths.filter { $0.pathExtension == "md" }.map {
                    (
                        $0.deletingPathExtension().lastPathComponent,
                        try String(contentsOf: $0, encoding: .utf8)
                    )
                })
            sources = try paths.filter { $0.pathExtension == "swift" }.map {
                ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8))
            }
        }

        /// What a text links to, without the part behind a #.
        static func targets(_ text: String) -> Set<String> {
            Set(text.matches(of: /<doc:([^>#]+)(#[^>]*)?>/).map { String($0.1) })
        }
    }

    private let modules: [Module]

    init() throws {
        let sources = Fixture.home.appending(path: "Sources")
        modules = try FileManager.default.contentsOfDirectory(
            at: sources, includingPropertiesForKeys: nil
        ).map(Module.init)
    }

    @Test("fault R61 leads to an article of the same module, from every source and article")
    func resolved() {
        for module in modules {
            for (file, text) in module.sources + module.articles.map({ ("\($0).md", $1) }) {
                let missing = Module.targets(text).subtracting(module.articles.keys)
                #expect(missing == [], "\(module.name), \(file)")
            }
        }
        #expect(modules.flatMap(\.articles.keys).count > 10)
    }

    @Test("leads from a catalogue's first page to each of its articles, by one way or another")
    func reached() {
        for module in modules where !module.articles.isEmpty {
            let linked = module.articles.values.map(Module.targets).reduce(into: Set()) {
                $0.formUnion($1)
            }
            // The first page alone is linked from nowhere.
            #expect(module.articles.keys.filter { !linked.contains($0) }.count == 1)
        }
    }
}
