import Coalition
import Templates

/// What the page of a group is made of, read in one snapshot.
struct GroupPageFacts: Sendable {
    let group: Group
    /// What stands in its fields.
    let stored: [FieldValue]
    let city: City
    let today: Day
    /// Nil for viewers who may not see names.
    let members: [Member]?
    let formerCount: Int
    let match: Match?
    let family: Family?
    let steps: [Step]
    let returnable: LastStep?
    let history: [StepTaken<Group.State>]
    let notice: ClearanceNotice
    let dutch: DutchSpeakers
    /// Since when the rules hold by which it is judged; nil for who may not move it to others.
    let rulesFrom: Day?
    let isLoggable: Bool
    /// See ``PhaseRow``.
    let passed: [Group.State]
    let log: LogIndexFacts
    let policy: GroupPolicy
    let viewer: Viewer
    let rights: FieldRights
    let now: NowFacts
    /// What it is marked with in grey, and how many hours it gives beside what it offered.
    let quiet: (signals: [Signal], load: GroupLoad?)
    let talks: TalkPanelFacts
    /// Nil for a group whose year has not begun.
    let plan: YearPlan?
    let goals: PlanGoals
    /// What it is asked; nil for who does not ask it.
    let question: GroupQuestion?
    let coordinator: CoordinatorFacts
    let looks: LookFacts
    /// Those whom the viewer opened with a reason; nil where that is not so.
    let openedMembers: [Member]?

    struct Step: Sendable {
        let to: Group.State
        let roles: Set<Role>
        let findings: [GuardFinding<Group.Guard>]
    }

    init(_ group: Group, _ tx: Transaction) throws {
        self.group = group
        stored = try GroupDraft.stored(group.id, in: tx).values
        city = try City.named(group.city, in: tx)
        today = city.today(tx)
        policy = GroupPolicy(tx.viewer, group)
        viewer = tx.viewer
        rights = GroupDraft.record.about.rights(of: tx.viewer, in: group.city)
        let active = try Member.active(of: group.id, in: tx)
        members = policy.maySeeMembers ? active : nil
        formerCount = policy.maySeeMembers ? try Member.formerCount(of: group.id, in: tx) : 0
        let match = try Match.live(ofGroup: group.id, in: tx).first
        self.match = match
        family = try match.flatMap { try Family.find([$0.family], in: tx)[$0.family] }
        let today = today
        let isPlanned = try group.isPlanned(in: tx)
        returnable = try group.returnable(in: tx)
        steps = Group.lifecycle.steps(from: group.state).map {
            Step(
                to: $0.to, roles: $0.roles,
                findings: group.findings(
                    for: $0, members: active, hasMatch: match != nil,
                    isPlanned: isPlanned, on: today))
        }
        history = try group.history(in: tx)
        notice = try ClearanceNotice(in: tx)
        dutch = try DutchSpeakers(group, active, in: tx)
        rulesFrom =
            policy.holds(Group.ruleMovers)
            ? try RuleVersion.find(group.ruleVersion, in: tx).inForceFrom : nil
        isLoggable = try group.isLoggable(in: tx)
        passed = try Group.phaseRow.passed(by: .group, group.id.value, in: group.state, tx)
        log = try LogIndexFacts(
            group, nil, limit: LogSection.length, known: members ?? [], today: today,
            isLoggable: isLoggable, tx)
        talks = try TalkPanelFacts(.group(group), in: city, tx)
        plan = try YearSubject.of(group, match, family, in: tx).map {
            try YearPlan($0, today: today, in: tx)
        }
        goals = try PlanGoals(group, around: match, in: tx)
        question = try GroupQuestion(plan, goals, in: tx)
        coordinator = try CoordinatorFacts(group, tx)
        looks = try LookFacts(group, in: city.zone, tx)
        openedMembers =
            looks.opening.shows(.names) || looks.opening.shows(.contacts) ? active : nil
        quiet = try QuietSignals.all(of: match, group: group, plan, on: today, in: tx)
        now = try NowFacts(
            about: .init(group.id), on: today,
            promises: try OpenPromise.all(of: group, limit: 2, in: tx), tx)
    }
}

