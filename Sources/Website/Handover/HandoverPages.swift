import Coalition
import HTTP
import HTTPTypes
import Templates

/// What somebody has in hand on one page: open records, what was promised and the next dates, with the
/// one form by which it is handed to colleagues.
enum HandoverPages: Feature {
    static var routes: [Route] {
        let access = Access.roles(TaskPolicy.doers, for: .any)
        return [
            .get("/handover/:ref", access) { context in
                let form = try form(context)
                return try show(context, try context.formBody(form), .ok)
            },
            .post("/handover/:ref", access, hand),
        ]
    }
    static var pages: [any SitePage.Type] { [HandoverPage.self] }

    private static func hand(_ context: Context) throws -> Response {
        try context.submit(
            { try form(context) }, again: { try show(context, $0, $1) }
        ) { form, tx in
            let handover = try Handover.find(try context.parameter("ref"), in: tx)
            let remark = form.optionalText("remark", max: Task.remarkLimit)
            let chosen = handover.areas.map { area in
                (
                    area, form.values.text("to_\(area.name)"),
                    form.codes("what_\(area.name)", of: area.choices)
                )
            }
            if chosen.allSatisfy({ $0.1 == nil }), let first = handover.areas.first {
                form.note("to_\(first.name)", "problem.choose")
            }
            for (area, ref, what) in chosen where ref != nil && what.isEmpty {
                form.note("what_\(area.name)", "problem.choose")
            }
            try form.check()
            var count = 0
            for case (let area, let ref?, let what) in chosen {
                count += try area.hand(
                    Set(what), to: ref, remark: remark, field: "to_\(area.name)", in: tx)
            }
            return (
                "/handover/\(handover.person.ref)",
                Note("note.handed_over", ["number": String(count)])
            )
        }
    }

    private static func show(
        _ context: Context, _ form: FormBody, _ status: HTTPResponse.Status
    ) throws -> Response {
        let facts = try context.read { tx in
            try HandoverFacts(try Handover.find(try context.parameter("ref"), in: tx), tx)
        }
        return try context.show(HandoverPage(facts, form, context), status: status)
    }

    private static func form(_ context: Context) throws -> FormView {
        let words = context.words
        let handover = try context.read { tx in
            try Handover.find(try context.parameter("ref"), in: tx)
        }
        let areas = handover.areas.filter { !$0.colleagues.isEmpty }
        var values = Values()
        for area in areas { values.set("what_\(area.name)", area.choices) }
        let path = "/handover/\(handover.person.ref)"
        let remark = [FieldSpec.text("remark").labelled("task.remark").optional]
        return FormView(
            title: words("handover.give"), action: path,
            fields: areas.flatMap { fields($0, words) } + (areas.isEmpty ? [] : remark),
            submit: words("handover.submit"), cancel: path, values: values)
    }

    private static func fields(_ area: Handover.Area, _ words: Words) -> [FieldSpec] {
        let place = area.title(words)
        let people = area.colleagues.map { Choice($0.ref, words.called($0)) }
        let nobody = Choice("", words("handover.nobody"))
        let choices = area.named(words).map { Choice($0.0, $0.1) }
        let to: FieldSpec =
            people.count > 6
            ? .select("to_\(area.name)", [nobody] + people)
            : .radios("to_\(area.name)", people + [nobody])
        return [
            FieldSpec("what_\(area.name)", .checks(choices))
                .named(words("handover.what", ["place": .text(place)])).optional.folded(after: 12),
            to.named(words("handover.to", ["place": .text(place)])),
        ]
    }
}

extension Handover.Area {
    /// What can be chosen of it.
    var choices: [String] { records + (tasks.isEmpty ? [] : [Handover.Area.tasks]) }

    /// "Lokale coördinator, Samen Hier, Nijmegen".
    func title(_ words: Words) -> String {
        [
            words("role.\(role.rawValue)"), words("programme.\(programme.rawValue)"),
            city.name(words.language.rawValue),
        ].joined(separator: ", ")
    }

    /// Each choice with its name.
    func named(_ words: Words) -> [(String, String)] {
        groups.map { ($0.ref, words("group.called", ["name": .text($0.name)])) }
            + families.map { ($0.ref, $0.title(words)) }
            + matches.map { ($0.match.ref, $0.title(words)) }
            + stays.map { ($0.ref, $0.title(words)) }
            + (tasks.isEmpty
                ? []
                : [(Handover.Area.tasks, words("handover.tasks", ["count": .number(tasks.count)]))])
    }
}

/// What the page of a hand-over is made of, read in one snapshot; all of it as far as the viewer may
/// read it anyway.
struct HandoverFacts: Sendable {
    /// Promises of a group that there is room for.
    private static let most = 5

    let handover: Handover
    let work: WorkFacts
    let promises: [(Group, [OpenPromise])]
    let talks: [TalkLine]
    let deputy: String?
    let leavingOn: Day?
    let today: Day

