import Coalition

/// The year of a group and its family: what was ticked by whom, the reviews that were held, one that
/// was missed, and what the family reached.
struct DemoYear {
    /// A group that nobody reached in the weeks of its third month.
    private static let missing = "Hatert"

    private let couple: DemoCouple
    private let story: DemoStory
    private var random: DemoRandom

    private init(_ couple: DemoCouple, _ story: DemoStory, seed: UInt64) {
        (self.couple, self.story) = (couple, story)
        random = DemoRandom(seed: seed)
    }

    private var city: String { couple.group.plan.city }
    private var local: Viewer { story.accounts.local(city) }

    /// Writes the year of a couple.
    static func write(_ couple: DemoCouple, _ story: DemoStory) {
        let seed = couple.group.plan.name.unicodeScalars.reduce(48) { $0 &* 31 &+ UInt64($1.value) }
        var year = DemoYear(couple, story, seed: seed)
        year.writeTicks()
        year.writeReviews()
        year.writeMilestones()
    }

    /// What a sponsor group does before it knows for whom.
    static func write(_ group: DemoGroup, _ story: DemoStory) {
        guard group.plan.kind == .sponsor, group.plan.stage.wasReady else { return }
        let local = story.accounts.local(group.plan.city)
        story.on(group.readyOn + 2, minute: 910, by: local) { tx in
            let subject = try YearSubject(try group.group(in: tx), in: tx)
            for code in ["roles_divided", "money_plan", "neighbours", "photo_consent"] {
                try DemoYear.tick(code, of: subject, tx)
            }
        }
    }

    private static func tick(
        _ code: String, of subject: YearSubject, _ tx: Transaction
    ) throws {
        let today = Zone.amsterdam.day(of: tx.now)
        let plan = try YearPlan(subject, today: today, in: tx)
        let line = plan.periods.flatMap(\.lines).first { $0.line.code == code && $0.tick == nil }
        if let line { try subject.tick(line.line, tx) }
    }

    /// Days on which the coordinator goes through the lists with the group.
    private var rounds: [Day] {
        let agreed = couple.proposedOn + 13
        guard let start = couple.startsOn else { return [agreed, story.today - 2] }
        let offsets = [2, 6, 11, 16, 26, 38, 52, 64, 92, 105, 184, 196, 276, 290, 366]
        return [agreed, start - 1] + offsets.map { start + $0 }
    }

    private mutating func writeTicks() {
        let last = couple.endedOn.map { $0 - 1 } ?? story.today
        for day in rounds where day <= min(last, story.today) { round(on: day) }
        if couple.group.plan.rhythm == .lively, couple.endedOn == nil { writeCatchingUp() }
        if let closing = couple.closesOn(story) { writeExitPlan(on: closing - 1) }
    }

    /// Around a lively group the municipality is not late with anything.
    private func writeCatchingUp() {
        let (couple, day) = (couple, story.today - 1)
        story.on(day, minute: 810, by: story.accounts.municipality(city)) { tx in
            guard let match = try couple.match(in: tx) else { return }
            let subject = try YearSubject(match, in: tx)
            guard subject.isGoingOn else { return }
            let lines = try YearPlan(subject, today: day + 1, in: tx).periods.flatMap(\.lines)
            for line in lines where line.isLate && line.line.owner == .municipality {
                try subject.tick(line.line, on: day, tx)
            }
        }
    }

    /// Nobody begins the closing before the plan for after the year is ready.
    private func writeExitPlan(on day: Day) {
        let couple = couple
        story.on(day, minute: 805, by: local) { tx in
            guard let match = try couple.match(in: tx) else { return }
            let subject = try YearSubject(match, in: tx)
            let plan = try YearPlan(subject, today: day, in: tx)
            for line in plan.periods.first(where: { $0.kind == .exitPlan })?.lines ?? []
            where line.tick == nil { try subject.tick(line.line, on: day, tx) }
        }
    }

    /// Ticks most lines whose day has come, the municipality those that are its own.
    private mutating func round(on day: Day) {
        var dice = DemoRandom(seed: random.next())
        let share = couple.group.plan.rhythm == .slow ? 70 : 90
        let (couple, recent) = (couple, story.today - 12)
        let officer = story.accounts.municipality(city)
        story.on(day, minute: 800, by: local) { tx in
            guard let match = try couple.match(in: tx) else { return }
            let subject = try YearSubject(match, in: tx)
            guard subject.isGoingOn else { return }
            let official = tx.replayed(at: tx.now, as: officer, trace: tx.trace)
            for line in try YearPlan(subject, today: day, in: tx).periods.flatMap(\.lines) {
                guard line.tick == nil, let due = line.dueOn,
                    due <= day + 2 - couple.delay(line.line),
                    dice.chance(percent: due > recent ? 45 : share)
                else { continue }
                let isOfficial = line.line.owner == .municipality
                try subject.tick(
                    line.line, notNeeded: couple.skips(line.line),
                    on: min(max(due, day - 9), day), isOfficial ? official : tx)
            }
        }
    }

