import Coalition
import HTTP
import Templates

/// The call round: group after group, each done in one tap.
enum RoundPages: Feature {
    static var routes: [Route] {
        let writers = Access.roles(LogPolicy.writers, for: GroupPolicy.programmes)
        return [
            .get("/round", writers, show),
            .post("/round/:ref", writers, answer),
        ]
    }
    static var pages: [any SitePage.Type] { [RoundPage.self] }

    static func show(_ context: Context) throws -> Response { try show(context, []) }

    private static func show(_ context: Context, _ problems: [Problem]) throws -> Response {
        let facts = try context.read { try RoundFacts(context, $0) }
        return try context.show(
            RoundPage(context, facts, problems),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// A contact with a worry, and the sentence that says what it is about.
    static func answer(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            var draft = LogDraft.spoken(on: try City.named(group.city, in: tx).today(tx))
            draft.worry = form.choice("worry", isRequired: true)
            draft.note = form.values["note"] ?? ""
            try LogForm.check(draft, form, for: group, in: tx)
            let entry = try draft.create(for: group, in: tx)
            let undo = "/groups/\(group.ref)/log/\(entry.id.value)/delete?back=%2Fround"
            if let report = try Concern.unfinished(with: entry.id, in: tx) {
                return (report.reportPath, Note.reported(group, undo: undo))
            }
            return ("/round", Note("note.logged", ["name": group.name], undo: undo))
        }
    }
}

/// What the round is made of, read in one snapshot.
struct RoundFacts: Sendable {
    let round: CallRound
    let group: Group?
    let family: Family?
    let goodToKnow: String?
    let contacts: [Member]
    let said: [LogEntry]
    let promises: [OpenPromise]
    /// Whether a worry is written down now.
    let asksWorry: Bool

    init(_ context: Context, _ tx: Transaction) throws {
        let round = try CallRound(tx)
        let asked = context.parameters["ref"] ?? context.query.text("at")
        let group = round.next(at: asked, after: context.query.text("after"))
        self.round = round
        self.group = group
        asksWorry =
            group != nil
            && (context.query.text("worry") != nil || context.parameters["ref"] != nil)
        guard let group else {
            (family, goodToKnow, contacts, said, promises) = (nil, nil, [], [], [])
            return
        }
        family = try Match.families(ofGroups: [group.id], in: tx)[group.id]
        let about = GroupDraft.record.about
        goodToKnow = try GroupDraft.stored(group.id, in: tx).values.line(
            "good_to_know", of: about, about.rights(of: tx.viewer, in: group.city))
        contacts = try Member.contacts(of: group.id, in: tx)
        var timeline = LogTimeline(group)
        timeline.limit = 2
        said = try timeline.page(nil, in: tx).rows
        promises = try OpenPromise.all(of: group, limit: 3, in: tx)
    }
}

/// One group of the round, or its end.
struct RoundPage: SitePage {
    static let template = "log/round"
    var typing: Typing { call?.note == nil ? .none : .lost }
    let place: String
    let done: Int
    let all: Int
    let call: RoundCall?
    let end: RoundEnd?
    let problems: [LinkView]

    init(_ context: Context, _ facts: RoundFacts, _ problems: [Problem]) {
        let words = context.words
        let round = facts.round
        (done, all) = (round.done.count, round.groups.count)
        place = words("round.place", ["done": .number(done), "all": .number(all)])
        let typed = problems.isEmpty ? Values() : Values(context.request).withoutTokens
        call = facts.group.map { RoundCall($0, facts, typed, problems, words) }
        end = facts.group == nil ? RoundEnd(round, words) : nil
        self.problems = problems.map { LinkView(words.problem($0), "#note") }
    }

