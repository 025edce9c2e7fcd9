/// A time of day by the local clock, in whole minutes after midnight.
public struct ClockTime: Hashable, Comparable, Sendable {
    public static let range = 0...1439

    /// From 0 to 1,439.
    public let minutes: Int

    /// Nil outside the day.
    public init?(minutes: Int) {
        guard ClockTime.range.contains(minutes) else { return nil }
        self.minutes = minutes
    }

    /// Reads `14:30`, `14.30`, `14u30`, `14 uur`, `9`, `2:30 pm`; nil for anything else.
    public init?(typed text: String) {
        var rest = text.lowercased().filter { !$0.isWhitespace }
        guard (1...10).contains(rest.utf8.count) else { return nil }
        let half = ["am", "pm", "a.m.", "p.m."].first { rest.hasSuffix($0) }
        if let half {
            rest.removeLast(half.count)
        } else if rest.hasSuffix("uur") {
            rest.removeLast(3)
        }
        guard let (hour, minute) = ClockTime.parts(rest), minute < 60 else { return nil }
        guard let half else {
            self.init(minutes: hour * 60 + minute)
            return
        }
        guard (1...12).contains(hour) else { return nil }
        self.init(minutes: (hour % 12 + (half.hasPrefix("p") ? 12 : 0)) * 60 + minute)
    }

    /// `14:30`.
    public var text: String { "\(two(minutes / 60)):\(two(minutes % 60))" }

    public static func < (left: ClockTime, right: ClockTime) -> Bool {
        left.minutes < right.minutes
    }

    private static func parts(_ text: String) -> (hour: Int, minute: Int)? {
        let parts = text.split(omittingEmptySubsequences: false) { ":.uh".contains($0) }
        guard let hour = parts.first.flatMap(digits), parts.count <= 2 else { return nil }
        guard parts.count == 2, !(parts[1].isEmpty && (text.hasSuffix("u") || text.hasSuffix("h")))
        else { return (hour, 0) }
        guard parts[1].count == 2, let minute = digits(parts[1]) else { return nil }
        return (hour, minute)
    }

    private static func digits(_ text: Substring) -> Int? {
        guard (1...2).contains(text.count), text.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            return nil
        }
        return Int(text)
    }

    private func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
}
