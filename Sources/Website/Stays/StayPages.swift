import Coalition
import HTTP
import HTTPTypes
import Templates

/// Stays in Shelter Cities: the list, one stay, planning and changing one, its steps and extension.
enum StayPages: Feature {
    static var routes: [Route] {
        [
            .get("/stays", .roles(StayPolicy.readers, for: StayPolicy.programmes), index),
            .get("/stays/planner", .roles(StayPolicy.readers, for: StayPolicy.programmes), planner),
            .get("/stays/free", .roles(StayPolicy.readers, for: StayPolicy.programmes), free),
            .get("/stays/new", .roles(StayPolicy.writers, for: StayPolicy.programmes), new),
            .post("/stays/new", .roles(StayPolicy.writers, for: StayPolicy.programmes), look),
            .post("/stays", .roles(StayPolicy.writers, for: StayPolicy.programmes), create),
            .get("/stays/:ref", .roles(StayPolicy.readers, for: StayPolicy.programmes), show),
            .get("/stays/:ref/edit", .roles(StayPolicy.writers, for: StayPolicy.programmes), edit),
            .post("/stays/:ref", .roles(StayPolicy.writers, for: StayPolicy.programmes), update),
            .post(
                "/stays/:ref/transitions", .roles(StayPolicy.writers, for: StayPolicy.programmes),
                transition),
            .get(
                "/stays/:ref/extend", .roles(StayPolicy.writers, for: StayPolicy.programmes),
                extendForm),
            .post(
                "/stays/:ref/extension", .roles(StayPolicy.writers, for: StayPolicy.programmes),
                extend),
            .post(
                "/stays/:ref/extension/approval", .roles([.network], for: StayPolicy.programmes),
                approve),
            .post(
                "/stays/:ref/extension/refusal",
                .roles(StayPolicy.writers, for: StayPolicy.programmes), drop),
        ]
    }
    static var pages: [any SitePage.Type] {
        [StayPage.self, PlannerPage.self, FreeHomesPage.self]
    }

    static func index(_ context: Context) throws -> Response {
        let values = context.query
        let shown = try context.read { try StayIndex(values, $0) }
        return try context.show(shown.page(context, values))
    }

    static func planner(_ context: Context) throws -> Response {
        let facts = try context.read { try PlannerFacts(context.query, $0) }
        return try context.show(PlannerPage(context, facts))
    }

    static func show(_ context: Context) throws -> Response {
        try show(context, [])
    }

    static func new(_ context: Context) throws -> Response {
        try context.show(try StayForm.new(context))
    }

    /// Days that were typed get an address of their own.
    static func free(_ context: Context) throws -> Response {
        let values = context.query
        let typed = FreeHomeList.typed(values)
        if let typed, typed.problems.isEmpty {
            let city = values.text("city").map(Percent.encode)
            return context.redirect(
                city.map { typed.list.cityAddress + $0 } ?? typed.list.address)
        }
        let facts = try context.read { try FreeHomesFacts(values, $0) }
        return try context.show(
            FreeHomesPage(context, facts, typed.map { _ in values }, typed?.problems ?? []),
            status: typed == nil ? .ok : .unprocessableContent)
    }

    /// The form again, with the homes that are free on the days that were typed; nothing is made.
    static func look(_ context: Context) throws -> Response {
        let form = Form(Values(context.request))
        let (from, until) = (
            form.day("from_on", isRequired: true), form.day("until_on", isRequired: true)
        )
        if let from, let until, until <= from {
            form.note("until_on", "problem.until_before_from")
        }
        let view = try StayForm.new(context)
        let body = context.body(view, form.values.withoutTokens, form.problems)
        return try context.show(
            FormPage(form: body, crumbs: view.crumbs),
            status: form.problems.isEmpty ? .ok : .unprocessableContent)
    }