    static let fields: Fields<RoundPage> = [
        .text("place") { $0.place },
        .number("done") { $0.done },
        .number("all") { $0.all },
        .flag("hasAny") { $0.all > 0 },
        .object("call", RoundCall.fields) { $0.call },
        .object("end", RoundEnd.fields) { $0.end },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
    ]
}

/// Whom to call now, what was said and agreed, and the taps that write down how it went.
struct RoundCall: PageModel {
    let title: String
    let path: String
    let family: String?
    let tags: [TagView]
    let goodToKnow: String?
    /// Since when there was no contact, and what the coordinator keeps an eye on.
    let since: String
    let watched: String?
    let people: [ReachView]
    let said: [SaidView]
    let promises: [PromiseView]
    let spoken: SpokenView
    let worryPath: String
    let laterPath: String
    let answerPath: String
    let backPath: String
    let note: FieldView?

    /// - Parameter typed: What was typed when it was refused.
    init(
        _ group: Group, _ facts: RoundFacts, _ typed: Values, _ problems: [Problem], _ words: Words
    ) {
        let today = facts.round.today
        title = words("group.called", ["name": .text(group.name)])
        path = "/groups/\(group.ref)"
        family = facts.family.map { $0.title(words) }
        tags =
            group.concernCount > 0 ? [TagView(words("group.flag.concern"), .badDiamond)] : []
        goodToKnow = facts.goodToKnow
        since =
            group.lastContactOn.map {
                words("round.since", ["when": .text(words.relative($0, today))])
            } ?? words("today.no_contact")
        watched = facts.round.watched[group.id].map {
            words("log.worry.since", ["day": .text(words.dayOfYear($0, today))])
        }
        people = facts.contacts.map { ReachView($0, role: words("member.contact"), words) }
        said = facts.said.map { SaidView($0, today, words) }
        promises = facts.promises.map { PromiseView($0, today, seesTasks: true, words) }
        spoken = SpokenView(group, on: today, back: "/round")
        worryPath = "/round?at=\(group.ref)&worry=1"
        laterPath = "/round?after=\(group.ref)"
        backPath = "/round?at=\(group.ref)"
        answerPath = "/round/\(group.ref)"
        note =
            facts.asksWorry
            ? FieldBuilder(values: typed, problems: problems, stored: nil, words: words)
                .view(.area("note")) : nil
    }

    static let fields: Fields<RoundCall> = [
        .text("title") { $0.title },
        .text("path") { $0.path },
        .text("family") { $0.family },
        .list("tags", TagView.fields) { $0.tags },
        .text("goodToKnow") { $0.goodToKnow },
        .text("since") { $0.since },
        .text("watched") { $0.watched },
        .list("people", ReachView.fields) { $0.people },
        .list("said", SaidView.fields) { $0.said },
        .flag("hasSaid") { !$0.said.isEmpty },
        .list("promises", PromiseView.fields) { $0.promises },
        .object("spoken", SpokenView.fields) { $0.spoken },
        .text("worryPath") { $0.worryPath },
        .text("laterPath") { $0.laterPath },
        .text("answerPath") { $0.answerPath },
        .text("backPath") { $0.backPath },
        .object("note", FieldView.fields) { $0.note },
        .flag("asksWorry") { $0.note != nil },
    ]
}

/// What the round came to, and when the next one is due.
struct RoundEnd: PageModel {
    /// Nil for who has no active groups.
    let title: String
    let text: String?
    let left: String?
    let next: String?

    init(_ round: CallRound, _ words: Words) {
        title = words(round.left > 0 ? "round.some" : "round.done")
        text =
            round.groups.isEmpty
            ? nil
            : words("round.end", ["spoken": .number(round.spoken), "tried": .number(round.tried)])
        left = round.left > 0 ? words("round.left", ["count": .number(round.left)]) : nil
        next = round.nextDue.map { due in
            words(
                due.day <= round.today ? "round.overdue" : "round.next",
                ["day": .text(words.longDay(due.day)), "name": .text(due.group.name)])
        }
    }

    static let fields: Fields<RoundEnd> = [
        .text("title") { $0.title },
        .text("text") { $0.text },
        .text("left") { $0.left },
        .text("next") { $0.next },
    ]
}