/// One group: whom to call and what to do, its year, its people and its log.
struct GroupPage: SitePage {
    static let template = "groups/show"
    let record: RecordView
    let path: String
    let talks: TalkPanel
    let phases: [PhaseView]
    let year: YearView?
    let plan: YearPanel?
    /// Steps besides the next one, such as pausing.
    let steps: [StepView]
    /// Whether what went wrong stands among them.
    let opensSteps: Bool
    /// What is said to a group that gives far more hours than it offered; nil for every other.
    let load: LinkView?
    let goals: GroupGoals
    let bars: Bars?
    let family: PersonLine?
    let strength: String
    let ring: SafeHTML
    let members: MemberList?
    let log: LogSection
    let terms: [TermView]
    let mayEdit: Bool

    static let fields: Fields<GroupPage> = [
        .object("record", RecordView.fields) { $0.record },
        .text("path") { $0.path },
        .object("talks", TalkPanel.fields) { $0.talks },
        .list("phases", PhaseView.fields) { $0.phases },
        .object("year", YearView.fields) { $0.year },
        .object("plan", YearPanel.fields) { $0.plan },
        .list("steps", StepView.fields) { $0.steps },
        .flag("hasSteps") { !$0.steps.isEmpty },
        .flag("opensSteps") { $0.opensSteps },
        .object("load", LinkView.fields) { $0.load },
        .object("goals", GoalColumns.fields) { $0.goals.all },
        .object("open", OpenGoals.fields) { $0.goals.open },
        .object("bars", Bars.fields) { $0.bars },
        .object("family", PersonLine.fields) { $0.family },
        .text("strength") { $0.strength },
        .html("ring") { $0.ring },
        .object("members", MemberList.fields) { $0.members },
        .object("log", LogSection.fields) { $0.log },
        .list("terms", TermView.fields) { $0.terms },
        .flag("mayEdit") { $0.mayEdit },
    ]
}

extension GroupPage {
    init(_ context: Context, _ facts: GroupPageFacts, _ problems: [Problem]) {
        let words = context.words
        let group = facts.group
        let code = facts.family.map { words.name($0.code) }
        let fields = FieldBuilder(
            values: problems.isEmpty ? Values() : Values(context.request).withoutTokens,
            problems: problems, stored: nil, words: words)
        let all = facts.steps.map { GroupPage.step($0, facts, fields, words) }
        let next = all.first { !$0.isQuiet }
        path = "/groups/\(group.ref)"
        talks = TalkPanel(facts.talks, context)
        mayEdit = facts.policy.mayEdit
        record = RecordView(
            title: words("group.called", ["name": .text(group.name)]),
            cityName: facts.city.name(context.language.rawValue),
            tags: GroupPage.tags(facts, words),
            concerns: ConcernLines(facts.now.concerns, group.ref, words),
            goodToKnow: facts.stored.line(
                "good_to_know", of: GroupDraft.record.about, facts.rights),
            lede: GroupPage.lede(facts, code, words),
            now: GroupPage.now(context, facts, next),
            problems: problems.map {
                LinkView(words.summary($0), GroupPage.place(of: $0))
            },
            tasks: facts.now.terms(words),
            history: facts.history.map {
                TermView(
                    $0, facts.city.zone, Group.lifecycle, of: "group",
                    tellsWhy: facts.policy.maySeeClearance, words)
            },
            coordinator: PersonLine(facts.coordinator, at: path, today: facts.today, words),
            looks: LookPanel(facts.looks, at: path, words), historyPath: "\(path)/history")
        phases = Group.phaseRow.views(group.state, passed: facts.passed, words, "group.state")
        year = facts.match.flatMap { YearView($0, facts.today, words) }
        steps = all.filter { $0.state != next?.state } + GroupPage.longer(facts, fields, words)
        opensSteps = problems.contains {
            ["paused_until", "pause_reason", "stop_reason"].contains($0.field)
        }
        plan = YearPanel(
            facts.plan, back: path,
            ask: AskView(facts.question, group, isLoggable: facts.isLoggable, words), context)
        load =
            facts.quiet.signals.contains(.load) && facts.policy.mayEdit
            ? LinkView(words("group.load.text"), "#paused_until_day") : nil
        goals = GroupGoals(facts, context)
        let months = facts.log.bars(words)
        bars = months.months.contains { $0.value > 0 } ? months : nil
        family = facts.family.map { PersonLine($0, facts.today, words) }
        strength = words(
            group.memberCount > group.minimum ? "group.complete" : "group.of",
            ["count": .number(group.memberCount), "minimum": .number(group.minimum)])
        ring =
            GroupRing(
                group: group, members: facts.members, family: code, today: facts.today, words: words
            ).picture
        members = (facts.members ?? facts.openedMembers).map { MemberList(facts, $0, words) }
        log = LogSection(facts.log, words)
        terms = GroupPage.terms(facts, words)
    }

