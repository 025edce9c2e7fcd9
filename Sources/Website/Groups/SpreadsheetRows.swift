import Foundation

/// Rows as a spreadsheet puts them on the clipboard: a line each, tabs between the cells, and quotes
/// around a cell that has a tab, a break or a quote in it.
enum SpreadsheetRows {
    /// The cells of each row that has any, without blanks around them. Where there is no tab a semicolon
    /// parts them, as in a file that was opened as text.
    static func cells(_ text: String) -> [[String]] {
        let separator: Character = !text.contains("\t") && text.contains(";") ? ";" : "\t"
        // A quote that is never closed is the first letter of a name, such as "'t Hart" mistyped.
        return (rows(text, separator, quotes: true) ?? rows(text, separator, quotes: false) ?? [])
            .map { $0.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) } }
            .filter { row in row.contains { !$0.isEmpty } }
    }

    /// Nil when a quote is left open.
    private static func rows(
        _ text: String, _ separator: Character, quotes: Bool
    ) -> [[String]]? {
        var reader = Reader(separator, quotes)
        text.forEach { reader.take($0) }
        return reader.rows
    }

    private struct Reader {
        private let separator: Character
        private let quotes: Bool
        private var done: [[String]] = []
        private var row: [String] = []
        private var cell = ""
        private var isQuoted = false
        /// Whether the last character closed a quote, so that another one stands for itself.
        private var hasClosed = false

        init(_ separator: Character, _ quotes: Bool) {
            self.separator = separator
            self.quotes = quotes
        }

        var rows: [[String]]? { isQuoted ? nil : done + [row + [cell]] }

        /// A carriage return with a line feed is one character.
        mutating func take(_ character: Character) {
            let closed = hasClosed
            hasClosed = false
            switch character {
            case "\"" where isQuoted:
                isQuoted = false
                hasClosed = true
            case "\"" where closed:
                cell.append(character)
                isQuoted = true
            case "\"" where quotes && cell.isEmpty: isQuoted = true
            case _ where isQuoted: cell.append(character.isNewline ? " " : character)
            case separator: endCell()
            case _ where character.isNewline: endRow()
            default: cell.append(character)
            }
        }

        private mutating func endCell() {
            row.append(cell)
            cell = ""
        }

        private mutating func endRow() {
            endCell()
            done.append(row)
            row = []
        }
    }
}
