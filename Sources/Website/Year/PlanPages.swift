import Coalition
import HTTP
import Templates

/// The year of a match, and ticking its lines; the same for a group that prepares itself.
enum PlanPages: Feature {
    static var routes: [Route] {
        let tickers = Access.roles(YearPolicy.tickers, for: GroupPolicy.programmes)
        return [
            .get(
                "/matches/:ref/plan", .roles(MatchPolicy.readers, for: GroupPolicy.programmes)
            ) { try show($0, []) },
            .post("/matches/:ref/ticks", tickers) { context in
                try tick(context, ofMatch) { try show(context, $0) }
            },
            .get("/matches/:ref/ticks/:id", tickers) { try $0.show(skipForm($0, ofMatch)) },
            .post("/matches/:ref/ticks/:id", tickers) { try skip($0, ofMatch) },
            .post("/groups/:ref/ticks", tickers) { context in
                try tick(context, ofGroup) { try GroupPages.show(context, $0) }
            },
            .get("/groups/:ref/ticks/:id", tickers) { try $0.show(skipForm($0, ofGroup)) },
            .post("/groups/:ref/ticks/:id", tickers) { try skip($0, ofGroup) },
        ]
    }
    static var pages: [any SitePage.Type] { [PlanPage.self] }

    /// Finds whose year it is.
    private typealias Finding = @Sendable (Context, Transaction) throws -> YearSubject

    private static let ofMatch: Finding = { context, tx in
        try YearSubject(try Match.find(try context.parameter("ref"), in: tx), in: tx)
    }

    private static let ofGroup: Finding = { context, tx in
        try YearSubject(try Group.find(try context.parameter("ref"), in: tx), in: tx)
    }

    /// The page of a year, with what went wrong when something was refused.
    private static func show(_ context: Context, _ problems: [Problem]) throws -> Response {
        let facts = try context.read { tx in
            try PlanFacts(try Match.find(try context.parameter("ref"), in: tx), tx)
        }
        return try context.show(
            PlanPage(facts, problems, context),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// One tap: ticks a line, or takes that back.
    private static func tick(
        _ context: Context, _ find: Finding, again: @escaping ([Problem]) throws -> Response
    ) throws -> Response {
        try context.act(again: again) { form, tx in
            let subject = try find(context, tx)
            let undone = form.values.text("untick") ?? context.query.text("untick")
            let typed = undone ?? form.values.text("tick") ?? context.query.text("tick")
            let line = try subject.line(typed.flatMap { Int64($0) }, in: tx)
            if undone == nil {
                try subject.tick(line, tx)
            } else {
                try subject.untick(line, in: tx)
            }
            return done(line, subject, undone == nil ? "note.ticked" : "note.unticked", context)
        }
    }

    /// Back to where it was tapped, with the way to take it back.
    private static func done(
        _ line: ChecklistLine, _ subject: YearSubject, _ key: String, _ context: Context
    ) -> Done {
        let back = context.query.back ?? subject.planPath
        let page = String(back.prefix { $0 != "#" })
        let undo =
            key == "note.unticked"
            ? nil
            : "\(subject.path)/ticks?untick=\(line.id.value)&back=\(Percent.encode(page))"
        let note = Note(key, ["title": line.title(context.language.rawValue)], undo: undo)
        return ("\(page)#regel-\(line.id.value)", note)
    }

    private static func skip(_ context: Context, _ find: Finding) throws -> Response {
        try context.submit({ try skipForm(context, find) }) { form, tx in
            let subject = try find(context, tx)
            let line = try subject.line(try context.number("id"), in: tx)
            let reason: ChecklistTick.Reason? = form.choice("reason", isRequired: true)
            try form.check()
            try subject.tick(line, notNeeded: reason, tx)
            return done(line, subject, "note.skipped", context)
        }
    }

    /// Why a line is not needed.
    private static func skipForm(_ context: Context, _ find: Finding) throws -> FormView {
        let words = context.words
        let (subject, line) = try context.read { tx in
            let subject = try find(context, tx)
            return (subject, try subject.line(try context.number("id"), in: tx))
        }
        let back = context.query.back ?? subject.planPath
        let name = subject.group.name
        return FormView(
            title: words("year.skip.title"), lede: line.title(context.language.rawValue),
            action: "\(subject.path)/ticks/\(line.id.value)?back=\(Percent.encode(back))",
            fields: [
                .radios("reason", words.choices(ChecklistTick.Reason.self, "year.skip"))
                    .labelled("year.skip.reason")
            ],
            submit: words("year.skip.submit"), cancel: back,
            crumbs: [
                LinkView(words("group.called", ["name": .text(name)]), subject.path)
            ])
    }
}
