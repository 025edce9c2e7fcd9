/// How long something took, in whole minutes, read from what people type.
public enum Minutes {
    /// The shortest and the longest a log accepts.
    public static let range = 5...1440

    /// Reads `1,5` `1.5` (hours), `1:30`, `1u30`, `90 min`, `2 uur`, `2 hours`; nil for anything else
    /// or outside `range`.
    public static func parse(_ text: String) -> Int? {
        let compact = text.lowercased().filter { !$0.isWhitespace }
        guard !compact.isEmpty, compact.count <= 20,
            let minutes = clock(compact) ?? minutesOnly(compact) ?? hours(compact),
            range.contains(minutes)
        else { return nil }
        return minutes
    }

    private static func clock(_ text: String) -> Int? {
        let parts = text.split(omittingEmptySubsequences: false) { ":uh".contains($0) }
        guard parts.count == 2, let hours = digits(parts[0]), let minutes = digits(parts[1]),
            parts[1].count == 2, minutes < 60
        else { return nil }
        return hours * 60 + minutes
    }

    private static func minutesOnly(_ text: String) -> Int? {
        for unit in ["minuten", "minutes", "minuut", "minute", "min", "m"]
        where text.hasSuffix(unit) {
            return digits(text.dropLast(unit.count))
        }
        return nil
    }

    private static func hours(_ text: String) -> Int? {
        var number = Substring(text)
        for unit in ["hours", "hour", "uren", "uur", "u", "h"] where text.hasSuffix(unit) {
            number = text.dropLast(unit.count)
            break
        }
        let parts = number.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
        guard let whole = parts.first.flatMap(digits), parts.count <= 2 else { return nil }
        guard parts.count == 2 else { return whole * 60 }
        guard parts[1].count <= 2, let fraction = digits(parts[1]) else { return nil }
        return whole * 60 + fraction * 60 / (parts[1].count == 1 ? 10 : 100)
    }

    private static func digits(_ text: Substring) -> Int? {
        guard (1...4).contains(text.count), text.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            return nil
        }
        return Int(text)
    }
}
