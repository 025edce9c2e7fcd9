import Coalition
import HTTP

/// Tasks: the list, one task, a new one, done and undone.
enum TaskPages: Feature {
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
            let back = context.query.text("back").map(LocalPath.checked) ?? "/tasks"
            let undo = "/tasks/\(task.ref)/open?back=\(Percent.encode(back))"
            let title = TaskView.title(task, try TaskSubjects(of: [task], in: tx), context.words)
            return (back, Note("note.task_done", ["title": title], undo: undo))
        }
    }

    static func reopen(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { _, tx in
            let task = try Task.find(try context.parameter("ref"), in: tx)
            try task.reopen(in: tx)
            let back = context.query.text("back").map(LocalPath.checked)
            return (back ?? "/tasks/\(task.ref)", Note("note.task_open"))
        }
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
