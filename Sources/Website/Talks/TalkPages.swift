import Coalition
import HTTP
import HTTPTypes

/// Talks about groups, families, matches and stays: planning and changing one, what became of it, and
/// the file for a calendar.
enum TalkPages: Feature {
    static var routes: [Route] { TalkPlace.all.flatMap(routes) }
    static var pages: [any SitePage.Type] { [TalkPage.self] }

    private static func routes(_ place: TalkPlace) -> [Route] {
        let talks = "/\(place.folder)/:ref/talks"
        let readers = Access.roles(place.readers, for: place.programmes)
        let writers = Access.roles(place.writers, for: place.programmes)
        let answers = Talk.Outcome.allCases.map { outcome in
            Route.post("\(talks)/:id/\(outcome.rawValue)", writers) {
                try answer(outcome, place, $0)
            }
        }
        return [
            .get("\(talks)/new", writers) { try $0.show(try TalkForm.new(place, $0)) },
            .post(talks, writers) { try create(place, $0) },
            .get("\(talks)/:id", readers) { try show(place, $0, []) },
            .get("\(talks)/:id/calendar", readers) { try calendar(place, $0) },
            .get("\(talks)/:id/edit", writers) { try $0.show(try TalkForm.edit(place, $0)) },
            .post("\(talks)/:id", writers) { try update(place, $0) },
            .post("\(talks)/:id/open", writers) { try reopen(place, $0) },
        ] + answers
    }

    private static func show(
        _ place: TalkPlace, _ context: Context, _ problems: [Problem]
    ) throws -> Response {
        let facts = try context.read { try TalkFacts(place, context, $0) }
        return try context.show(
            TalkPage(facts, problems, context),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private static func create(_ place: TalkPlace, _ context: Context) throws -> Response {
        try context.submit({ try TalkForm.new(place, context) }) { form, tx in
            let subject = try TalkSubject.find(place.kind, try context.parameter("ref"), in: tx)
            let draft = TalkForm.read(form, subject, tx.viewer)
            try form.check()
            let talk = try draft.create(about: subject, in: tx)
            let path = subject.path(of: talk)
            return (path, Note("note.talk_planned", link: "\(path)/calendar"))
        }
    }

    private static func update(_ place: TalkPlace, _ context: Context) throws -> Response {
        try context.submit({ try TalkForm.edit(place, context) }) { form, tx in
            let line = try TalkLine.found(place, context, tx)
            let draft = TalkForm.read(form, line.subject, tx.viewer)
            let version = try form.version()
            try form.check()
            try draft.update(line.talk, about: line.subject, version: version, in: tx)
            return (line.path, Note("note.saved"))
        }
    }

    private static func answer(
        _ outcome: Talk.Outcome, _ place: TalkPlace, _ context: Context
    ) throws -> Response {
        try context.act(again: { try show(place, context, $0) }) { _, tx in
            let line = try TalkLine.found(place, context, tx)
            try line.talk.answer(outcome, about: line.subject, in: tx)
            let back = context.query.back
            let next = outcome == .held ? try line.log(tx) : nil
            let path = next ?? back ?? line.subject.path
            let undo = "\(line.path)/open?back=\(Percent.encode(back ?? line.path))"
            let isAgain = outcome == .missed && line.subject.mayPlan(tx.viewer)
            return (
                path,
                Note(
                    "note.talk.\(outcome.rawValue)", ["name": line.title(context.words)],
                    undo: undo, link: isAgain ? line.subject.planPath : nil)
            )
        }
    }

    private static func reopen(_ place: TalkPlace, _ context: Context) throws -> Response {
        try context.act(again: { try show(place, context, $0) }) { _, tx in
            let line = try TalkLine.found(place, context, tx)
            try line.talk.reopen(about: line.subject, in: tx)
            let back = context.query.back
            return (back ?? line.path, Note("note.talk_open"))
        }
    }

    /// A file that a calendar takes in.
    private static func calendar(_ place: TalkPlace, _ context: Context) throws -> Response {
        let file = try context.read { tx in
            let line = try TalkLine.found(place, context, tx)
            return try CalendarFile(line, context.words, tx)
        }
        var response = Response(body: Array(file.text.utf8))
        response.headerFields[.contentType] = "text/calendar; charset=utf-8"
        response.headerFields[.contentDisposition] = "attachment; filename=\"\(file.name)\""
        return response
    }
}

extension TalkLine {
    /// The talk that an address names.
    ///
    /// - Throws: `Refusal.notFound` for a missing one and for one out of sight alike.
    static func found(
        _ place: TalkPlace, _ context: Context, _ tx: Transaction
    ) throws -> TalkLine {
        let subject = try TalkSubject.find(place.kind, try context.parameter("ref"), in: tx)
        let talk = try Talk.find(try context.number("id"), about: subject, in: tx)
        return TalkLine(talk: talk, subject: subject)
    }

    /// Where a talk that was held is written down: the log of its group, filled in with its day, or who
    /// was at a training; nil where saying so is all.
    func log(_ tx: Transaction) throws -> String? {
        switch subject {
        case .group(let group) where talk.kind == .training: "/groups/\(group.ref)/trainings"
        case .group(let group): try log(of: group, tx)
        case .match(let line): try line.group.flatMap { try log(of: $0, tx) }
        case .family, .stay: nil
        }
    }

    private func log(of group: Group, _ tx: Transaction) throws -> String? {
        let isOffered = talk.kind != .intake && LogPolicy(tx.viewer, group).mayWrite
        guard isOffered, try group.isLoggable(in: tx) else { return nil }
        return "/groups/\(group.ref)/log/new?day=\(talk.on.iso)"
    }
}
