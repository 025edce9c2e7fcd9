import Coalition
import Templates

/// The talks about some records of which nobody has said yet what became of them, read in one snapshot.
struct TalkPanelFacts: Sendable {
    /// The records, the page's own first.
    let subjects: [TalkSubject]
    let lines: [TalkLine]
    let zone: Zone

    /// - Parameter others: Records whose talks stand on the page as well, such as the match of a group.
    init(
        _ subject: TalkSubject, and others: [TalkSubject] = [], in city: City, _ tx: Transaction
    ) throws {
        subjects = [subject] + others
        lines = try TalkLine.open(about: subjects, in: tx)
        zone = city.zone
    }
}

/// Coming talks with the way to plan one, for the page of a record: the partial `talks/coming`.
struct TalkPanel: PageModel {
    let talks: [TalkRow]
    /// Where talks are planned; empty for who may not, and of what is over.
    let plans: [LinkView]

    init(_ facts: TalkPanelFacts, _ context: Context) {
        let own = facts.subjects.first?.path
        talks = facts.lines.map {
            TalkRow($0, facts.zone, isOwn: $0.subject.path == own, context)
        }
        plans = facts.subjects.enumerated().filter { $0.element.mayPlan(context.viewer) }.map {
            let (index, subject) = ($0.offset, $0.element)
            // Of a record beside the page's own the kind is named that is meant.
            let text =
                index == 0
                ? context.words("talk.plan")
                : context.words(
                    "talk.plan_kind",
                    [
                        "kind": .text(
                            context.words(
                                "talk.kind.\((subject.kinds.first ?? .talk).rawValue)"
                            )
                            .lowercased())
                    ])
            return LinkView(text, subject.planPath)
        }
    }

    static let fields: Fields<TalkPanel> = [
        .list("talks", TalkRow.fields) { $0.talks },
        .flag("hasTalks") { !$0.talks.isEmpty },
        .list("plans", LinkView.fields) { $0.plans },
        .flag("hasPlans") { !$0.plans.isEmpty },
    ]
}

/// A talk as one row: the partial `talks/row`.
struct TalkRow: PageModel {
    let title: String
    let path: String
    let when: String
    let tag: TagView
    /// Where it is said to have been held; nil before it begins, and for who may not say it.
    let held: ButtonView?

    /// - Parameters:
    ///   - back: The page to which saying so returns where nothing else has to be written.
    ///   - isOwn: Whether it stands on the page of its record, which is called by its name already.
    init(
        _ line: TalkLine, _ zone: Zone, back: String? = nil, isOwn: Bool = false,
        _ context: Context
    ) {
        let (words, talk) = (context.words, line.talk)
        title = isOwn ? words("talk.kind.\(talk.kind.rawValue)") : line.title(words)
        path = line.path
        when = talk.when(words, zone.day(of: context.now))
        tag = line.tag(context, zone)
        let mayAnswer =
            talk.isOpen && line.subject.mayWrite(context.viewer)
            && talk.hasBegun(at: context.now, in: zone)
        let query = back.map { "?back=\(Percent.encode($0))" } ?? ""
        held =
            mayAnswer
            ? ButtonView(
                text: talk.held(words), path: "\(line.path)/held\(query)", detail: line.title(words)
            )
            : nil
    }

    static let fields: Fields<TalkRow> = [
        .text("title") { $0.title },
        .text("path") { $0.path },
        .text("when") { $0.when },
        .object("tag", TagView.fields) { $0.tag },
        .object("held", ButtonView.fields) { $0.held },
    ]
}
