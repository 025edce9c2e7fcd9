/// The content codings that a client takes, RFC 9110 section 12.5.3.
struct AcceptEncoding: Sendable {
    /// Whether gzip is taken, and not less gladly than no coding.
    let prefersGzip: Bool

    /// nil, no field, means that the client did not say; it gets no coding then.
    init(_ value: String?) {
        guard let value else {
            prefersGzip = false
            return
        }
        var gzip: Int?
        var identity: Int?
        var any: Int?
        for entry in value.split(separator: ",") {
            let parts = entry.split(separator: ";", maxSplits: 1)
            let quality = parts.count > 1 ? Self.thousandths(parts[1]) : 1000
            switch parts.first?.trimmingBlanks.lowercased() {
            case "gzip", "x-gzip": gzip = quality
            case "identity": identity = quality
            case "*": any = quality
            default: break
            }
        }
        let quality = gzip ?? any ?? 0
        prefersGzip = quality > 0 && quality >= identity ?? 0
    }

    /// `q=0.8` in thousandths, RFC 9110 section 12.4.2; 0 for what is no weight.
    private static func thousandths(_ parameter: Substring) -> Int {
        let text = parameter.trimmingBlanks.lowercased()
        guard text.hasPrefix("q=") else { return 0 }
        let digits = text.dropFirst(2).utf8
        guard digits.count <= 5, let first = digits.first, first == 0x30 || first == 0x31,
            digits.count == 1 || digits.dropFirst().first == UInt8(ascii: ".")
        else { return 0 }
        var value = Int(first - 0x30) * 1000
        var unit = 100
        for digit in digits.dropFirst(2) {
            guard digit.isDigit else { return 0 }
            value += Int(digit - 0x30) * unit
            unit /= 10
        }
        return min(value, 1000)
    }
}
