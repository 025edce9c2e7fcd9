import Coalition
import HTTP
import Templates

/// A family that goes to another city: offering it, and taking the offer back.
enum MovePages: Feature {
    static var routes: [Route] {
        let writers = Access.roles([.local], for: FamilyPolicy.programmes)
        return [
            .get("/families/:ref/move", writers, form),
            .post("/families/:ref/move", writers, offer),
            .post("/families/:ref/move/withdraw", writers, withdraw),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    static func form(_ context: Context) throws -> Response {
        try context.show(try MoveForm.view(context))
    }

    static func offer(_ context: Context) throws -> Response {
        try context.submit({ try MoveForm.view(context) }) { form, tx in
            let family = try FamilyMemberPages.editable(context, tx)
            var draft = TransferDraft()
            draft.city = try MoveForm.city(form, tx)
            draft.consentOn = form.day("consent_on")
            draft.how = form.choice("how")
            draft.notes = Set(form.values.all("notes").compactMap { Int64($0) })
            try form.check()
            try draft.offer(family, in: tx)
            return (
                family.path, Note("note.family_offered", undo: "\(family.movePath)/withdraw")
            )
        }
    }

    static func withdraw(_ context: Context) throws -> Response {
        try context.act { _, tx in
            let family = try FamilyMemberPages.editable(context, tx)
            guard let transfer = try FamilyTransfer.last(of: family, in: tx) else {
                throw Refusal.notFound
            }
            try transfer.withdraw(of: family, in: tx)
            return (family.path, Note("note.family_offer_withdrawn"))
        }
    }
}

extension Family {
    var movePath: String { "\(path)/move" }
}

/// The form by which a family is offered to another city, or what became of the offer.
enum MoveForm {
    private struct Facts: Sendable {
        let family: Family
        let zone: Zone
        let cities: [City]
        let notes: [Choice]
        let last: FamilyTransfer?
        /// Where it was offered; nil where nothing says it.
        let place: City?
    }

    static func view(_ context: Context) throws -> FormView {
        let words = context.words
        let facts = try context.read { try self.facts(context, $0) }
        let name = ["name": MessageValue.text(words.name(facts.family.code))]
        if let last = facts.last, last.isOpen { return open(last, facts, name, context) }
        return FormView(
            title: words("move.title", name), lede: lede(facts, context),
            action: facts.family.movePath,
            fields: [
                .select(
                    "city",
                    [Choice("", words("move.city.choose"))]
                        + facts.cities.map { Choice($0.ref, $0.name(context.language.rawValue)) }
                ).labelled("move.city").prompted,
                .day("consent_on").labelled("move.consent_on"),
                .radioChips("how", words.choices(FamilyTransfer.How.self, "move.how"))
                    .labelled("move.how"),
            ]
                + (facts.notes.isEmpty
                    ? []
                    : [FieldSpec("notes", .checks(facts.notes)).labelled("move.notes").optional]),
            submit: words("move.submit"), cancel: facts.family.path,
            crumbs: facts.family.crumbs(words), aside: words("move.aside"))
    }

    private static func facts(_ context: Context, _ tx: Transaction) throws -> Facts {
        let family = try FamilyMemberPages.editable(context, tx)
        try family.requireHere()
        let words = context.words
        let zone = try City.named(family.city, in: tx).zone
        let last = try FamilyTransfer.last(of: family, in: tx)
        return Facts(
            family: family, zone: zone,
            cities: try cities(for: family, tx),
            notes: try SensitiveNote.headings(of: family, in: tx).map { note in
                Choice(
                    String(note.id),
                    words(
                        "move.note",
                        [
                            "kind": .text(words("note_kind.\(note.kind.rawValue)")),
                            "day": .text(words.day(zone.day(of: note.writtenAt))),
                        ]))
            },
            last: last,
            place: try last?.destination(of: family, in: tx).map { try City.named($0, in: tx) })
    }

    /// Cities that take part in the programme with which the family came, but for its own.
    private static func cities(for family: Family, _ tx: Transaction) throws -> [City] {
        let joined = Set(
            try CityProgramme.all(in: tx).filter {
                $0.programme == family.route.programme && $0.state != .former
            }.map(\.city))
        return try City.all(in: tx).filter { joined.contains($0.id) && $0.id != family.city }
    }

    /// Any city that there is: whether it can be asked is said in words.
    static func city(_ form: Form, _ tx: Transaction) throws -> ID<City>? {
        guard let ref = Ref(form.values.text("city") ?? "", .city) else { return nil }
        return try City.all(in: tx).first { $0.ref == ref.description }?.id
    }

    private static func open(
        _ last: FamilyTransfer, _ facts: Facts, _ name: [String: MessageValue], _ context: Context
    ) -> FormView {
        let words = context.words
        return FormView(
            title: words("move.open.title", name),
            lede: words(
                "move.open.lede",
                [
                    "city": .text(placeName(facts, context)),
                    "day": .text(words.day(facts.zone.day(of: last.offeredAt))),
                ]),
            action: "\(facts.family.movePath)/withdraw", fields: [],
            submit: words("move.withdraw"), cancel: facts.family.path,
            crumbs: facts.family.crumbs(words))
    }

    private static func lede(_ facts: Facts, _ context: Context) -> String {
        let words = context.words
        guard let last = facts.last, last.outcome == .refused, let reason = last.reason else {
            return words("move.lede")
        }
        return words(
            "move.refused",
            [
                "city": .text(placeName(facts, context)),
                "reason": .text(words("move.reason.\(reason.rawValue)").lowercased()),
            ]) + " " + words("move.lede")
    }

    private static func placeName(_ facts: Facts, _ context: Context) -> String {
        facts.place?.name(context.language.rawValue) ?? context.words("move.elsewhere")
    }
}

extension Family {
    /// The pages of what becomes of a family are there while it is.
    ///
    /// - Throws: `Refusal.notFound` once it has left.
    func requireHere() throws {
        if Family.State.over.contains(state) { throw Refusal.notFound }
    }
}
