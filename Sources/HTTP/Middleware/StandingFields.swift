import HTTPTypes

/// The fields that every answer carries unless it has its own, such as the security headers.
struct StandingFields: Sendable {
    private let lines: [(name: HTTPField.Name, bytes: [UInt8])]
    private let block: [UInt8]

    init(_ fields: HTTPFields) {
        lines = fields.map { field in
            var bytes: [UInt8] = []
            bytes.append(field)
            return (field.name, bytes)
        }
        block = lines.flatMap(\.bytes)
    }

    func append(to head: inout [UInt8], besides own: HTTPFields = [:]) {
        let isReplaced = own.contains { field in lines.contains { $0.name == field.name } }
        guard isReplaced else {
            head += block
            return
        }
        for line in lines where !own.contains(line.name) { head += line.bytes }
    }
}

extension [UInt8] {
    /// A field line; values of `HTTPField` cannot carry a line break.
    mutating func append(_ field: HTTPField) {
        append(contentsOf: field.name.rawName.utf8)
        append(contentsOf: [0x3A, 0x20])
        field.withUnsafeBytesOfValue { append(contentsOf: $0) }
        append(contentsOf: [0x0D, 0x0A])
    }

    mutating func append(text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }

    /// A number in decimal digits.
    mutating func append(number: Int) {
        if number < 0 { append(0x2D) }
        var rest = number.magnitude
        let start = count
        repeat {
            append(UInt8(0x30 + rest % 10))
            rest /= 10
        } while rest > 0
        self[start...].reverse()
    }
}
