import Coalition
import HTTP
import HTTPTypes
import Templates

/// Several new members in one form: typed in rows, or pasted from a spreadsheet into the same rows.
enum MemberRowsPages: Feature {
    static var routes: [Route] {
        [
            .get("/groups/:ref/members/many", .roles([.local], for: GroupPolicy.programmes), new),
            .post(
                "/groups/:ref/members/many", .roles([.local], for: GroupPolicy.programmes), create),
            .post(
                "/groups/:ref/members/pasted", .roles([.local], for: GroupPolicy.programmes), paste),
        ]
    }
    static var pages: [any SitePage.Type] { [MemberRowsPage.self] }

    static func new(_ context: Context) throws -> Response {
        let rows = try context.read { tx in
            let ref = try Group.find(try context.parameter("ref"), in: tx).ref
            let kept = try Draft.find("members:\(ref)", in: tx).map { Values(parsing: $0.body) }
            return try MemberRowsForm(context, kept, tx)
        }
        let form = try context.formBody(rows.view(context))
        return try context.show(MemberRowsPage(rows, form, context))
    }

    static func create(_ context: Context) throws -> Response {
        let typed = Values(context.request)
        let rows = try context.read { try MemberRowsForm(context, typed, $0) }
        return try context.submit(
            { rows.view(context) },
            again: { form, status in
                try context.show(MemberRowsPage(rows, form, context), status: status)
            }
        ) { form, tx in
            let group = try Group.find(rows.group.ref, in: tx)
            let people = rows.read(form, by: tx.viewer, context.words)
            MemberRowsPages.note(try people.problems(group, in: tx), form)
            try form.check()
            let added = try people.join(group, in: tx)
            if added.isEmpty { throw Refusal.problem("name.0", "problem.rows_nothing") }
            return try MemberRowsPages.done(added.count, people, group, tx)
        }
    }

    /// The pasted rows below those that were typed, with what is wrong in them; nothing is saved.
    static func paste(_ context: Context) throws -> Response {
        var typed = Values(context.request).withoutTokens
        let found = try context.read { tx -> (MemberRowsForm, [Problem]) in
            var rows = try MemberRowsForm(context, typed, tx)
            let text = typed[PastedMembers.field] ?? ""
            guard text.utf8.count <= MemberRowsForm.mostPasted else {
                let most = Problem.Value.number(MemberRowsForm.mostPasted)
                return (
                    rows,
                    [
                        Problem(
                            PastedMembers.field, "problem.too_long",
                            ["max": most, "length": .number(text.count)])
                    ]
                )
            }
            let pasted = PastedMembers(text, rows.trainings)
            if let problem = pasted.problem { return (rows, [problem]) }
            typed = rows.merged(typed, pasted, context.words)
            rows = try MemberRowsForm(context, typed, tx)
            let form = Form(typed)
            let people = rows.read(form, by: tx.viewer, context.words)
            MemberRowsPages.note(try people.problems(rows.group, in: tx), form)
            return (rows, form.problems)
        }
        let (rows, problems) = found
        let body = context.body(rows.view(context), typed, problems)
        return try context.show(
            MemberRowsPage(rows, body, context, hasPasted: typed.text(PastedMembers.field) == nil),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// Notes what the rules say, at each field that has no problem yet.
    private static func note(_ problems: [Problem], _ form: Form) {
        for problem in problems.map(MemberRowsForm.place)
        where !form.problems.contains(where: { $0.field == problem.field }) {
            form.note(problem.field, problem.message, problem.values)
        }
    }

    /// On to what those who came in still lack.
    private static func done(
        _ count: Int, _ people: MemberRows, _ group: Group, _ tx: Transaction
    ) throws -> Done {
        let path = "/groups/\(group.ref)"
        let others = try people.rows.filter { !$0.isBlank }.compactMap { row in
            try row.draft.sameEmail(in: group.city, besides: group.id, tx)
                .map { (name: "\(row.draft.name) (\($0.name))", path: "/groups/\($0.ref)") }
        }
        let now = try Group.find(group.id, in: tx)
        let next = now.clearedCount < now.memberCount ? "\(path)/trainings" : path
        let values = [
            "number": String(count), "names": others.map(\.name).joined(separator: ", "),
        ]
        let paths = Set(others.map(\.path))
        return (
            next,
            Note(
                others.isEmpty ? "note.members_added" : "note.members_twice", values,
                link: paths.count == 1 ? paths.first : nil)
        )
    }
}

extension MemberRowsForm {
    /// What was typed with the pasted rows below it; rows without anything in them are left out, and the
    /// text that was pasted has become rows.
    func merged(_ typed: Values, _ pasted: PastedMembers, _ words: Words) -> Values {
        var values = Values()
        var first = 0
        for index in 0..<count {
            let fields = ["name", "email", "phone", "birth_year"] + certificates.map(\.field)
            guard fields.contains(where: { typed.text("\($0).\(index)") != nil }) else { continue }
            for name in fields + ["languages"] {
                values.set("\(name).\(first)", typed["\(name).\(index)"])
            }
            if typed["contact"] == String(index) { values.set("contact", first) }
            first += 1
        }
        let chosen = values["contact"]
        values = values + pasted.values(from: first, today)
        for index in first..<first + pasted.count where values["languages.\(index)"] == nil {
            values.set("languages.\(index)", words.languages(["nl"]))
        }
        if let chosen { values.set("contact", chosen) }
        values.set("adults", typed["adults"])
        if values["contact"] == nil, !hasContact { values.set("contact", 0) }
        return values
    }
}