    static func create(_ context: Context) throws -> Response {
        try context.submit({ try StayForm.new(context) }) { form, tx in
            let draft = StayForm.read(form, of: nil, by: tx.viewer)
            try form.check()
            let city =
                draft.accommodation == nil
                ? try City.chosen(
                    form.values.text("city"), for: StayPolicy.writers, of: StayPolicy.programmes,
                    in: tx) : nil
            let stay = try draft.create(in: city, tx)
            return ("/stays/\(stay.ref)", Note("note.stay_planned"))
        }
    }

    static func edit(_ context: Context) throws -> Response {
        try context.show(try StayForm.edit(context))
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({ try StayForm.edit(context) }) { form, tx in
            let stay = try Stay.find(try context.parameter("ref"), in: tx)
            let draft = StayForm.read(form, of: stay, by: tx.viewer)
            let version = try form.version()
            try form.check()
            try draft.update(stay, version: version, in: tx)
            return ("/stays/\(stay.ref)", Note("note.saved"))
        }
    }

    static func transition(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let stay = try Stay.find(try context.parameter("ref"), in: tx)
            let next: Stay.State? = form.choice("state", isRequired: true)
            try form.check()
            try stay.move(to: next ?? stay.state, in: tx)
            let today = try City.find(stay.city, in: tx).today(tx)
            if let next, stay.asksFirst(next, on: today) {
                try Confirmation.require(form, stay.confirmation(next, context.words))
            }
            let state = context.words("stay.state.\((next ?? stay.state).rawValue)").lowercased()
            return (
                "/stays/\(stay.ref)",
                Note("note.stay_moved", ["name": stay.title(context.words), "state": state])
            )
        }
    }

    static func extendForm(_ context: Context) throws -> Response {
        try context.show(try StayForm.extend(context))
    }

    static func extend(_ context: Context) throws -> Response {
        try context.submit({ try StayForm.extend(context) }) { form, tx in
            let stay = try Stay.find(try context.parameter("ref"), in: tx)
            let draft = StayForm.readExtension(form)
            let version = try form.version()
            try form.check()
            try draft.ask(for: stay, version: version, in: tx)
            return ("/stays/\(stay.ref)", Note("note.extension_asked"))
        }
    }

    static func approve(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let stay = try Stay.find(try context.parameter("ref"), in: tx)
            let version = try form.version()
            try stay.approveExtension(
                isException: form.tick("is_exception"), version: version, in: tx)
            return ("/stays/\(stay.ref)", Note("note.extension_approved"))
        }
    }

    static func drop(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let stay = try Stay.find(try context.parameter("ref"), in: tx)
            let version = try form.version()
            try stay.dropExtension(version: version, in: tx)
            return ("/stays/\(stay.ref)", Note("note.extension_dropped"))
        }
    }

    /// The stay's page, with what went wrong when a step was refused.
    private static func show(_ context: Context, _ problems: [Problem]) throws -> Response {
        let facts = try context.read { tx in
            try StayPageFacts(try Stay.find(try context.parameter("ref"), in: tx), tx)
        }
        return try context.show(
            StayPage(context, facts, problems),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

extension Stay.State {
    /// States from which there is no way back; a page of its own asks first.
    static let asked: Set<Stay.State> = [.cancelled, .otherOutcome, .closed]
}

extension Stay {
    /// Whether a page of its own asks before a step; a guest is rarely back before the last day.
    func asksFirst(_ next: State, on today: Day) -> Bool {
        State.asked.contains(next) || (next == .returned && today < period.until)
    }
}

extension Stay {
    fileprivate func confirmation(_ next: State, _ words: Words) -> Confirmation {
        let key = "stay.ask.\(next.rawValue)"
        let values: [String: MessageValue] = [
            "name": .text(title(words)),
            "home": .text(accommodationName ?? words("stay.no_home")),
            "period": .text(period.short(words)),
        ]
        return Confirmation(
            title: words("\(key).title", values), text: words("\(key).text", values),
            submit: words("\(key).submit"), cancel: "/stays/\(ref)")
    }
}
