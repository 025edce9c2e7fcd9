import Coalition
import Templates

/// One family: what is to be done, its year, its people, its log and what is known of it.
struct FamilyPage: SitePage {
    static let template = "families/show"
    let record: RecordView
    let path: String
    let talks: TalkPanel
    let phases: [PhaseView]
    let year: YearView?
    let plan: YearPanel?
    /// Nil before there is a group.
    let milestones: MilestonePanel?
    /// Steps besides the next one.
    let steps: [StepView]
    /// Ways off the list, each with a page of its own.
    let exits: [LinkView]
    /// Says that the rest follows from the match; nil without one.
    let follows: String?
    let goals: OpenGoals
    let group: PersonLine?
    let match: LinkView?
    let members: [PersonLine]
    let seesMembers: Bool
    /// Whose work the family is, and who helps it to be understood.
    let around: [PersonLine]
    let log: LinkView?
    /// What the family says itself; nil for who may not know that there is such a page.
    let voice: LinkView?
    let terms: [TermView]
    let arrivals: [TermView]
    let notes: NotePanel?
    let earlier: [TermView]
    /// What changed of the family as a whole, and the ways to say so.
    let moves: MovesPanel?
    let retention: String
    let mayEdit: Bool
    let mayEditArrival: Bool

    static let fields: Fields<FamilyPage> = [
        .object("record", RecordView.fields) { $0.record },
        .text("path") { $0.path },
        .object("talks", TalkPanel.fields) { $0.talks },
        .list("phases", PhaseView.fields) { $0.phases },
        .object("year", YearView.fields) { $0.year },
        .object("plan", YearPanel.fields) { $0.plan },
        .object("milestones", MilestonePanel.fields) { $0.milestones },
        .list("steps", StepView.fields) { $0.steps },
        .list("exits", LinkView.fields) { $0.exits },
        .flag("hasExits") { !$0.exits.isEmpty },
        .flag("hasSteps") { !$0.steps.isEmpty || !$0.exits.isEmpty },
        .text("follows") { $0.follows },
        .object("goals", OpenGoals.fields) { $0.goals },
        .object("group", PersonLine.fields) { $0.group },
        .object("match", LinkView.fields) { $0.match },
        .list("members", PersonLine.fields) { $0.members },
        .flag("hasMembers") { !$0.members.isEmpty },
        .flag("seesMembers") { $0.seesMembers },
        .list("around", PersonLine.fields) { $0.around },
        .flag("hasAround") { !$0.around.isEmpty },
        .object("log", LinkView.fields) { $0.log },
        .object("voice", LinkView.fields) { $0.voice },
        .list("terms", TermView.fields) { $0.terms },
        .object("arrivals", TermList.fields) { TermList($0.arrivals, least: 2) },
        .object("notes", NotePanel.fields) { $0.notes },
        .object("earlier", TermList.fields) { TermList($0.earlier) },
        .object("moves", MovesPanel.fields) { $0.moves },
        .text("retention") { $0.retention },
        .flag("mayEdit") { $0.mayEdit },
        .flag("mayEditArrival") { $0.mayEditArrival },
    ]
}

