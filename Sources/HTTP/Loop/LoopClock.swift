import Glibc

/// The time as the loop sees it, read once a turn, and the Date line, made once a second.
struct LoopClock {
    /// Monotonic nanoseconds.
    private(set) var now: UInt64 = 0
    /// `Date: ...` with its CRLF, RFC 9110 section 6.6.1.
    private(set) var dateLine: [UInt8] = []
    /// `2025-01-31T12:00:00` for the access log; `milliseconds` belong to it.
    private(set) var timestamp: [UInt8] = []
    private(set) var milliseconds = 0
    private var second = -1

    init() {
        update()
    }

    mutating func update() {
        now = Self.monotonic()
        var time = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &time)
        milliseconds = time.tv_nsec / 1_000_000
        guard time.tv_sec != second else { return }
        second = time.tv_sec
        let date = CivilTime(secondsSince1970: second)
        dateLine = Array("Date: \(date.internetDate)\r\n".utf8)
        timestamp = Array(date.timestamp.utf8)
    }

    /// Nanoseconds of a clock that is never set.
    static func monotonic() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

/// A moment in UTC, in the two notations that the server writes.
struct CivilTime {
    private let year: Int
    private let month: Int
    private let day: Int
    private let weekday: Int
    private let clock: String

    init(secondsSince1970 seconds: Int) {
        var parts = tm()
        var moment = time_t(seconds)
        gmtime_r(&moment, &parts)
        year = Int(parts.tm_year) + 1900
        month = Int(parts.tm_mon)
        day = Int(parts.tm_mday)
        weekday = Int(parts.tm_wday)
        clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { Self.two(Int($0)) }
            .joined(separator: ":")
    }

    /// IMF-fixdate, RFC 9110 section 5.6.7.
    var internetDate: String {
        "\(Self.weekdays[weekday]), \(Self.two(day)) \(Self.months[month]) \(year) \(clock) GMT"
    }

    /// RFC 3339 without a zone and without a fraction.
    var timestamp: String {
        "\(year)-\(Self.two(month + 1))-\(Self.two(day))T\(clock)"
    }

    private static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
