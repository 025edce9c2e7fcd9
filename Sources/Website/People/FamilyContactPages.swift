import Coalition
import HTTP
import Templates

/// The formal contacts of a family: choosing one, and when it is no longer the family's.
enum FamilyContactPages: Feature {
    static var routes: [Route] {
        let writers = Access.roles([.local], for: FamilyPolicy.programmes)
        let contacts = "/families/:ref/contacts"
        return [
            .get("\(contacts)/new", writers, new),
            .post(contacts, writers, create),
            .get("\(contacts)/:id/edit", writers, edit),
            .post("\(contacts)/:id", writers, update),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    /// Where none is kept that could be chosen, one is added first.
    static func new(_ context: Context) throws -> Response {
        let (family, choices) = try context.read { tx in
            let family = try FamilyMemberPages.editable(context, tx)
            return (family, try FormalContact.choices(for: family, in: tx))
        }
        guard !choices.isEmpty else { return context.redirect(family.newContactPath) }
        return try context.show(try newForm(context))
    }

    static func create(_ context: Context) throws -> Response {
        try context.submit({ try newForm(context) }) { form, tx in
            let family = try FamilyMemberPages.editable(context, tx)
            let contact = form.number("contact", 1...Int.max, missing: "problem.choose")
            let from = form.day("from_on", isRequired: true)
            try form.check()
            try family.choose(contact.map(Int64.init), from: from, in: tx)
            return (family.path + "#mensen", Note("note.saved"))
        }
    }

    static func edit(_ context: Context) throws -> Response {
        try context.show(try editForm(context))
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({ try editForm(context) }) { form, tx in
            let (family, chosen) = try found(context, tx)
            let (from, until) = (form.day("from_on", isRequired: true), form.day("until_on"))
            let version = try form.version()
            try form.check()
            try chosen.change(from: from, until: until, of: family, version: version, in: tx)
            return (family.path + "#mensen", Note("note.saved"))
        }
    }

    private static func found(
        _ context: Context, _ tx: Transaction
    ) throws -> (Family, FamilyContact) {
        let family = try FamilyMemberPages.editable(context, tx)
        return (family, try FamilyContact.find(try context.number("id"), of: family, in: tx))
    }

    private static func newForm(_ context: Context) throws -> FormView {
        let words = context.words
        let (family, choices, today) = try context.read { tx in
            let family = try FamilyMemberPages.editable(context, tx)
            let city = try City.named(family.city, in: tx)
            return (family, try FormalContact.choices(for: family, in: tx), city.today(tx))
        }
        var values = Values()
        values.set("from_on", today)
        return FormView(
            title: words("family_contact.new", ["name": .text(words.name(family.code))]),
            lede: words("family_contact.new.lede"), action: "\(family.path)/contacts",
            fields: [question(choices, words), .day("from_on").labelled("people.from_on")],
            submit: words("family_contact.choose"), cancel: family.path, values: values,
            crumbs: family.crumbs(words),
            links: [LinkView(words("formal_contact.new"), family.newContactPath)])
    }

    /// A few beside each other, many under their functions.
    private static func question(_ choices: [FormalContact], _ words: Words) -> FieldSpec {
        let isFew = choices.count <= 7
        let all = choices.map { contact -> Choice in
            let id = String(contact.id.value)
            guard !isFew else {
                return Choice(id, contact.title(words), hint: contact.hint(words))
            }
            return contact.choice(words)
        }
        let spec =
            isFew
            ? FieldSpec.radios("contact", all)
            : FieldSpec.select("contact", [Choice("", words("family_contact.which"))] + all)
                .prompted
        return spec.labelled("family_contact.contact")
    }

    private static func editForm(_ context: Context) throws -> FormView {
        let words = context.words
        let (family, chosen, mayEdit) = try context.read { tx in
            let (family, chosen) = try found(context, tx)
            return (family, chosen, ContactPolicy(tx.viewer, chosen.contact).mayEdit)
        }
        var values = Values()
        values.set("from_on", chosen.fromOn)
        values.set("until_on", chosen.untilOn)
        let back = Percent.encode(family.path)
        return FormView(
            title: words(
                "family_contact.edit",
                [
                    "contact": .text(chosen.contact.title(words)),
                    "name": .text(words.name(family.code)),
                ]),
            lede: chosen.contact.hint(words),
            action: "\(family.path)/contacts/\(chosen.id.value)",
            fields: [
                .day("from_on").labelled("people.from_on"),
                .day("until_on").labelled("people.until_on").optional,
            ],
            submit: words("action.save"), cancel: family.path, values: values,
            version: chosen.version, crumbs: family.crumbs(words),
            links: mayEdit
                ? [
                    LinkView(
                        words("formal_contact.change"), "\(chosen.contact.editPath)?back=\(back)")
                ] : [])
    }
}

extension Family {
    /// Where a contact is added that the family then has.
    fileprivate var newContactPath: String { "\(FormalContactPages.path)/new?family=\(ref)" }
}

extension PersonLine {
    /// A formal contact of a family.
    ///
    /// - Parameter mayEdit: Whether the viewer says when it is the family's.
    init(_ chosen: FamilyContact, of family: Family, mayEdit: Bool, _ today: Day, _ words: Words) {
        self.init(
            chosen.contact,
            path: mayEdit ? "\(family.path)/contacts/\(chosen.id.value)/edit" : nil, words)
        hint = [hint, words.presence(chosen.fromOn, chosen.untilOn, today)].compactMap { $0 }
            .joined(separator: ", ")
    }
}

extension Words {
    /// "vanaf 3 dec" or "tot 3 dec" of who comes or goes; nil of who is simply there.
    func presence(_ from: Day, _ until: Day?, _ today: Day) -> String? {
        if from > today { return self("people.from", ["day": .text(shortDay(from))]) }
        return until.map { self("people.until", ["day": .text(shortDay($0))]) }
    }
}
