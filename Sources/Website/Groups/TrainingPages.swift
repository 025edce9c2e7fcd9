import Coalition
import HTTP
import Templates

/// The trainings of a group: who was at which, written down for several people and several trainings
/// at once.
enum TrainingPages: Feature {
    static var routes: [Route] {
        [
            .get("/groups/:ref/trainings", .roles([.local], for: GroupPolicy.programmes), new),
            .post("/groups/:ref/trainings", .roles([.local], for: GroupPolicy.programmes), create),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    static func new(_ context: Context) throws -> Response {
        try context.show(try view(context))
    }

    static func create(_ context: Context) throws -> Response {
        try context.submit({ try view(context) }) { form, tx in
            let facts = try TrainingFacts(context, tx)
            let attended = facts.trainings.map { ($0, Attendance($0, facts.members, form)) }
            if attended.allSatisfy({ $0.1.members.isEmpty }), let first = facts.trainings.first {
                form.note(first.presence, "problem.training_who")
            }
            try form.check()
            var number = 0
            for (training, attendance) in attended {
                guard let day = attendance.day else { continue }
                number += attendance.members.count
                do {
                    for member in attendance.members {
                        try member.attend(training.id, on: day, of: facts.group, in: tx)
                    }
                } catch Refusal.invalid(let problems) {
                    for problem in problems {
                        form.note(training.day, problem.message, problem.values)
                    }
                    try form.check()
                }
            }
            return (
                "/groups/\(facts.group.ref)",
                Note("note.trainings_saved", ["number": String(number)])
            )
        }
    }

    private static func view(_ context: Context) throws -> FormView {
        let words = context.words
        let facts = try context.read { try TrainingFacts(context, $0) }
        guard !facts.members.isEmpty else { throw Refusal.notFound }
        let path = "/groups/\(facts.group.ref)"
        return FormView(
            title: words("training.many.title", ["name": .text(facts.group.name)]),
            lede: words("training.many.lede"), action: "\(path)/trainings",
            fields: facts.trainings.flatMap { training in
                [
                    FieldSpec.chips(training.presence, facts.choices(of: training, words))
                        .named(training.title(context.language.rawValue)).optional,
                    .day(training.day).labelled("training.day").optional,
                ]
            },
            submit: words("action.save"), cancel: path, values: Values(),
            draft: "trainings:\(facts.group.ref)",
            crumbs: [
                LinkView(words("nav.groups"), "/groups"), LinkView(facts.group.name, path),
            ])
    }
}

/// Who can have been at which training.
private struct TrainingFacts: Sendable {
    let group: Group
    let members: [Member]
    let trainings: [Training]
    let today: Day

    init(_ context: Context, _ tx: Transaction) throws {
        group = try Group.find(try context.parameter("ref"), in: tx)
        try GroupPolicy(tx.viewer, group).requireEdit()
        members = try Member.active(of: group.id, in: tx)
        trainings = try Training.all(in: tx)
        today = try City.named(group.city, in: tx).today(tx)
    }

    /// The members, with who followed the training already and for how long that holds.
    func choices(of training: Training, _ words: Words) -> [Choice] {
        members.map { member in
            let name = member.name
            let label =
                switch member.trainings[training.id] {
                case nil: name
                case .some(nil): words("training.held", ["name": .text(name)])
                case .some(let until?) where until > today:
                    words(
                        "training.held_until",
                        ["name": .text(name), "day": .text(words.shortDay(until))])
                case .some: words("training.expired", ["name": .text(name)])
                }
            return Choice(String(member.id.value), label)
        }
    }
}

/// What was filled in of one training.
private struct Attendance {
    let members: [Member]
    /// Nil where nobody was, and where a problem was noted.
    let day: Day?

    init(_ training: Training, _ members: [Member], _ form: Form) {
        let ids = members.map { String($0.id.value) }
        let chosen = Set(form.codes(training.presence, of: ids))
        self.members = members.filter { chosen.contains(String($0.id.value)) }
        let day = form.day(training.day, isRequired: !chosen.isEmpty)
        if day != nil, chosen.isEmpty { form.note(training.presence, "problem.training_who") }
        self.day = chosen.isEmpty ? nil : day
    }
}

extension Training {
    /// The form's field of who was there, and of when that was.
    fileprivate var presence: String { "present.\(id)" }
    fileprivate var day: String { "on.\(id)" }
}
