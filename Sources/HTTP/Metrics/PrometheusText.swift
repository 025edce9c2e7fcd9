/// Figures in the text format of Prometheus, version 0.0.4.
public struct PrometheusText: Sendable {
    /// How a figure behaves.
    public enum Kind: String, Sendable {
        /// It only grows.
        case counter
        /// It grows and shrinks.
        case gauge
        /// It is a row of counters with an upper bound each.
        case histogram
    }

    /// One line: what is told apart, and the figure.
    public struct Sample: Sendable {
        let suffix: String
        let labels: [(name: String, value: String)]
        let value: String

        /// - Parameter suffix: what follows the name, such as `_bucket` in a histogram.
        public init(
            _ value: String, _ labels: [(name: String, value: String)] = [], suffix: String = ""
        ) {
            self.suffix = suffix
            self.labels = labels
            self.value = value
        }

        /// A whole number.
        public init(_ value: Int, _ labels: [(name: String, value: String)] = []) {
            self.init(String(value), labels)
        }
    }

    /// The media type of the text.
    public static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    /// What was added so far; each line ends with a line feed.
    public private(set) var text = ""

    /// A text without a figure.
    public init() {}

    /// Adds one figure without labels.
    public mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Int) {
        add(name, kind, help, [Sample(value)])
    }

    /// Adds the samples of one figure; nothing without a sample.
    ///
    /// - Parameter help: one line that says what is counted.
    public mutating func add(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        guard !samples.isEmpty else { return }
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
        for sample in samples {
            text += "\(name)\(sample.suffix)\(Self.labels(sample.labels)) \(sample.value)\n"
        }
    }

    private static func labels(_ labels: [(name: String, value: String)]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{" + labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",")
            + "}"
    }

    private static func escaped(_ value: String) -> String {
        var escaped = ""
        for character in value.unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
