import Coalition
import HTTP
import HTTPTypes
import Templates

/// Coupling: choosing a family and a group, seeing why they fit or not, and proposing the match.
enum ProposalPages: Feature {
    static var routes: [Route] {
        [
            .get("/matches/new", .roles(MatchPolicy.proposers, for: GroupPolicy.programmes), new),
            .post("/matches", .roles(MatchPolicy.proposers, for: GroupPolicy.programmes), create),
        ]
    }
    static var pages: [any SitePage.Type] { [PairChoicePage.self, ProposalPage.self] }

    static func new(_ context: Context) throws -> Response {
        let (family, group) = (context.query.text("family"), context.query.text("group"))
        if family != nil, group != nil {
            let form = try proposal(context)
            return try page(context, try context.formBody(form), .ok)
        }
        return try context.show(try PairChoicePage(context, family: family, group: group))
    }

    /// "Keep as a draft" is the second button of the same form.
    static func create(_ context: Context) throws -> Response {
        try context.submit(
            { try proposal(context) }, again: { try page(context, $0, $1) }
        ) { form, tx in
            let (family, group) = try pair(context, tx)
            var proposal = MatchProposal(family, group)
            for rule in Pairing.Rule.allCases where !rule.overriders.isEmpty {
                proposal.reasons[rule] = form.area(
                    "reason_\(rule.rawValue)", max: MatchOverride.longest)
            }
            try form.check()
            let isDraft = form.values["value"] == "draft"
            let match = try isDraft ? proposal.keep(in: tx) : proposal.propose(in: tx)
            return (match.path, Note(isDraft ? "note.match_kept" : "note.match_proposed"))
        }
    }

    private static func page(
        _ context: Context, _ form: FormBody, _ status: HTTPResponse.Status
    ) throws -> Response {
        let pairing = try context.read { tx in
            let (family, group) = try pair(context, tx)
            return try Pairing.of(family, group, in: tx)
        }
        return try context.show(ProposalPage(context, pairing, form), status: status)
    }

    private static func proposal(_ context: Context) throws -> FormView {
        let words = context.words
        let pairing = try context.read { tx in
            let (family, group) = try pair(context, tx)
            return try Pairing.of(family, group, in: tx)
        }
        let (family, group) = (pairing.family, pairing.group)
        let target = "/matches?family=\(family.ref)&group=\(group.ref)"
        let reasons = pairing.unmet.map(\.rule).filter {
            GroupPolicy(context.viewer, group).holds($0.overriders)
        }
        return FormView(
            title: words(
                "match.called",
                ["family": .text(words.name(family.code)), "group": .text(group.name)]),
            lede: words("match.new.lede"), action: target,
            fields: reasons.map { rule in
                .area("reason_\(rule.rawValue)", rows: 2).labelled(
                    "pairing.reason.\(rule.rawValue)")
            }, submit: words("match.propose"), cancel: "/matches/new?family=\(family.ref)",
            secondary: ButtonView(text: words("match.keep"), path: target, value: "draft"))
    }

    /// The two that the address names, each in the viewer's scope.
    private static func pair(
        _ context: Context, _ tx: Transaction
    ) throws -> (family: Family, group: Group) {
        let query = context.query
        return (
            try Family.find(query.text("family") ?? "", in: tx),
            try Group.find(query.text("group") ?? "", in: tx)
        )
    }
}

/// A family and a group side by side, with every constraint, and the form that proposes them.
struct ProposalPage: SitePage {
    static let template = "matches/propose"
    let form: FormBody
    var typing: Typing { form.fields.isEmpty ? .none : form.typing }
    let crumbs: [LinkView]
    let verdict: String
    let isOpen: Bool
    /// What does not fit, or by an interpreter only.
    let guards: [GuardView]
    let met: GuardList
    let family: FamilyPanel
    let group: MatchPanel

    static let fields: Fields<ProposalPage> = [
        .object("form", FormBody.fields) { $0.form },
        .text("title") { $0.form.title },
        .flag("hasProblems") { !$0.form.problems.isEmpty },
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .text("verdict") { $0.verdict },
        .flag("isOpen") { $0.isOpen },
        .list("guards", GuardView.fields) { $0.guards },
        .flag("hasGuards") { !$0.guards.isEmpty },
        .object("met", GuardList.fields) { $0.met },
        .object("family", FamilyPanel.fields) { $0.family },
        .object("group", MatchPanel.fields) { $0.group },
    ]

    init(_ context: Context, _ pairing: Pairing, _ form: FormBody) {
        let words = context.words
        self.form = form
        crumbs = [
            LinkView(words("nav.matches"), "/matches"),
            LinkView(words("match.new.title"), "/matches/new"),
        ]
        isOpen = pairing.isOpen(to: context.viewer)
        verdict = words(
            pairing.isOpen
                ? pairing.verdict
                : isOpen ? "pairing.verdict.reason" : "pairing.verdict.blocked")
        let all = pairing.findings.map {
            GuardView(
                text: words.pairing($0), isMet: $0.isMet, isPartly: $0.isInterpreted || $0.isBuilt)
        }
        guards = all.filter { !$0.isMet || $0.isPartly }
        let rest = all.filter { $0.isMet && !$0.isPartly }
        met = GuardList(
            count: words("pairing.met", ["count": .number(rest.count)]), guards: rest)
        family = FamilyPanel(pairing.family, nil, pairing.family.announcedOn, words)
        group = MatchPanel(pairing.group, words)
    }
}

extension MatchPanel {
    /// A group as it stands, beside the family that it may be coupled to.
    init(_ group: Group, _ words: Words) {
        name = words("group.called", ["name": .text(group.name)])
        path = "/groups/\(group.ref)"
        tags = [
            group.stateTag(words), TagView(words("group.kind.\(group.kind.rawValue)"), .plain),
        ]
        terms = [
            TermView(
                words("member.members"),
                words(
                    group.isComplete ? "group.members_count" : "group.of",
                    ["count": .number(group.memberCount), "minimum": .number(group.minimum)])),
            group.maxHousehold.map {
                TermView(
                    words("group.max_household"), words("family.people", ["count": .number($0)]))
            },
            group.neighbourhood.map { TermView(words("field.neighbourhood"), $0) },
        ].compactMap { $0 }
    }
}

extension Words {
    /// How a constraint stands, in a sentence; a language by its name.
    func pairing(_ finding: Pairing.Finding) -> String {
        var problem = Problem("", finding.message, finding.values)
        if case .text(let code) = finding.values["language"] {
            problem = Problem("", finding.message, ["language": .text(languages([code]))])
        }
        return self.problem(problem)
    }
}

extension Pairing {
    /// The message of a pair of which nothing stands in the way.
    var verdict: String {
        if needsBuilder { return "pairing.verdict.builder" }
        return needsInterpreter ? "pairing.verdict.interpreter" : "pairing.verdict.fits"
    }
}
