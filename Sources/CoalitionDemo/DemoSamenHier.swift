import Coalition

/// The groups of the demo, the families around which they are, and those that wait for one.
enum DemoSamenHier {
    static func write(_ story: DemoStory) {
        var people = DemoPeople(seed: 41)
        var random = DemoRandom(seed: 42)
        for plan in DemoGroupPlan.all {
            let group = group(plan, story.today, &people, &random)
            group.write(story)
            DemoYear.write(group, story)
            guard plan.stage.hasFamily else { continue }
            let couple = DemoCouple(group, story.today, &people, &random)
            couple.write(story)
            DemoContacts(couple, &random).write(story)
            DemoYear.write(couple, story)
        }
        DemoFamilyPlan.all.forEach { $0.family(story.today, &people, &random).write(story) }
        DemoSilences.write(story)
        DemoGoals.write(story)
    }

    private static func group(
        _ plan: DemoGroupPlan, _ today: Day, _ people: inout DemoPeople,
        _ random: inout DemoRandom
    ) -> DemoGroup {
        let readyOn = readyDay(plan, today, &random)
        let registeredOn =
            plan.stage.wasReady
            ? readyOn - random.int(in: 85...120)
            : today.adding(months: -plan.months) - random.int(in: 1...20)
        let members = members(plan, from: registeredOn, today, &people, &random)
        let clearances = members.map { member in
            clearance(plan, joined: member.joinedOn ?? registeredOn, readyOn, today, &random)
        }
        return DemoGroup(
            plan, registeredOn: registeredOn, readyOn: readyOn, people: members,
            clearances: clearances,
            maxHousehold: random.int(in: plan.kind == .student ? 7...7 : 7...9))
    }

    /// A group is ready some weeks before its match begins, or lately when it still waits for one.
    private static func readyDay(
        _ plan: DemoGroupPlan, _ today: Day, _ random: inout DemoRandom
    ) -> Day {
        switch plan.stage {
        case .active, .closing, .completed:
            today.adding(months: -plan.months) - random.int(in: 34...48)
        case .matched: today - random.int(in: 30...40)
        default: today - random.int(in: 6...50)
        }
    }

    private static func members(
        _ plan: DemoGroupPlan, from day: Day, _ today: Day, _ people: inout DemoPeople,
        _ random: inout DemoRandom
    ) -> [MemberDraft] {
        let count =
            switch plan.stage {
            case .interest: random.int(in: 1...2)
            case .forming, .stopped: plan.city == "Nijmegen" ? 4 : random.int(in: 3...4)
            default: plan.kind == .church ? random.int(in: 3...6) : random.int(in: 5...8)
            }
        let pace = plan.stage == .interest ? 1 : random.int(in: 3...5)
        return (0..<(plan.rhythm == .below ? 5 : count)).map { index in
            people.volunteer(joining: min(today, day + index * pace))
        }
    }

    private static func clearance(
        _ plan: DemoGroupPlan, joined: Day, _ readyOn: Day, _ today: Day,
        _ random: inout DemoRandom
    ) -> DemoClearance {
        guard plan.stage.wasReady else {
            return .partial(since: joined, today: today, &random)
        }
        guard plan.stage != .ready, random.chance(percent: 12) else {
            return .whole(before: readyOn, &random)
        }
        // What ends within a month stands with groups that have more on their hands: a network in which
        // most groups were marked would be none that works.
        let isBusy = [.below, .concern, .silent].contains(plan.rhythm)
        return .runningOut(
            before: readyOn, today: today, in: isBusy ? -12...55 : 35...90, &random)
    }
}

/// The job that asks to call a group that has become silent, as it ran each morning.
enum DemoSilences {
    static func write(_ story: DemoStory) {
        for daysAgo in (0...90).reversed() {
            story.on(story.today - daysAgo, minute: 481, by: .system) {
                try Task.raiseSilences(in: $0)
            }
        }
    }
}
