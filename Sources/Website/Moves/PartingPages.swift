import Coalition
import HTTP
import Templates

/// Of whom a family was split, for the few who may know it; every look is written down.
enum PartingPages: Feature {
    static var routes: [Route] {
        let knowers = Access.roles(
            FamilyParting.knowers.union([.local]), for: FamilyPolicy.programmes)
        return [
            .get("/families/:ref/parting", knowers, show),
            .post(
                "/families/:ref/parting",
                .roles(FamilyParting.knowers, for: FamilyPolicy.programmes), reunite),
        ]
    }
    static var pages: [any SitePage.Type] { [PartingPage.self] }

    /// Reads in a write transaction: without the row of the log there is no answer.
    static func show(_ context: Context) throws -> Response { try show(context, []) }

    private static func show(_ context: Context, _ problems: [Problem]) throws -> Response {
        let facts = try context.write { tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            return PartingFacts(
                family: family, parts: try FamilyParting.open(of: family, in: tx),
                mayReunite: try FamilyParting.mayReunite(family, in: tx))
        }
        return try context.show(
            PartingPage(facts, problems, context),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    static func reunite(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            let words = context.words
            try Confirmation.require(
                form,
                Confirmation(
                    title: words("parting.reunite.title"), text: words("parting.reunite.text"),
                    submit: words("parting.reunite.submit"), cancel: "\(family.path)/parting"))
            let kept = try FamilyMerge.reunite(family, in: tx)
            return (kept.path, Note("note.family_reunited"))
        }
    }
}

struct PartingFacts: Sendable {
    let family: Family
    let parts: [(parting: FamilyParting, other: Family)]
    let mayReunite: Bool
}

/// The other part of a family.
struct PartingPage: SitePage {
    static let template = "moves/parting"
    let title: String
    let crumbs: [LinkView]
    let terms: [TermView]
    let problems: [LinkView]
    /// Where they are made one again; nil for who does not look after safety.
    let reunite: String?

    static let fields: Fields<PartingPage> = [
        .text("title") { $0.title },
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .list("terms", TermView.fields) { $0.terms },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .text("reunite") { $0.reunite },
    ]

    init(_ facts: PartingFacts, _ problems: [Problem], _ context: Context) {
        let words = context.words
        title = words("parting.title", ["name": .text(words.name(facts.family.code))])
        crumbs = facts.family.crumbs(words)
        terms = facts.parts.map { parting, other in
            let isInReach = context.viewer.holds(
                FamilyPolicy.readers, for: other.programmes, in: other.city)
            return TermView(
                words("split.kind.\(parting.kind.rawValue)"), other.title(words),
                link: isInReach ? other.path : nil,
                hint: words("parting.on", ["day": .text(words.day(parting.on))]))
        }
        self.problems = problems.map { LinkView(words.problem($0), "#weer-samen") }
        reunite = facts.mayReunite ? "\(facts.family.path)/parting" : nil
    }
}
