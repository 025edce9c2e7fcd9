import Coalition
import HTTP

/// The log: one contact, changing and deleting it, and the timeline of a group.
enum LogPages: Feature {
    static var routes: [Route] {
        [
            .get("/log/new", .roles(LogPolicy.writers, for: GroupPolicy.programmes), choose),
            .get(
                "/groups/:ref/log", .roles(GroupPolicy.readers, for: GroupPolicy.programmes), index),
            .get(
                "/groups/:ref/log/new", .roles(LogPolicy.writers, for: GroupPolicy.programmes), new),
            .post(
                "/groups/:ref/log", .roles(LogPolicy.writers, for: GroupPolicy.programmes), create),
            .post(
                "/groups/:ref/log/spoken", .roles(LogPolicy.writers, for: GroupPolicy.programmes),
                spoken),
            .post(
                "/groups/:ref/log/tried", .roles(LogPolicy.writers, for: GroupPolicy.programmes),
                tried),
            .get(
                "/groups/:ref/log/:id/edit", .roles(LogPolicy.writers, for: GroupPolicy.programmes),
                edit),
            .post(
                "/groups/:ref/log/:id", .roles(LogPolicy.writers, for: GroupPolicy.programmes),
                update),
            .post(
                "/groups/:ref/log/:id/delete",
                .roles(LogPolicy.writers, for: GroupPolicy.programmes), delete),
            .post(
                "/groups/:ref/log/:id/restore",
                .roles(LogPolicy.writers, for: GroupPolicy.programmes), restore),
        ]
    }
    static var pages: [any SitePage.Type] { [LogFormPage.self, LogIndex.self] }

    /// Which group? One that is named, or the only one, needs no choosing.
    static func choose(_ context: Context) throws -> Response {
        if let ref = context.query.text("group") {
            let group = try context.read { try Group.find(ref, in: $0) }
            return context.redirect("/groups/\(group.ref)/log/new")
        }
        let day = try context.read { try ContactDay(for: [.local], $0) }
        if day.groups.count == 1, let only = day.groups.first {
            return context.redirect("/groups/\(only.ref)/log/new")
        }
        return try context.show(LogChoice(day: day).page(context))
    }

    static func index(_ context: Context) throws -> Response {
        let facts = try LogIndexFacts(context)
        return try context.show(LogIndex(facts, context))
    }

    static func new(_ context: Context) throws -> Response {
        let facts = try LogFacts(context)
        let repeats = context.query.text("repeat") != nil
        let form = try context.formBody(LogForm.view(facts, context, repeats: repeats))
        return try context.show(LogFormPage(facts, form, context))
    }

    static func create(_ context: Context) throws -> Response {
        try submit(try LogFacts(context), context) { draft, form, group, tx in
            let entry = try draft.create(for: group, in: tx)
            let undo = undo(entry, group)
            if let report = try Concern.unfinished(with: entry.id, in: tx) {
                return (report.reportPath, Note.reported(group, undo: undo))
            }
            let path = form.tick("more") ? "/log/new" : "/groups/\(group.ref)"
            return (path, Note("note.logged", ["name": group.name], undo: undo))
        }
    }

    static func edit(_ context: Context) throws -> Response {
        let facts = try LogFacts(context, editing: true)
        let form = try context.formBody(LogForm.view(facts, context))
        return try context.show(LogFormPage(facts, form, context))
    }

    static func update(_ context: Context) throws -> Response {
        try submit(try LogFacts(context, editing: true), context) { draft, form, group, tx in
            let entry = try LogEntry.find(try context.number("id"), of: group, in: tx)
            let version = try form.version()
            try draft.update(entry, of: group, version: version, in: tx)
            let report = try Concern.unfinished(with: entry.id, in: tx)
            return (report?.reportPath ?? "/groups/\(group.ref)/log", Note("note.saved"))
        }
    }

    /// "We spoke today", in one tap; a day of which a contact is logged needs no second one.
    static func spoken(_ context: Context) throws -> Response {
        try tapped(context) { group, today, tx in
            group.lastContactOn == today
                ? nil : try LogDraft.spoken(on: today).create(for: group, in: tx)
        }
    }

    /// "I tried today, and nobody answered", in one tap.
    static func tried(_ context: Context) throws -> Response {
        try tapped(context) { group, today, tx in
            try LogDraft.tried(on: today).create(for: group, in: tx)
        }
    }

    /// Logs in one tap and goes back to where that was.
    ///
    /// - Parameter log: Returns nil where nothing was to be logged any more.
    private static func tapped(
        _ context: Context, _ log: (Group, Day, Transaction) throws -> LogEntry?
    ) throws -> Response {
        try context.act { _, tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            let today = try City.named(group.city, in: tx).today(tx)
            let back = context.query.back ?? "/"
            guard let entry = try log(group, today, tx) else {
                return (back, Note("note.spoken_already", ["name": group.name]))
            }
            let undo = undo(entry, group) + "?back=\(Percent.encode(back))"
            let name = entry.isContact ? "note.spoken" : "note.tried"
            return (back, Note(name, ["name": group.name], undo: undo))
        }
    }

    static func delete(_ context: Context) throws -> Response {
        try context.act { _, tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            let id = try context.number("id")
            try LogEntry.requireThere(id, in: group, tx)
            try LogEntry.find(id, of: group, in: tx).delete(from: group, in: tx)
            let path = "/groups/\(group.ref)/log"
            let back = context.query.back ?? path
            return (back, Note("note.log_deleted", undo: "\(path)/\(id)/restore"))
        }
    }

    static func restore(_ context: Context) throws -> Response {
        try context.act { _, tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            try LogEntry.restore(try context.number("id"), to: group, in: tx)
            return ("/groups/\(group.ref)/log", Note("note.log_restored"))
        }
    }

    private static func undo(_ entry: LogEntry, _ group: Group) -> String {
        "/groups/\(group.ref)/log/\(entry.id.value)/delete"
    }

    private static func submit(
        _ facts: LogFacts, _ context: Context,
        _ work: (LogDraft, Form, Group, Transaction) throws -> (path: String, note: Note?)
    ) throws -> Response {
        try context.submit(
            { LogForm.view(facts, context) },
            again: { form, status in
                try context.show(LogFormPage(facts, form, context), status: status)
            }
        ) { form, tx in
            let group = try Group.find(facts.group.ref, in: tx)
            let draft = LogForm.read(form)
            let entry = try facts.entry.map { try LogEntry.find($0.id.value, of: group, in: tx) }
            try LogForm.check(draft, form, for: group, entry, in: tx)
            return try work(draft, form, group, tx)
        }
    }
}
