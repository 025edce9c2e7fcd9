import Coalition
import HTTP
import HTTPTypes
import Templates

/// Concerns and complaints: the list, reporting one, one concern, and what its reporter does with a
/// report that is not written yet.
enum ConcernPages: Feature {
    static var routes: [Route] {
        let readers = Access.roles(ConcernSight.readers, for: .any)
        let one = "/concerns/:ref"
        return [
            .get("/concerns", readers, index),
            .get("/concerns/new", readers) { context in
                try form(try ConcernForm.new(context).view(context), context)
            },
            .get("/concerns/leaflet", readers, leaflet),
            .post("/concerns", readers, report),
            .get(one, readers) { try ConcernWorkPages.show($0, []) },
            .post("\(one)/open", readers, ConcernWorkPages.open),
            .get("\(one)/report", readers) { context in
                try context.unlessItStands {
                    try form(try ConcernForm.rest(context).view(context), context)
                }
            },
            .post("\(one)/report", readers, complete),
            .get("\(one)/leave", readers, leave),
            .post("\(one)/withdraw", readers, withdraw),
            .post("\(one)/call", readers, askForCall),
        ]
    }
    static var pages: [any SitePage.Type] {
        [ConcernFormPage.self, ConcernLeavePage.self, LeafletPage.self]
    }

    static func index(_ context: Context) throws -> Response {
        let values = context.query
        let index = try context.read { try ConcernIndex(values, $0) }
        return try context.show(index.page(context, values))
    }

    private static func form(_ view: FormView, _ context: Context) throws -> Response {
        try context.show(ConcernFormPage(form: try context.formBody(view), crumbs: view.crumbs))
    }

    static func report(_ context: Context) throws -> Response {
        let concern = try ConcernForm.new(context)
        return try context.submit(
            { concern.view(context) },
            again: { body, status in
                try context.show(
                    ConcernFormPage(form: body, crumbs: concern.view(context).crumbs),
                    status: status)
            }
        ) { form, tx in
            let draft = concern.read(form, tx.viewer)
            try form.check()
            let made = try draft.report(try concern.place(form, tx), in: tx)
            return ("/concerns/\(made.ref)", note(made))
        }
    }

    static func complete(_ context: Context) throws -> Response {
        let rest = try ConcernForm.rest(context)
        return try context.submit(
            { rest.view(context) },
            again: { body, status in
                try context.show(
                    ConcernFormPage(form: body, crumbs: rest.view(context).crumbs),
                    status: status)
            }
        ) { form, tx in
            let draft = rest.read(form, tx.viewer)
            let version = try form.version()
            try form.check()
            let concern = try Concern.find(try context.parameter("ref"), in: tx)
            try draft.complete(concern, version: version, in: tx)
            return ("/concerns/\(concern.ref)", note(try Concern.find(concern.id, in: tx)))
        }
    }

    private static func note(_ concern: Concern) -> Note {
        Note(concern.severity == .acute ? "note.concern_acute" : "note.concern_reported")
    }

    /// Somebody leaves a report without a word: withdrawn, or to be called?
    static func leave(_ context: Context) throws -> Response {
        try context.unlessItStands {
            try context.show(ConcernLeavePage(try ConcernForm.rest(context), context))
        }
    }

    static func withdraw(_ context: Context) throws -> Response {
        try context.act { _, tx in
            let concern = try Concern.find(try context.parameter("ref"), in: tx)
            try concern.withdraw(in: tx)
            return ("/", Note("note.concern_withdrawn"))
        }
    }

    static func askForCall(_ context: Context) throws -> Response {
        try context.act { _, tx in
            let concern = try Concern.find(try context.parameter("ref"), in: tx)
            try concern.askForCall(in: tx)
            return ("/concerns/\(concern.ref)", Note("note.concern_call"))
        }
    }

    /// How to complain, to be printed in somebody's own language.
    static func leaflet(_ context: Context) throws -> Response {
        let facts = try context.read { try LeafletFacts($0) }
        return try context.show(LeafletPage(facts, context))
    }
}

/// What becomes of a report of which nothing was written.
struct ConcernLeavePage: SitePage {
    static let template = "concerns/leave"
    let path: String
    let subject: String?
    let isCallAsked: Bool

    init(_ form: ConcernForm, _ context: Context) {
        path = form.back
        subject = form.subject?.name(context.words)
        isCallAsked = form.concern?.wantsCall ?? false
    }

    static let fields: Fields<ConcernLeavePage> = [
        .text("path") { $0.path },
        .text("subject") { $0.subject },
        .flag("isCallAsked") { $0.isCallAsked },
    ]
}

extension Context {
    /// A form of a concern; its page where there is nothing left to fill in.
    func unlessItStands(_ form: () throws -> Response) throws -> Response {
        do { return try form() } catch Refusal.already {
            return redirect(
                "/concerns/\(try parameter("ref"))", note: Note("note.already_stands"))
        }
    }
}
