import Fixtures
import Foundation

/// A table of an article that is made from the code, but for its last columns, which people write.
struct ArticleTable {
    let name: String
    let header: [String]
    /// Headers of the columns that people write; a row keeps them by its first cell.
    var told: [String] = []
    let rows: [[String]]

    /// What stands for a cell that nobody has written yet.
    static let untold = "?"

    /// The lines of the table with what was told in those that were there.
    func lines(keeping old: [Substring]) -> [String] {
        let kept = Dictionary(
            old.map(ArticleTable.cells).map { ($0.first ?? "", Array($0.suffix(told.count))) },
            uniquingKeysWith: { first, _ in first })
        let unknown = told.map { _ in ArticleTable.untold }
        let all = header + told
        return [line(all), line(all.map { _ in "---" })]
            + rows.map { row in line(row + (told.isEmpty ? [] : kept[row[0]] ?? unknown)) }
    }

    private func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }

    private static func cells(_ line: Substring) -> [String] {
        line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
            .map { $0.trimmingCharacters(in: .whitespaces) }
    }
}

/// An article of the domain's catalogue, whose tables stand between marks.
struct Article {
    private let url: URL
    private(set) var text: String
    let written: String

    init(_ name: String) throws {
        url = Fixture.home.appending(path: "Sources/Coalition/Coalition.docc/\(name).md")
        written = try String(contentsOf: url, encoding: .utf8)
        text = written
    }

    /// The names of the tables for which there is a place, in their order.
    var places: [String] {
        text.matches(of: /(?m)^<!-- table ([a-z.]+) -->$/).map { String($0.1) }
    }

    /// Puts a table in its place; does nothing without one.
    mutating func put(_ table: ArticleTable) {
        let (first, last) = ("<!-- table \(table.name) -->\n", "<!-- end -->")
        guard let begin = text.range(of: first),
            let end = text.range(of: last, range: begin.upperBound..<text.endIndex)
        else { return }
        let place = begin.upperBound..<end.lowerBound
        let lines = table.lines(keeping: text[place].split(separator: "\n"))
        text.replaceSubrange(place, with: "\n\(lines.joined(separator: "\n"))\n\n")
    }

    /// The lines that stood otherwise, as they should be.
    var corrections: [String] {
        let old = Set(written.split(separator: "\n"))
        return text.split(separator: "\n").filter { !old.contains($0) }.map(String.init)
    }

    func write() throws { try text.write(to: url, atomically: true, encoding: .utf8) }
}

/// The words of the pages, as the message catalogues have them.
struct ArticleWords {
    private let texts: [String: [String: String]]

    init() throws {
        texts = try Dictionary(
            uniqueKeysWithValues: ["nl", "en"].map { language in
                let file = Fixture.home.appending(path: "Templates/messages/\(language).txt")
                let pairs = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
                    .map { $0.split(separator: " = ", maxSplits: 1).map(String.init) }
                    .filter { $0.count == 2 }.map { ($0[0], $0[1]) }
                return (language, Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
            })
    }

    /// Without the hyphens that only show where a line breaks; of a plural the form for several.
    func callAsFunction(_ language: String, _ key: String) -> String {
        let text = texts[language]?[key] ?? texts[language]?["\(key).other"]
        return text?.replacing("\u{AD}", with: "") ?? ArticleTable.untold
    }
}