    init(_ handover: Handover, _ tx: Transaction) throws {
        self.handover = handover
        today = tx.today
        work = try WorkFacts(of: handover.tasks, today: tx.today, tx)
        promises = try handover.areas.flatMap(\.groups).map { group in
            (group, try OpenPromise.all(of: group, limit: HandoverFacts.most, in: tx))
        }.filter { !$0.1.isEmpty }
        talks = try TalkLine.open(about: handover.areas.flatMap(\.subjects), in: tx)
        deputy = try handover.absence?.deputy.flatMap { try User.find($0, in: tx)?.name }
        leavingOn = try handover.person.leavingOn(in: tx)
    }
}

extension Handover.Area {
    fileprivate var subjects: [TalkSubject] {
        groups.map { .group($0) } + families.map { .family($0) } + matches.map { .match($0) }
            + stays.map { .stay($0) }
    }

    /// Its records in words: where each is, how it stands and what comes next.
    fileprivate func lines(_ today: Day, _ words: Words) -> [TermView] {
        groups.map { group in
            TermView(
                words("group.state.\(group.state.rawValue)"),
                words("group.called", ["name": .text(group.name)]), link: "/groups/\(group.ref)",
                hint: group.pausedUntil.map {
                    words("handover.pause", ["day": .text(words.day($0))])
                })
        }
            + families.map { family in
                TermView(
                    words("family.state.\(family.state.rawValue)"), family.title(words),
                    link: family.path,
                    hint: family.arrivalCertainty == .realised
                        ? nil
                        : family.arrivalOn.map {
                            words("handover.arrival", ["day": .text(words.day($0))])
                        })
            }
            + matches.map { line in
                TermView(
                    words("match.state.\(line.match.state.rawValue)"), line.title(words),
                    link: line.match.path,
                    hint: (line.match.reviewOn.map { ("handover.review", $0) }
                        ?? line.match.plannedUntil.map { ("handover.ends", $0) }).map {
                            words($0.0, ["day": .text(words.day($0.1))])
                        })
            }
            + stays.map { stay in
                TermView(
                    stay.stateTag(words, mayTell: true).text, stay.title(words),
                    link: "/stays/\(stay.ref)", hint: stay.period.short(words))
            }
    }
}

/// A hand-over on a page that prints on a sheet.
struct HandoverPage: SitePage {
    static let template = "handover/show"
    let title: String
    let lede: String
    let areas: [AreaView]
    let tasks: [WorkRow]
    let promises: [TermView]
    let dates: [TermView]
    let form: FormBody?
    var typing: Typing { form?.typing ?? .none }

    /// A role of a programme in a city with its records.
    struct AreaView: PageModel {
        let title: String
        let terms: [TermView]
        /// Whether nobody else has that role there.
        let isAlone: Bool

        static let fields: Fields<AreaView> = [
            .text("title") { $0.title },
            .list("terms", TermView.fields) { $0.terms },
            .flag("hasTerms") { !$0.terms.isEmpty },
            .flag("isAlone") { $0.isAlone },
        ]
    }

    init(_ facts: HandoverFacts, _ form: FormBody, _ context: Context) {
        let words = context.words
        let handover = facts.handover
        title = words("handover.title", ["name": .text(handover.person.name)])
        lede = HandoverPage.lede(facts, words)
        areas = handover.areas.map {
            AreaView(
                title: $0.title(words), terms: $0.lines(facts.today, words),
                isAlone: $0.colleagues.isEmpty)
        }
        tasks = handover.tasks.map {
            WorkRow(
                WorkItem($0, today: facts.today), facts.work,
                back: "/handover/\(handover.person.ref)", context)
        }
        promises = facts.promises.flatMap { group, promises in
            promises.map {
                TermView(
                    words("group.called", ["name": .text(group.name)]), $0.text,
                    hint: words(
                        "task.before", ["day": .text(words.dayOfYear($0.dueOn, facts.today))])
                )
            }
        }
        dates = facts.talks.map {
            TermView(
                $0.talk.when(words, facts.today), $0.title(words), link: $0.path)
        }
        self.form = form.fields.isEmpty ? nil : form
    }

    private static func lede(_ facts: HandoverFacts, _ words: Words) -> String {
        var sentences: [String] = []
        if let absence = facts.handover.absence {
            let day = MessageValue.text(words.day(absence.until))
            sentences.append(
                facts.deputy.map { words("handover.away_deputy", ["day": day, "name": .text($0)]) }
                    ?? words("handover.away", ["day": day]))
        }
        if let day = facts.leavingOn {
            sentences.append(words("handover.leaves", ["day": .text(words.day(day))]))
        }
        sentences.append(words(facts.handover.isEmpty ? "handover.empty" : "handover.lede"))
        return sentences.joined(separator: " ")
    }

    static let fields: Fields<HandoverPage> = [
        .text("title") { $0.title },
        .text("lede") { $0.lede },
        .list("areas", AreaView.fields) { $0.areas },
        .list("tasks", WorkRow.fields) { $0.tasks },
        .flag("hasTasks") { !$0.tasks.isEmpty },
        .object("promises", TermList.fields) { TermList($0.promises) },
        .object("dates", TermList.fields) { TermList($0.dates) },
        .object("form", FormBody.fields) { $0.form },
        .flag("hasProblems") { $0.form.map { !$0.problems.isEmpty } ?? false },
    ]
}
