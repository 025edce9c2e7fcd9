import Coalition
import HTTP

/// Tasks: the list, one task, a new one, done and undone, handed on and put off.
enum TaskPages: Feature {
    /// Sent where a task is given to everybody with its role.
    static let anyone = "-"

    static var routes: [Route] {
        [
            .get("/tasks", .roles(TaskPolicy.doers, for: .any), index),
            .get("/tasks/new", .roles(TaskPolicy.doers, for: .any), new),
            .post("/tasks", .roles(TaskPolicy.doers, for: .any), create),
            .get("/tasks/:ref", .roles(TaskPolicy.doers, for: .any), show),
            .get("/tasks/:ref/edit", .roles(TaskPolicy.doers, for: .any), edit),
            .post("/tasks/:ref", .roles(TaskPolicy.doers, for: .any), update),
            .post("/tasks/:ref/done", .roles(TaskPolicy.doers, for: .any), complete),
            .post("/tasks/:ref/open", .roles(TaskPolicy.doers, for: .any), reopen),
            .post("/tasks/:ref/hand", .roles(TaskPolicy.doers, for: .any), hand),
            .post("/tasks/:ref/later", .roles(TaskPolicy.doers, for: .any), postpone),
        ]
    }
    static var pages: [any SitePage.Type] { [TaskPage.self] }

    static func index(_ context: Context) throws -> Response {
        let values = context.query
        let index = try context.read { tx in
            let cities = try City.within(tx.viewer.scope(of: TaskPolicy.doers, for: .any), in: tx)
            return try TaskIndex(values, ListAsker(tx, cities: cities), tx)
        }
        return try context.show(index.page(context, values))
    }

    static func show(_ context: Context) throws -> Response {
        try show(context, [])
    }

    static func new(_ context: Context) throws -> Response {
        try context.show(try TaskForm(context).view(context))
    }

    static func create(_ context: Context) throws -> Response {
        let task = try TaskForm(context)
        return try context.submit({ task.view(context) }) { form, tx in
            let draft = task.read(form)
            try form.check()
            let city = try task.city(form, tx)
            let made = try draft.create(in: city, tx)
            return (task.back ?? "/tasks/\(made.ref)", Note("note.task_created"))
        }
    }

    static func edit(_ context: Context) throws -> Response {
        try context.show(try TaskEdit.view(context))
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({ try TaskEdit.view(context) }) { form, tx in
            ("/tasks/\(try TaskEdit.save(form, context, tx).ref)", Note("note.saved"))
        }
    }

    static func complete(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let task = try Task.find(try context.parameter("ref"), in: tx)
            let reason = form.area("reason", max: Task.reasonLengths.upperBound)
            try form.check()
            try task.complete(reason: reason, in: tx)
            let back = back(context)
            let undo = "/tasks/\(task.ref)/open?back=\(Percent.encode(back))"
            let title = try title(task, context, tx)
            return (back, Note("note.task_done", ["title": title], undo: undo))
        }
    }

    static func reopen(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { _, tx in
            let task = try Task.find(try context.parameter("ref"), in: tx)
            try task.reopen(in: tx)
            let back = context.query.back
            return (back ?? "/tasks/\(task.ref)", Note("note.task_open"))
        }
    }

    /// Gives a task to a colleague, or takes that back.
    static func hand(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let task = try Task.find(try context.parameter("ref"), in: tx)
            let isUndone = context.query["undo"] != nil
            let chosen =
                isUndone
                ? context.query.text("to")
                : form.text("assignee", max: 40, missing: "problem.colleague")
            let remark = isUndone ? nil : form.optionalText("remark") ?? ""
            try form.check()
            let assignee = chosen == anyone ? nil : chosen
            try task.hand(to: assignee, remark: remark, in: tx)
            let title = try title(task, context, tx)
            if isUndone { return (back(context), Note("note.task_taken_back", ["title": title])) }
            let undo = "/tasks/\(task.ref)/hand?undo=1&to=\(task.assignee ?? anyone)"
            let name = try assignee.flatMap { try User.names(refs: [$0], in: tx)[$0] }
            return (
                back(context),
                name.map {
                    Note("note.task_handed", ["title": title, "name": $0], undo: undo)
                } ?? Note("note.task_for_all", ["title": title], undo: undo)
            )
        }
    }

    /// Puts a task off to a day, or back to where it stood.
    static func postpone(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let task = try Task.find(try context.parameter("ref"), in: tx)
            let former = context.query.text("on").flatMap { Day(iso: $0) }
            let day =
                former ?? form.values.text("value").flatMap { Day(iso: $0) }
                ?? form.day("due_on", isRequired: true)
            try form.check()
            guard let day else { throw Refusal.notFound }
            try task.postpone(to: day, isTakenBack: former != nil, in: tx)
            let undo = "/tasks/\(task.ref)/later?on=\(task.dueOn.iso)"
            let values = [
                "title": try title(task, context, tx), "day": context.words.longDay(day),
            ]
            return (
                back(context),
                Note("note.task_later", values, undo: former == nil ? undo : nil)
            )
        }
    }

    /// Where somebody goes on; by itself the list of today.
    private static func back(_ context: Context) -> String {
        context.query.back ?? "/"
    }

    private static func title(
        _ task: Task, _ context: Context, _ tx: Transaction
    ) throws -> String {
        TaskWords.title(task, try TaskSubjects(of: [task], in: tx), context.words)
    }

    private static func show(_ context: Context, _ problems: [Problem]) throws -> Response {
        let facts = try context.read { tx in
            try TaskFacts(try Task.find(try context.parameter("ref"), in: tx), tx)
        }
        return try context.show(
            TaskPage(facts, problems, context),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}
