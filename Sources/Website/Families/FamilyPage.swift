import Coalition
import Templates

/// One family: what is known, where it stands, what can happen now, its people and needs.
struct FamilyPage: SitePage {
    static let template = "families/show"
    let title: String
    let cityName: String
    let path: String
    let tags: [TagView]
    let lede: String
    let phases: [PhaseView]
    let steps: [StepView]
    /// Ways off the list, each with a page of its own.
    let exits: [LinkView]
    let problems: [LinkView]
    let terms: [TermView]
    let arrivals: [TermView]
    let history: [TermView]
    let tasks: [TermView]
    let members: TableView?
    let seesMembers: Bool
    let needs: NeedPanel
    let notes: NotePanel?
    let match: MatchPanel?
    let earlier: [TermView]
    let retention: String
    let mayEdit: Bool
    let mayEditArrival: Bool
    let search: String?
    /// Says that the rest follows from the match; nil without one.
    let follows: String?

    static let fields: Fields<FamilyPage> = [
        .text("title") { $0.title },
        .text("cityName") { $0.cityName },
        .text("path") { $0.path },
        .list("tags", TagView.fields) { $0.tags },
        .text("lede") { $0.lede },
        .list("phases", PhaseView.fields) { $0.phases },
        .list("steps", StepView.fields) { $0.steps },
        .list("exits", LinkView.fields) { $0.exits },
        .flag("hasExits") { !$0.exits.isEmpty },
        .flag("hasSteps") { !$0.steps.isEmpty || !$0.exits.isEmpty },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .list("terms", TermView.fields) { $0.terms },
        .object("arrivals", TermList.fields) { TermList($0.arrivals, least: 2) },
        .object("history", TermList.fields) { TermList($0.history) },
        .object("tasks", TermList.fields) { TermList($0.tasks) },
        .object("members", TableView.fields) { $0.members },
        .flag("hasMembers") { $0.members != nil },
        .flag("seesMembers") { $0.seesMembers },
        .object("needs", NeedPanel.fields) { $0.needs },
        .object("notes", NotePanel.fields) { $0.notes },
        .object("match", MatchPanel.fields) { $0.match },
        .object("earlier", TermList.fields) { TermList($0.earlier) },
        .text("retention") { $0.retention },
        .flag("mayEdit") { $0.mayEdit },
        .flag("mayAct") { $0.mayEdit },
        .flag("mayEditArrival") { $0.mayEditArrival },
        .text("search") { $0.search },
        .text("follows") { $0.follows },
    ]
}

extension FamilyPage {
    init(_ context: Context, _ facts: FamilyFacts, _ problems: [Problem]) {
        let words = context.words
        let (family, policy) = (facts.family, facts.policy)
        title = family.title(words)
        cityName = facts.city.name(context.language.rawValue)
        path = family.path
        tags = [
            family.stateTag(words), TagView(words("route.\(family.route.rawValue)"), .plain),
        ]
        lede = FamilyPage.lede(facts, words)
        phases = Family.phaseRow.views(
            family.state, passed: facts.history.map(\.state).reversed(), words, "family.state")
        steps = facts.steps.filter { !Family.State.exits.contains($0.to) }
            .map { FamilyPage.step($0, facts, words) }
        exits =
            facts.mayEdit
            ? facts.steps.filter { Family.State.exits.contains($0.to) }.map { step in
                LinkView(
                    words("family.leave.\(step.to.rawValue).link"),
                    "\(family.path)/leave/\(step.to.rawValue)")
            } : []
        self.problems = problems.map { LinkView(words.problem($0), "#nu") }
        terms = FamilyTerms(facts: facts, words: words).terms
        arrivals = facts.arrivals.map { FamilyPage.belief($0, facts.city.zone, words) }
        history = facts.history.map {
            TermView(
                $0, facts.city.zone, Family.lifecycle, of: "family",
                tellsWhy: policy.maySeeSensitiveNotes, words)
        }
        tasks = facts.tasks.map { FamilyPage.task($0, words) }
        let people = facts.members ?? []
        members = people.isEmpty ? nil : TableView(people, facts, words)
        seesMembers = facts.members != nil
        needs = NeedPanel(facts, words)
        notes = facts.noteCount.map { NotePanel(count: $0, path: "\(family.path)/notes") }
        match = facts.live.map { MatchPanel($0, words) }
        earlier = policy.mayEdit ? FamilyPage.earlier(facts, words) : []
        retention =
            family.retentionUntil.map { words("family.erased_on", ["day": .text(words.day($0))]) }
            ?? words("family.retention")
        mayEdit = facts.mayEdit
        mayEditArrival = policy.mayEditArrival && !Family.State.over.contains(family.state)
        follows = facts.live == nil || !policy.mayEdit ? nil : words("family.follows")
        search =
            family.state == .waiting
                && context.viewer.holds(
                    MatchPolicy.proposers, for: GroupPolicy.programmes, in: family.city)
            ? "/matches/new?family=\(family.ref)" : nil
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
        case .information, .consent, .level, .languages, .wish:
            LinkView(words("action.fill_in"), "\(path)/edit")
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

    private static func task(_ task: Task, _ words: Words) -> TermView {
        TermView(
            task.title ?? words("family.task.\(task.kind.rawValue)"),
            words("family.task.due", ["day": .text(words.day(task.dueOn))]),
            hint: words("role.\(task.role.rawValue)"))
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
    /// States by which a family leaves the list, at its own wish.
    static let exits: Set<Family.State> = [.moved, .withdrawn]
}
