import HTTPTypes

/// The field lines of a request, as received; names and values are only looked up when asked for.
struct FieldLines: Sendable {
    struct Line: Sendable {
        let name: Range<Int>
        let value: Range<Int>
    }

    /// The whole head, request line included.
    private let head: [UInt8]
    private let lines: [Line]

    init(head: [UInt8], lines: [Line]) {
        self.head = head
        self.lines = lines
    }

    /// The value of a field; several lines of one name are joined as RFC 9110 section 5.3 says.
    subscript(name: HTTPField.Name) -> String? {
        var found: String?
        for line in lines where isNamed(name.canonicalName, line) {
            let value = text(line.value)
            guard let first = found else {
                found = value
                continue
            }
            // RFC 6265 section 5.4: cookies are joined by a semicolon.
            found = first + (name == .cookie ? "; " : ", ") + value
        }
        return found
    }

    var fields: HTTPFields {
        var fields = HTTPFields()
        fields.reserveCapacity(lines.count)
        for line in lines {
            guard let name = HTTPField.Name(text(line.name)) else { continue }
            fields.append(HTTPField(name: name, lenientValue: head[line.value]))
        }
        return fields
    }

    private func text(_ range: Range<Int>) -> String {
        head.span.string(range)
    }

    private func isNamed(_ canonical: String, _ line: Line) -> Bool {
        let wanted = canonical.utf8
        guard wanted.count == line.name.count else { return false }
        var index = line.name.lowerBound
        for byte in wanted {
            guard head[index].lowercased == byte else { return false }
            index += 1
        }
        return true
    }
}