extension FamilyPage {
    init(_ context: Context, _ facts: FamilyFacts, _ problems: [Problem]) {
        let words = context.words
        let (family, policy) = (facts.family, facts.policy)
        let all = facts.steps.filter { !Family.State.exits.contains($0.to) }
            .map { FamilyPage.step($0, facts, words) }
        path = family.path
        talks = TalkPanel(facts.talks, context)
        record = RecordView(
            title: family.title(words), cityName: facts.city.name(context.language.rawValue),
            tags: [
                family.stateTag(words), TagView(words("route.\(family.route.rawValue)"), .plain),
            ],
            concerns: ConcernLines(facts.now.concerns, family.ref, words),
            goodToKnow: family.state == .moved
                ? nil
                : facts.stored.values.line(
                    "good_to_know", of: FamilyDraft.record.about, facts.rights),
            lede: FamilyPage.lede(facts, words),
            now: FamilyPage.now(context, facts, all.first),
            problems: problems.map { LinkView(words.summary($0), "#nu") },
            tasks: facts.now.terms(words),
            history: facts.history.map {
                TermView(
                    $0, facts.city.zone, Family.lifecycle, of: "family",
                    tellsWhy: policy.maySeeSensitiveNotes, words)
            },
            coordinator: PersonLine(
                facts.coordinator, at: family.path, today: facts.today, words),
            looks: LookPanel(facts.looks, at: family.path, words),
            historyPath: "\(family.path)/history")
        phases = Family.phaseRow.views(
            family.state, passed: facts.history.map(\.state).reversed(), words, "family.state")
        year = facts.live.flatMap { YearView($0.match, facts.today, words) }
        plan = YearPanel(facts.plan, back: family.path, context)
        milestones =
            facts.milestones.count > 0 || Family.State.accompanied.contains(family.state)
            ? MilestonePanel(facts.milestones, context) : nil
        steps = Array(all.dropFirst())
        exits = facts.mayEdit ? FamilyPage.exits(facts, words) : []
        follows = facts.live == nil || !policy.mayEdit ? nil : words("family.follows")
        goals = OpenGoals(
            facts.goals, on: family.path,
            whole: facts.live.flatMap { $0.group == nil ? nil : "\($0.match.path)/plan" }
                ?? "\(family.path)/needs",
            today: facts.today, context)
        group = facts.live?.group.map { PersonLine($0, words) }
        match = year != nil ? nil : facts.live.map { LinkView(words("match.look"), $0.match.path) }
        members = (facts.members ?? []).map { PersonLine($0, facts, words) }
        seesMembers = facts.members != nil
        around = FamilyPage.around(facts, words)
        log = facts.side.map { $0.log(words) }
        voice =
            family.state != .moved && policy.holds(VoicePolicy.readers)
            ? LinkView(words("voice.title"), family.voicePath) : nil
        terms = FamilyTerms(facts: facts, words: words).terms
        arrivals = facts.arrivals.map { FamilyPage.belief($0, facts.city.zone, words) }
        notes = facts.noteCount.map { NotePanel(count: $0, path: "\(family.path)/notes") }
        earlier = policy.mayEdit ? FamilyPage.earlier(facts, words) : []
        moves = MovesPanel(facts, context)
        retention =
            family.retentionUntil.map { words("family.erased_on", ["day": .text(words.day($0))]) }
            ?? words("family.retention")
        mayEdit = facts.mayEdit
        mayEditArrival = policy.mayEditArrival && !Family.State.over.contains(family.state)
    }

    private static func now(
        _ context: Context, _ facts: FamilyFacts, _ next: StepView?
    ) -> NowView {
        let (family, words) = (facts.family, context.words)
        var now = NowView(facts.now, back: family.path, context)
        now.hasTalks = !facts.talks.lines.isEmpty
        facts.side?.fill(&now, on: facts.today, back: family.path, words)
        now.next = next?.withWhatLacks
        now.takeBack = TakeBackView(
            facts.returnable, of: "family", family.path, facts.city.zone, words)
        if family.state == .waiting,
            context.viewer.holds(
                MatchPolicy.proposers, for: GroupPolicy.programmes, in: family.city)
        {
            now.link = LinkView(words("family.search"), "/matches/new?family=\(family.ref)")
        } else if let match = facts.live?.match, match.startsOn == nil {
            now.link = LinkView(words("match.look"), match.path)
        }
        return now
    }

    private static func around(_ facts: FamilyFacts, _ words: Words) -> [PersonLine] {
        let match = facts.live?.match
        return facts.builders.compactMap { named in
            match.map { PersonLine(named, of: $0, mayEdit: facts.mayEdit, facts.today, words) }
        }
            + facts.contacts.map {
                PersonLine($0, of: facts.family, mayEdit: facts.mayEdit, facts.today, words)
            }
    }

