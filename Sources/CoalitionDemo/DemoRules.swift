import Coalition

/// New rules that are planned, an exemption from the VOG that Haarlem asked, and one that Rotterdam got.
enum DemoRules {
    static func write(_ story: DemoStory) {
        let today = story.today
        story.on(today - 6, minute: 870, by: story.accounts.network) { tx in
            let from = (today + (15 - today.day)).adding(months: 1) + (1 - 15)
            try RuleProposal(["silence.days": 21], from: from).propose(in: tx)
        }
        ask("Haarlem", "Bomenbuurt", .noAddressBefore, on: today - 1, story)
        ask("Rotterdam", "Ommoord", .appliedFor, on: today - 12, story)
        story.on(today - 9, minute: 890, by: story.accounts.network) { tx in
            guard let group = try group("Rotterdam", "Ommoord", story, tx) else { return }
            for one in try Exemption.asked(of: group, in: tx) {
                try one.decide(.granted(today + 110), for: group, in: tx)
            }
        }
    }

    /// Asks it for the first member without a VOG.
    private static func ask(
        _ city: String, _ name: String, _ reason: Vog.ExemptionReason, on day: Day,
        _ story: DemoStory
    ) {
        story.on(day, minute: 865, by: story.accounts.local(city)) { tx in
            guard let group = try group(city, name, story, tx) else { return }
            let members = try Member.active(of: group.id, in: tx)
            try members.first { !$0.vog.holds(on: day) }?
                .askExemption(reason, until: story.today + 110, of: group, in: tx)
        }
    }

    private static func group(
        _ city: String, _ name: String, _ story: DemoStory, _ tx: Transaction
    ) throws -> Group? {
        var list = GroupList.inStates([.preparing])
        list.city = story.accounts.cities[city]?.id
        return try list.page(nil, in: tx).rows.first { $0.name == name }
    }
}
