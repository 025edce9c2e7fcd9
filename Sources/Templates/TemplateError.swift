/// Everything that is wrong with the templates and messages of one load.
public struct TemplateError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The flaws in the order in which they were found, each once; never empty.
    public let flaws: [Flaw]

    /// One line for each flaw.
    public var description: String {
        flaws.map(\.description).joined(separator: "\n")
    }

    init(_ flaws: [Flaw]) {
        self.flaws = flaws.uniqued()
    }
}

extension TemplateError {
    /// One thing that is wrong, and where.
    public struct Flaw: Hashable, Sendable, CustomStringConvertible {
        /// The file relative to the template folder, such as `groups/show.html`, or the name of
        /// a Swift type when its field table is at fault.
        public let file: String
        /// Counted from 1; 0 when the whole file is meant.
        public let line: Int
        /// Counted from 1 in characters; 0 when the whole line is meant.
        public let column: Int
        /// The tag as written, such as `{{#members}}`, or the message's key; empty when none.
        public let tag: String
        /// What is wrong, as a sentence without the place.
        public let reason: String

        /// `file:line:column: tag: reason`, without the parts that are absent.
        public var description: String {
            let place = [file, line > 0 ? "\(line)" : "", column > 0 ? "\(column)" : ""]
            let parts = [place.filter { !$0.isEmpty }.joined(separator: ":"), tag, reason]
            return parts.filter { !$0.isEmpty }.joined(separator: ": ")
        }

        init(file: String, line: Int = 0, column: Int = 0, tag: String = "", reason: String) {
            self.file = file
            self.line = line
            self.column = column
            self.tag = tag
            self.reason = reason
        }
    }
}

extension Array where Element: Hashable {
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
