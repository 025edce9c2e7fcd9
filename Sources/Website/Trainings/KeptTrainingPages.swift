import Coalition
import HTTP
import Templates

/// The trainings that the network keeps for all cities: which there are, which are required, and for how
/// long they count.
enum KeptTrainingPages: Feature {
    static var routes: [Route] {
        let readers = Access.roles(TrainingDraft.readers, for: GroupPolicy.programmes)
        let lookers = Access.roles(TrainingDraft.lookers, for: GroupPolicy.programmes)
        let keepers = Access.roles(TrainingDraft.keepers, for: GroupPolicy.programmes)
        let seconds = Access.roles(SecondPerson.roles, for: GroupPolicy.programmes)
        return [
            .get("/trainings", readers, index),
            .get("/trainings/new", keepers, new),
            .post("/trainings", keepers, create),
            .get("/trainings/:id", lookers, show),
            .get("/trainings/:id/edit", keepers, edit),
            .post("/trainings/:id", keepers, update),
            .post("/trainings/:id/confirmation", seconds, confirm),
            .post("/trainings/:id/withdrawal", seconds, withdraw),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    static func index(_ context: Context) throws -> Response {
        let all = try context.read { try Training.all(in: $0) }
        return try context.show(TrainingIndex(all: all).page(context))
    }

    static func show(_ context: Context) throws -> Response { try show(context, []) }

    static func new(_ context: Context) throws -> Response {
        try context.show(TrainingForm.view(nil, context))
    }

    static func create(_ context: Context) throws -> Response {
        try context.submit({ TrainingForm.view(nil, context) }) { form, tx in
            let draft = TrainingDraft.record.read(form, tx.viewer, in: nil)
            try form.check()
            let training = try draft.create(in: tx)
            try require(draft, nil, made: training, form, context, tx)
            return (path(training), note(training))
        }
    }

    static func edit(_ context: Context) throws -> Response {
        let training = try context.read { try found(context, $0) }
        return try context.show(TrainingForm.view(training, context))
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({
            TrainingForm.view(try context.read { try found(context, $0) }, context)
        }) { form, tx in
            let training = try found(context, tx)
            let draft = TrainingDraft.record.read(form, tx.viewer, in: nil)
            let version = try form.version()
            try form.check()
            try draft.update(training, version: version, in: tx)
            let made = try found(context, tx)
            try require(draft, training, made: made, form, context, tx)
            return (path(made), note(made))
        }
    }

    static func confirm(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let training = try found(context, tx)
            try training.confirm(in: tx)
            return (path(training), Note("note.training_confirmed"))
        }
    }

    static func withdraw(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let training = try found(context, tx)
            try training.withdrawWish(in: tx)
            return (path(training), Note("note.training_withdrawn"))
        }
    }

    /// What touches safety is said once more before it is asked of a second person, with how many
    /// groups would fall back.
    ///
    /// - Throws: `Confirmation` until the person has said so; nothing is written before.
    private static func require(
        _ draft: TrainingDraft, _ former: Training?, made: Training, _ form: Form,
        _ context: Context, _ tx: Transaction
    ) throws {
        guard draft.touchesSafety(of: former), former?.wish != made.wish else { return }
        let becomesRequired = draft.isRequired && former?.isRequired != true
        let falling = becomesRequired ? try made.readyGroupsWithout(in: tx) : 0
        let words = context.words
        try Confirmation.require(
            form,
            Confirmation(
                title: words(
                    "trainings.ask.title",
                    ["name": .text(made.title(context.language.rawValue))]),
                text: words("trainings.ask.text", ["count": .number(falling)]),
                submit: words("trainings.ask.submit"),
                cancel: former.map(path) ?? "/trainings"))
    }

    private static func show(_ context: Context, _ problems: [Problem]) throws -> Response {
        let facts = try context.read { try TrainingFacts(try found(context, $0), $0) }
        return try context.show(
            facts.page(context, problems), status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private static func found(_ context: Context, _ tx: Transaction) throws -> Training {
        try Training.find(try context.number("id"), in: tx)
    }

    private static func path(_ training: Training) -> String { "/trainings/\(training.id)" }

    private static func note(_ training: Training) -> Note {
        Note(training.wish == nil ? "note.saved" : "note.training_waiting")
    }
}