    private static func exits(_ facts: FamilyFacts, _ words: Words) -> [LinkView] {
        facts.steps.filter { Family.State.exits.contains($0.to) }.map { step in
            LinkView(
                words("family.leave.\(step.to.rawValue).link"),
                "\(facts.family.path)/leave/\(step.to.rawValue)")
        }
    }

    private static func lede(_ facts: FamilyFacts, _ words: Words) -> String {
        let family = facts.family
        var sentences = [
            words("family.lede.people", ["count": .number(family.householdSize)])
        ]
        if let day = family.arrivalOn, let certainty = family.arrivalCertainty {
            sentences.append(
                words(
                    "family.lede.arrival.\(certainty.rawValue)",
                    ["when": .text(words.near(day, facts.today))]))
        }
        if family.state == .waiting, let since = family.waitingSince {
            sentences.append(
                words("family.lede.waits", ["day": .text(words.day(since))]))
        }
        return sentences.joined(separator: " ")
    }

    private static func step(
        _ step: FamilyFacts.Step, _ facts: FamilyFacts, _ words: Words
    ) -> StepView {
        let path = facts.family.path
        let guards = step.findings.map { finding in
            GuardView(
                text: words.finding(finding, of: "family"), isMet: finding.isMet,
                link: finding.isMet || !facts.policy.mayEdit
                    ? nil : place(finding.rule, path, words))
        }
        return StepView(
            path: "\(path)/transitions", name: words("family.step.\(step.to.rawValue)"),
            state: step.to.rawValue, explanation: nil, guards: guards,
            isPossible: facts.policy.mayEdit && guards.allSatisfy(\.isMet), isQuiet: false,
            by: StepView.taker(step.roles, isViewer: facts.policy.mayEdit, words))
    }

    /// Where a guard that is not met is solved.
    private static func place(_ rule: Family.Guard, _ path: String, _ words: Words) -> LinkView? {
        switch rule {
        case .needs: LinkView(words("need.new.title"), "\(path)/needs/new")
        case .information: LinkView(words("action.fill_in"), "\(path)/edit#info_given_on_day")
        case .consent: LinkView(words("action.fill_in"), "\(path)/edit#consent_on_day")
        case .level: LinkView(words("action.fill_in"), "\(path)/edit#needs_level-1")
        case .languages: LinkView(words("action.fill_in"), "\(path)/edit#languages")
        case .wish: LinkView(words("action.fill_in"), "\(path)/edit#wants_group-yes")
        case .noMatch: nil
        }
    }

    private static func belief(
        _ arrival: FamilyArrival, _ zone: Zone, _ words: Words
    ) -> TermView {
        let text = arrival.day.map { day in
            let certainty = arrival.certainty.map { words("certainty.\($0.rawValue)") }
            return [words.day(day), certainty].compactMap { $0 }.joined(separator: ", ")
        }
        return TermView(
            words(
                "family.believed_on", ["day": .text(words.day(zone.day(of: arrival.recordedAt)))]),
            text ?? words("unknown"))
    }

    private static func earlier(_ facts: FamilyFacts, _ words: Words) -> [TermView] {
        facts.matches.filter { !Match.State.live.contains($0.match.state) }.map { line in
            TermView(
                words("match.state.\(line.match.state.rawValue)"),
                line.partner(words), link: line.match.path)
        }
    }
}

extension Family {
    static let phaseRow = PhaseRow(
        way: [.announced, .intake, .waiting, .reserved, .matched, .supported, .completed],
        lifecycle: lifecycle)
}

extension Family.State {
    /// States in which a family reaches milestones with a group.
    static let accompanied: Set<Family.State> = [.matched, .supported, .completed]

    /// States by which a family leaves the list, at its own wish.
    static let exits: Set<Family.State> = [.moved, .withdrawn]
}
