/// Reads the word lists that stand in the program as text.
package enum WordList {
    /// One headed part of a text: what stands between the brackets, and the lines under it.
    package struct Section: Sendable, Hashable {
        package let head: String
        package var lines: [String]
    }

    /// The sections of a text in which `[head]` on a line of its own begins each.
    ///
    /// Lines before the first head belong to none and are passed over.
    package static func sections(_ text: String) -> [Section] {
        lines(text).reduce(into: []) { sections, line in
            if line.hasPrefix("["), line.hasSuffix("]") {
                let head = String(line.dropFirst().dropLast())
                sections.append(Section(head: head, lines: []))
            } else if let last = sections.indices.last {
                sections[last].lines.append(line)
            }
        }
    }

    /// The entries of a text, separated by commas and line breaks.
    package static func entries(_ text: String) -> [String] {
        lines(text).flatMap { parts($0, at: ",") }
    }

    /// The lines of a text that are not blank.
    package static func lines(_ text: String) -> [String] {
        parts(text, at: "\n")
    }

    /// What stands between the separators, trimmed, without what is then empty.
    package static func parts(_ text: String, at separator: Character) -> [String] {
        text.split(separator: separator).map(trimmed).filter { !$0.isEmpty }
    }

    private static func trimmed(_ part: Substring) -> String {
        var rest = part.drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
