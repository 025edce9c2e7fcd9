import Coalition
import Templates

extension MatchList.Line {
    /// "Gezin Meidoorn en groep Bottendaal".
    func title(_ words: Words) -> String {
        let name = MessageValue.text(words.name(family.code))
        guard let group else { return words("match.called_host", ["family": name]) }
        return words("match.called", ["family": name, "group": .text(group.name)])
    }

    /// "Meidoorn en Bottendaal", where it is plain which is which.
    func pair(_ words: Words) -> String {
        words.list([words.name(family.code), group?.name ?? words("match.host").lowercased()])
    }

    /// "Groep Bottendaal".
    func partner(_ words: Words) -> String {
        group.map { words("group.called", ["name": .text($0.name)]) } ?? words("match.host")
    }
}

extension Match {
    /// In which month of how many the year is, counted from 1; the last one when it is over, and nil
    /// without dates.
    func month(on today: Day) -> (month: Int, all: Int)? {
        guard let startsOn, let plannedUntil else { return nil }
        let all = max(1, startsOn.months(until: plannedUntil))
        return (min(startsOn.months(until: today) + 1, all), all)
    }

    /// In which month of how many the year is, counted from 1; the last one when it is over.
    func yearValues(_ today: Day) -> [String: MessageValue] {
        guard let (month, months) = month(on: today) else {
            return ["month": .number(1), "months": .number(12)]
        }
        return ["month": .number(month), "months": .number(months)]
    }
}