    /// Where a problem is solved on the page.
    private static func place(of problem: Problem) -> String {
        switch problem.field {
        case "reason": "#reason"
        case "paused_until": "#paused_until_day"
        case "pause_reason": "#pause_reason-\(Group.Reason.ofPause[0].rawValue)"
        case "stop_reason": "#stop_reason-\(Group.Reason.ofStop[0].rawValue)"
        default: "#nu"
        }
    }

    /// What the coordinator needs at once, on the first screen of a phone.
    private static func now(
        _ context: Context, _ facts: GroupPageFacts, _ next: StepView?
    ) -> NowView {
        let words = context.words
        let (group, path) = (facts.group, "/groups/\(facts.group.ref)")
        var now = NowView(facts.now, back: path, context)
        now.hasTalks = !facts.talks.lines.isEmpty
        let members = facts.members ?? []
        now.people = members.filter(\.isContact).prefix(2).map {
            ReachView($0, role: words("member.contact"), words)
        }
        if now.people.isEmpty, !members.isEmpty, ![.stopped, .completed].contains(group.state) {
            now.nobody = LinkView(words("contact.choose"), "\(path)/contact")
        }
        now.said = facts.log.page.rows.prefix(2).map { SaidView($0, facts.today, words) }
        if facts.policy.mayLog, facts.isLoggable {
            now.log = SpokenView(group, on: facts.today, back: path)
        }
        now.next = next?.withWhatLacks
        now.takeBack = TakeBackView(facts.returnable, of: "group", path, facts.city.zone, words)
        now.link = GroupPage.link(facts, words)
        return now
    }

    private static func lede(_ facts: GroupPageFacts, _ family: String?, _ words: Words) -> String {
        let group = facts.group
        var sentences: [String] = []
        if let family { sentences.append(words("group.lede.family", ["name": .text(family)])) }
        // Who reads the log sees its last lines.
        if let contact = group.lastContactOn, facts.log.page.rows.isEmpty {
            sentences.append(
                words("group.lede.contact", ["when": .text(words.relative(contact, facts.today))]))
        }
        if group.memberCount < group.minimum {
            sentences.append(
                words("group.lede.seeks", ["count": .number(group.minimum - group.memberCount)]))
        } else if group.clearedCount < group.memberCount {
            sentences.append(
                words(
                    "group.lede.clearance",
                    ["count": .number(group.memberCount - group.clearedCount)]))
        }
        if sentences.isEmpty { sentences.append(words("group.lede.complete")) }
        if group.isComplete, facts.dutch.isFew { sentences.append(facts.dutch.sentence(words)) }
        return sentences.joined(separator: " ")
    }
}
