import Coalition
import Templates

/// Days, moments, distances, spans and periods in words: the only place that makes them. No formatter
/// of Foundation: its first use costs as much as a thousand pages.
///
/// A distance ("over 3 dagen") brings its own preposition and fills `{when}`; no message has another
/// one before it. A span ("3 dagen") brings its unit and fills `{span}`.
extension Words {
    /// "dinsdag 24 november 2026".
    func longDay(_ day: Day) -> String { "\(self("weekday.\(day.weekday)")) \(self.day(day))" }

    /// "24 november 2026".
    func day(_ day: Day) -> String { "\(day.day) \(self("month.\(day.month)")) \(day.year)" }

    /// "24 nov 2026", for tables.
    func shortDay(_ day: Day) -> String {
        "\(day.day) \(self("month.short.\(day.month)")) \(day.year)"
    }

    /// "24 november"; with its year when that is another than today's.
    func dayOfYear(_ day: Day, _ today: Day) -> String {
        day.year == today.year ? "\(day.day) \(self("month.\(day.month)"))" : self.day(day)
    }

    /// "zondag 22 nov", for a list of the last days.
    func weekdayAndDay(_ day: Day) -> String {
        "\(self("weekday.\(day.weekday)")) \(day.day) \(self("month.short.\(day.month)"))"
    }

    /// "14:05" in a zone.
    func time(_ instant: Instant, _ zone: Zone) -> String {
        let (hour, minute) = zone.time(of: instant)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    /// A moment that has passed: "14:05 uur" today, else "gisteren, 14:05 uur" or
    /// "20 november, 14:05 uur".
    func moment(_ instant: Instant, _ now: Instant, _ zone: Zone) -> String {
        let (day, today) = (zone.day(of: instant), zone.day(of: now))
        guard day != today else {
            return self("moment.today", ["time": .text(time(instant, zone))])
        }
        return dayAndTime(instant, now, zone)
    }

    /// The same with its day also when that is today: "vandaag, 14:05 uur".
    func dayAndTime(_ instant: Instant, _ now: Instant, _ zone: Zone) -> String {
        let (day, today) = (zone.day(of: instant), zone.day(of: now))
        let name = today - day < 2 ? relative(day, today) : dayOfYear(day, today)
        return "\(name), \(self("moment.today", ["time": .text(time(instant, zone))]))"
    }
}

extension Words {
    /// "vandaag", "gisteren", "morgen", else "over 3 dagen", "5 weken geleden", "2 jaar geleden".
    func relative(_ day: Day, _ today: Day) -> String {
        switch day - today {
        case 0: self("day.today")
        case 1: self("day.tomorrow")
        case -1: self("day.yesterday")
        case let days where days > 0: ahead(Span(from: today, to: day))
        default: ago(Span(from: day, to: today))
        }
    }

    /// The same for moments, in a zone: of the last hour in minutes, of today in hours that passed,
    /// whatever the clock was set to meanwhile, and else by the days of the calendar.
    func relative(_ instant: Instant, _ now: Instant, _ zone: Zone) -> String {
        let (day, today) = (zone.day(of: instant), zone.day(of: now))
        let seconds = now.seconds(since: instant)
        let isAhead = seconds < 0
        let minutes = abs(seconds) / 60
        if minutes == 0 { return self("distance.now") }
        guard minutes < 60 || day == today else { return relative(day, today) }
        let span = minutes < 60 ? Span(minutes, .minute) : Span(minutes / 60, .hour)
        return isAhead ? ahead(span) : ago(span)
    }

    /// A day within sixty days is told by its distance, any other by its date: "op 24 januari 2027".
    func near(_ day: Day, _ today: Day) -> String {
        abs(day - today) <= 60
            ? relative(day, today) : self("day.on", ["day": .text(self.day(day))])
    }

    /// What is to happen on a day, told by its distance. What should have happened has a message of
    /// its own, `KEY.late`.
    ///
    /// - Parameter values: What else the message is filled with, besides `when`.
    func happens(
        _ key: String, _ day: Day, _ today: Day, _ values: [String: MessageValue] = [:]
    ) -> String {
        let when = ["when": MessageValue.text(relative(day, today))]
        return self(
            day < today ? "\(key).late" : key, values.merging(when) { given, _ in given })
    }

    /// "over 3 dagen".
    func ahead(_ span: Span) -> String {
        self("distance.ahead", ["span": .text(self.span(span))])
    }

    /// "3 dagen geleden".
    func ago(_ span: Span) -> String { self("distance.ago", ["span": .text(self.span(span))]) }

    /// "3 dagen".
    func span(_ span: Span) -> String { "\(span.count) \(unit(span))" }

    /// The unit alone, beside a number that is shown large: "dagen".
    func unit(_ span: Span) -> String {
        self("unit.\(span.unit.rawValue)", ["count": .number(span.count)])
    }

    /// What a conversation took: "45 minuten", "1,5 uur", "2 uur en 20 minuten".
    func duration(_ minutes: Int) -> String {
        if minutes < 60 { return span(Span(minutes, .minute)) }
        if minutes % 60 == 0 { return span(Span(minutes / 60, .hour)) }
        if minutes % 30 == 0 {
            let comma = language == .nl ? "," : "."
            return self("duration.half_hours", ["hours": .text("\(minutes / 60)\(comma)5")])
        }
        return self(
            "duration.hours_minutes",
            [
                "hours": .text(span(Span(minutes / 60, .hour))),
                "minutes": .text(span(Span(minutes % 60, .minute))),
            ])
    }

    /// From a day up to another, not including it: "7 sep tot 6 dec 2026"; each with its year when
    /// the years differ.
    func period(_ from: Day, _ until: Day) -> String {
        let first =
            from.year == until.year
            ? "\(from.day) \(self("month.short.\(from.month)"))" : shortDay(from)
        return self("period.until", ["from": .text(first), "until": .text(shortDay(until))])
    }

    /// The same with the months in full: "7 september tot 6 december 2026".
    func fullPeriod(_ from: Day, _ until: Day) -> String {
        let first =
            from.year == until.year ? "\(from.day) \(self("month.\(from.month)"))" : day(from)
        return self("period.until", ["from": .text(first), "until": .text(day(until))])
    }
}

/// Messages about time that no template names, checked at start in both languages.
enum TimeKeys {
    static let all: [String] =
        (1...12).flatMap { ["month.\($0)", "month.short.\($0)"] }
        + (1...7).map { "weekday.\($0)" } + Span.Unit.allCases.map { "unit.\($0.rawValue)" }
        + ["today", "tomorrow", "yesterday", "on"].map { "day.\($0)" }
        + ["distance.now", "distance.ahead", "distance.ago", "moment.today", "period.until"]
        + ["half_hours", "hours_minutes"].map { "duration.\($0)" }
        + [
            "shelter.begins", "shelter.comes", "shelter.leaves", "shelter.lede.next",
            "stay.lede.coming", "stay.lede.present",
        ].flatMap { [$0, "\($0).late"] }
}
