import Coalition
import Templates

/// Days, durations and problems in words. No formatter of Foundation: its first use costs as much as
/// a thousand pages.
extension Words {
    /// "dinsdag 24 november 2026".
    func longDay(_ day: Day) -> String { "\(self("weekday.\(day.weekday)")) \(self.day(day))" }

    /// "24 november 2026".
    func day(_ day: Day) -> String { "\(day.day) \(self("month.\(day.month)")) \(day.year)" }

    /// "24 nov 2026", for tables.
    func shortDay(_ day: Day) -> String {
        "\(day.day) \(self("month.short.\(day.month)")) \(day.year)"
    }

    /// "24 november", for text about this year.
    func dayOfYear(_ day: Day) -> String { "\(day.day) \(self("month.\(day.month)"))" }

    /// "vandaag", "gisteren", "morgen", else "over 8 dagen" or "16 dagen geleden".
    func relative(_ day: Day, _ today: Day) -> String {
        switch day - today {
        case 0: self("day.today")
        case 1: self("day.tomorrow")
        case -1: self("day.yesterday")
        case let days where days > 0: self("day.in", ["count": .number(days)])
        case let days: self("day.ago", ["count": .number(-days)])
        }
    }

    /// "14:05" in a zone.
    func time(_ instant: Instant, _ zone: Zone) -> String {
        let (hour, minute) = zone.time(of: instant)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    /// "1,5 uur", "45 minuten".
    func duration(_ minutes: Int) -> String {
        if minutes < 60 { return self("duration.minutes", ["count": .number(minutes)]) }
        if minutes % 60 == 0 { return self("duration.hours", ["count": .number(minutes / 60)]) }
        if minutes % 30 == 0 {
            let comma = language == .nl ? "," : "."
            return self("duration.half_hours", ["hours": .text("\(minutes / 60)\(comma)5")])
        }
        return self(
            "duration.hours_minutes",
            ["hours": .number(minutes / 60), "minutes": .number(minutes % 60)])
    }

    /// How many rows a list has: "12", "1.000+".
    func callAsFunction(_ count: ListCount) -> String {
        guard count.isMore else { return String(count.value) }
        let comma = language == .nl ? "." : ","
        return "\(count.value / 1000)\(comma)000+"
    }

    /// What is wrong with what was typed.
    func problem(_ problem: Problem) -> String {
        self(problem.message, problem.values.mapValues(value))
    }

    /// How a guard stands, in words.
    func finding<Guard: Code>(_ finding: GuardFinding<Guard>, of subject: String) -> String {
        self("guard.\(subject).\(finding.rule.rawValue)", finding.values.mapValues(value))
    }

    /// The code name of a family or guest in this language.
    func name(_ code: CodeName) -> String { language == .nl ? code.nl : code.en }

    /// The name of a country by its code, or the code where the catalogue has no name.
    func country(_ code: String) -> String {
        has("country.\(code)") ? self("country.\(code)") : code
    }

    /// Names in a sentence: "Nederlands, Engels en Arabisch".
    func list(_ parts: [String]) -> String {
        guard parts.count > 1, let last = parts.last else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " " + self("list.and") + " " + last
    }

    /// Spoken languages by their codes, in a sentence.
    func languages(_ codes: [String]) -> String {
        list(
            codes.compactMap { SpokenLanguages.language(code: $0) }.map {
                language == .nl ? $0.nl : $0.en
            })
    }

    /// All spoken languages as choices, those of the viewer's language first in their order.
    var languageChoices: [Choice] {
        SpokenLanguages.all.map { Choice($0.code, language == .nl ? $0.nl : $0.en) }
            .sorted { SortKey.folded($0.label) < SortKey.folded($1.label) }
    }

    /// The same with the languages on top that most newcomers and volunteers speak.
    var commonLanguagesFirst: [Choice] {
        let common = [
            "nl", "en", "ar", "ti", "prs", "fa", "tr", "uk", "fr", "es", "so", "kmr", "ru", "de",
        ]
        let choices = languageChoices
        return common.compactMap { code in choices.first { $0.value == code } }
            + choices.filter { !common.contains($0.value) }
    }

    /// Every code of a list as a choice, named by `PREFIX.CODE`.
    func choices<C: Code>(_ type: C.Type, _ prefix: String) -> [Choice] {
        C.allCases.map { choice($0, prefix) }
    }

    /// One code as a choice, with the hint `PREFIX.CODE.hint` when there is one.
    func choice<C: Code>(_ code: C, _ prefix: String) -> Choice { choice(code.rawValue, prefix) }

    /// The same for a code by its text.
    func choice(_ code: String, _ prefix: String) -> Choice {
        let key = "\(prefix).\(code)"
        return Choice(code, self(key), hint: has(key + ".hint") ? self(key + ".hint") : nil)
    }

    private func value(_ value: Problem.Value) -> MessageValue {
        switch value {
        case .text(let text): .text(text)
        case .number(let number): .number(number)
        case .day(let day): .text(self.day(day))
        case .word(let key): .text(self(key))
        case .name(let code): .text(name(code))
        }
    }
}