    private mutating func writeReviews() {
        guard let start = couple.startsOn else { return }
        let last = couple.endedOn ?? story.today
        let kinds: [(Review.Kind, Day)] = [
            (.w2, start + 15), (.m3, start.adding(months: 3)), (.m6, start.adding(months: 6)),
            (.m9, start.adding(months: 9)), (.m12, start.adding(months: 12) - 3),
        ]
        for (kind, nominal) in kinds {
            let day = nominal + (kind == .m12 ? 0 : random.int(in: 0...9))
            let isMissed = kind == .m3 && couple.group.plan.name == DemoYear.missing
            guard day < last, !isMissed else { continue }
            hold(kind, on: day)
        }
    }

    private mutating func hold(_ kind: Review.Kind, on day: Day) {
        var draft = ReviewDraft(kind)
        draft.heldOn = day
        draft.audience = random.pick([.both, .both, .family]) ?? .both
        draft.outcome = random.chance(percent: 80) ? .good : .attention
        let grade = random.int(in: 3...5)
        draft.answers = [
            "going": random.pick(DemoYear.going) ?? "", "contact": String(grade),
            "heard": String(min(5, grade + 1)), "load": String(grade),
            "well": random.pick(DemoYear.well) ?? "", "change": random.pick(DemoYear.change) ?? "",
        ]
        let (couple, told) = (couple, draft)
        story.on(day, minute: 850, by: local) { tx in
            guard let match = try couple.match(in: tx) else { return }
            let subject = try YearSubject(match, in: tx)
            guard subject.isGoingOn else { return }
            var draft = told
            draft.lines =
                try YearPlan(subject, today: day, in: tx).periods
                .first { $0.kind == kind.list }?.lines.filter { $0.tick == nil }.map(\.line) ?? []
            try draft.add(to: subject, in: tx)
        }
    }

    private mutating func writeMilestones() {
        guard let start = couple.startsOn else { return }
        let later: [(Milestone.Kind, Int, Milestone.Precision)] = [
            (.work, 170, .month), (.a2, 215, .day), (.education, 260, .month),
        ]
        for (kind, offset, precision) in later where random.chance(percent: 65) {
            let day = start + offset + random.int(in: 0...20)
            guard day < couple.endedOn ?? story.today else { continue }
            let couple = couple
            story.on(day, minute: 860, by: local) { tx in
                var draft = MilestoneDraft()
                (draft.kind, draft.precision, draft.source) = (kind, precision, .family)
                draft.reachedOn = precision == .month ? day.startOfMonth : day
                try draft.add(to: try couple.family.family(in: tx), in: tx)
            }
        }
    }

    private static let going = [
        "Rustig. De kinderen gaan graag naar school, de ouders slapen beter.",
        "Beter dan vorige maand. Er is minder post die zorgen geeft.",
        "Goed, al blijft het wachten op bericht over de broer zwaar.",
        "Druk, met taalles en alle afspraken. Het weekend is van henzelf.",
    ]
    private static let well = [
        "Samen koken op zaterdag. Het gezin nodigt nu zelf uit.",
        "De taalles in het buurthuis, en fietsen naar de markt.",
        "Iedereen weet wie waarvoor belt.",
        "De buren groeten en passen op elkaars pakjes.",
    ]
    private static let change = [
        "Minder overnemen: eerst vragen, dan doen.",
        "De groep spreekt af wie met de post helpt, zodat het niet bij één blijft.",
        "Vaker iets leuks, minder formulieren.",
        "Een vaste dag, zodat het gezin weet waar het aan toe is.",
    ]
}

extension DemoCouple {
    /// Days that the group is late with a line: with one in nine, some of which are open to this day.
    fileprivate func delay(_ line: ChecklistLine) -> Int {
        guard line.owner == .group || line.owner == .coordinator else { return 0 }
        let name = (group.plan.name + line.code).unicodeScalars
        let draw = name.reduce(UInt32(7)) { $0 &* 31 &+ $1.value } % 18
        return draw == 0 ? 400 : draw == 1 ? 24 : 0
    }

    /// What is for children is not needed where there are none.
    fileprivate func skips(_ line: ChecklistLine) -> ChecklistTick.Reason? {
        let isForChildren = ["playgroup", "children_in_school", "school_place"].contains(line.code)
        return isForChildren && family.minors == 0 ? .notApplicable : nil
    }
}
