import Coalition
import Templates

extension GroupPage {
    /// What is known of a group in its part "Meer".
    static func terms(_ facts: GroupPageFacts, _ words: Words) -> [TermView] {
        let group = facts.group
        var terms: [TermView] = []
        if let members = facts.members {
            let skills = Theme.allCases.filter { theme in
                members.contains { $0.skills.contains(theme) }
            }
            if !skills.isEmpty {
                terms.append(
                    TermView(
                        words("field.skills"),
                        words.list(skills.map { words("theme.\($0.rawValue)") })))
            }
            let codes = Set(members.flatMap(\.languages)).sorted()
            if !codes.isEmpty {
                terms.append(TermView(words("field.languages"), words.languages(codes)))
            }
        }
        let about = GroupDraft.record.about
        terms += about.terms(
            facts.stored, words, facts.rights, besides: ["name", "kind", "good_to_know"])
        terms.append(TermView(words("group.registered"), words.day(group.registeredOn)))
        if let periods = GroupPeriod.term(facts, words) { terms.append(periods) }
        if group.state == .paused, let until = group.pausedUntil {
            terms.append(TermView(words("group.paused_until"), words.day(until)))
        }
        if let from = facts.rulesFrom {
            terms.append(TermView(rulesOf: from, "/groups/\(group.ref)", words))
        }
        return terms
    }
}
