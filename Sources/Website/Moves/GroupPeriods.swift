import Coalition
import Templates

extension GroupPeriod {
    /// When a group that began anew was at work; nil for one that never stopped.
    static func term(_ facts: GroupPageFacts, _ words: Words) -> TermView? {
        let periods = GroupPeriod.all(of: facts.group, facts.history, facts.city.zone)
        guard periods.count > 1 else { return nil }
        return TermView(words("group.periods"), words.list(periods.map { $0.text(words) }))
    }

    private func text(_ words: Words) -> String {
        guard let until else {
            return words("group.period.now", ["from": .text(words.day(from))])
        }
        return words(
            "group.period", ["from": .text(words.day(from)), "until": .text(words.day(until))])
    }
}
