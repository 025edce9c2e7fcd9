import Coalition
import HTTP
import HTTPTypes
import Templates

/// Families: the list, one family, announcing and changing one, and its steps.
enum FamilyPages: Feature {
    static var routes: [Route] {
        [
            .get("/families", .roles(FamilyPolicy.readers, for: FamilyPolicy.programmes), index),
            .get(
                "/families/new", .roles(FamilyPolicy.announcers, for: FamilyPolicy.programmes), new),
            .post(
                "/families", .roles(FamilyPolicy.announcers, for: FamilyPolicy.programmes), create),
            .get(
                "/families/:ref", .roles(FamilyPolicy.readers, for: FamilyPolicy.programmes), show),
            .get(
                "/families/:ref/edit",
                .roles(FamilyPolicy.announcers, for: FamilyPolicy.programmes), edit),
            .post(
                "/families/:ref", .roles(FamilyPolicy.announcers, for: FamilyPolicy.programmes),
                update),
            .post(
                "/families/:ref/transitions", .roles([.local], for: FamilyPolicy.programmes),
                transition),
            .post(
                "/families/:ref/returns", .roles([.local], for: FamilyPolicy.programmes),
                takeBack),
            .get(
                "/families/:ref/leave/:state", .roles([.local], for: FamilyPolicy.programmes),
                leaveForm),
            .post(
                "/families/:ref/leave/:state", .roles([.local], for: FamilyPolicy.programmes), leave
            ),
        ]
    }
    static var pages: [any SitePage.Type] { [FamilyPage.self] }

    static func index(_ context: Context) throws -> Response {
        let values = context.query
        let shown = try context.read { tx in
            let cities = try City.within(
                tx.viewer.scope(of: FamilyPolicy.readers, for: FamilyPolicy.programmes), in: tx)
            let asked = AskedList<FamilyList>(values, ListAsker(tx, cities: cities))
            let page = try asked.page { try $0.page(values.cursor, in: tx) }
            let known = page.rows.filter {
                tx.viewer.holds(GroupPolicy.readers, for: GroupPolicy.programmes, in: $0.city)
            }
            return FamilyIndex(
                asked: asked, page: page, count: try asked.count(in: tx), cities: cities,
                groups: try Match.groups(ofFamilies: known.map(\.id), in: tx),
                counts: try ListCounts(asked, cities: cities, tx), today: tx.today)
        }
        return try context.show(shown.page(context, values))
    }

    static func show(_ context: Context) throws -> Response {
        do { return try show(context, []) } catch Refusal.notFound {
            return try FamilyCodePages.named(context)
        }
    }

    static func new(_ context: Context) throws -> Response {
        try context.show(try FamilyForm.new(context))
    }

    static func create(_ context: Context) throws -> Response {
        try context.submit({ try FamilyForm.new(context) }) { form, tx in
            let record = FamilyDraft.record
            let draft = record.read(
                form, record.about.rights(of: tx.viewer, in: nil), only: FamilyForm.announcement)
            try form.check()
            let city = try City.chosen(
                form.values.text("city"), for: FamilyPolicy.announcers,
                of: FamilyPolicy.programmes, in: tx)
            let family = try draft.create(in: city, tx)
            return (family.path, Note("note.family_announced", name(of: family, context)))
        }
    }

    static func edit(_ context: Context) throws -> Response {
        try context.show(try FamilyForm.edit(context))
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({ try FamilyForm.edit(context) }) { form, tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            let draft = FamilyDraft.record.read(form, family.fieldRights(of: tx.viewer))
            let version = try form.version()
            try form.check()
            try draft.update(family, version: version, in: tx)
            return (family.path, Note("note.saved"))
        }
    }

    static func transition(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            let next: Family.State? = form.choice("state", isRequired: true)
            try form.check()
            try family.move(to: next ?? family.state, in: tx)
            let state = context.words("family.state.\((next ?? family.state).rawValue)")
            let values = name(of: family, context).merging(["state": state.lowercased()]) { $1 }
            return (
                family.path,
                Note("note.family_moved", values, undo: "\(family.path)/returns")
            )
        }
    }

    static func takeBack(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { _, tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            try family.takeBack(in: tx)
            let words = context.words
            let state = try Family.find(family.ref, in: tx).state
            let values = [
                "name": words("family.called", ["name": .text(words.name(family.code))]),
                "state": words("family.state.\(state.rawValue)").lowercased(),
            ]
            return (family.path, Note("note.taken_back", values))
        }
    }

    static func leaveForm(_ context: Context) throws -> Response {
        try context.show(try FamilyForm.leave(context))
    }

    /// Withdrawing and moving away cannot be undone, so they are asked for on a page of their own.
    static func leave(_ context: Context) throws -> Response {
        try context.submit({ try FamilyForm.leave(context) }) { _, tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            try family.move(to: try FamilyForm.exit(context), in: tx)
            return (family.path, Note("note.family_left", name(of: family, context)))
        }
    }

    private static func name(of family: Family, _ context: Context) -> [String: String] {
        ["name": context.words.name(family.code)]
    }

    /// The family's page, with what went wrong when something was refused.
    static func show(_ context: Context, _ problems: [Problem]) throws -> Response {
        let (facts, successor) = try context.read { tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            let successor = try FamilyMerge.successor(of: family, in: tx)
            return (try FamilyFacts(family, tx), successor)
        }
        if let successor { return context.redirect(successor.path) }
        return try context.show(
            FamilyPage(context, facts, problems),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

extension Family {
    var path: String { "/families/\(ref)" }

    /// "Gezin Meidoorn".
    func title(_ words: Words) -> String {
        words("family.called", ["name": .text(words.name(code))])
    }

    /// The way back to the list and to this family.
    func crumbs(_ words: Words) -> [LinkView] {
        [LinkView(words("nav.families"), "/families"), LinkView(title(words), path)]
    }

    func stateTag(_ words: Words) -> TagView {
        let look: TagView.Look =
            switch state {
            case .announced: .infoOpen
            case .intake: .infoHalf
            case .waiting: .warnHalf
            case .reserved: .info
            case .matched: .okHalf
            case .supported: .ok
            case .completed, .erased, .merged: .mute
            case .moved, .withdrawn: .muteStill
            }
        return TagView(words("family.state.\(state.rawValue)"), look)
    }
}
