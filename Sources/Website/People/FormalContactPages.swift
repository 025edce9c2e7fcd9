import Coalition
import HTTP
import Templates

/// Formal contacts: the list, and keeping what is known of each, once for all families.
enum FormalContactPages: Feature {
    static let path = "/contacts"
    /// Roles that keep contacts of a city.
    static let keepers: Set<Role> = [.local, .municipality]

    static var routes: [Route] {
        let readers = Access.roles(ContactPolicy.readers, for: ContactPolicy.programmes)
        return [
            .get(path, readers, index),
            .get("\(path)/new", readers, new),
            .post(path, readers, create),
            .get("\(path)/:id/edit", readers, edit),
            .post("\(path)/:id", readers, update),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    static func index(_ context: Context) throws -> Response {
        let facts = try context.read { try FormalContactFacts(context.query.text("city"), $0) }
        return try context.show(facts.page(context))
    }

    static func new(_ context: Context) throws -> Response {
        try context.show(try newForm(context))
    }

    /// A contact that was missing for a family is chosen for it at once.
    static func create(_ context: Context) throws -> Response {
        try context.submit({ try newForm(context) }) { form, tx in
            let family = try asked(context, tx)
            let draft = FormalContactDraft.record.read(form, tx.viewer, in: nil)
            let city = try KeeperChoice(keepers, only: family?.city, tx).read(form)
            try SameContact.ask(draft, form, besides: nil, in: city, family, context.words, tx)
            let contact = try draft.create(in: city, tx)
            let note = Note("note.person_added", ["name": contact.title(context.words)])
            guard let family else { return (path, note) }
            let today = try City.named(family.city, in: tx).today(tx)
            try family.choose(contact.id.value, from: today, in: tx)
            return (family.path + "#mensen", note)
        }
    }

    static func edit(_ context: Context) throws -> Response {
        try context.show(try editForm(context))
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({ try editForm(context) }) { form, tx in
            let contact = try FormalContact.find(try context.number("id"), in: tx)
            let draft = FormalContactDraft.record.read(form, tx.viewer, in: contact.city)
            let version = try form.version()
            try form.check()
            let city = try contact.city.map { try City.named($0, in: tx) }
            try SameContact.ask(draft, form, besides: contact, in: city, nil, context.words, tx)
            try draft.update(contact, version: version, in: tx)
            return (context.query.back ?? path, Note("note.saved"))
        }
    }

    /// The family for which a contact is added, if the address names one.
    private static func asked(_ context: Context, _ tx: Transaction) throws -> Family? {
        try context.query.text("family").map { ref in
            let family = try Family.find(ref, in: tx)
            try FamilyPolicy(tx.viewer, family).requireEdit()
            return family
        }
    }

    private static func newForm(_ context: Context) throws -> FormView {
        let (words, record) = (context.words, FormalContactDraft.record)
        let (family, choice) = try context.read { tx in
            let family = try asked(context, tx)
            return (family, try KeeperChoice(keepers, only: family?.city, tx))
        }
        let functions = choice.functions(context.viewer)
        let fields = record.about.specs(words, record.about.rights(of: context.viewer, in: nil))
        var values = record.start
        if functions.count == 1 { values.set("function", functions[0].rawValue) }
        return FormView(
            title: words("formal_contact.new"), lede: words("formal_contact.new.lede"),
            action: path + (family.map { "?family=\($0.ref)" } ?? ""),
            fields: choice.specs(context)
                + FormalContactPages.fields(fields, functions, words).filter {
                    $0.name != "ended_on"
                },
            submit: words("action.add"), cancel: family?.path ?? path, values: values,
            draft: "formal_contact:new",
            crumbs: family?.crumbs(words) ?? [LinkView(words("formal_contact.all"), path)],
            aside: words("formal_contact.privacy"))
    }

    private static func editForm(_ context: Context) throws -> FormView {
        let (words, about) = (context.words, FormalContactDraft.record.about)
        let (contact, stored) = try context.read { tx in
            let contact = try FormalContact.find(try context.number("id"), in: tx)
            guard ContactPolicy(tx.viewer, contact).mayEdit else {
                throw Refusal.forbidden("forbidden.people_edit")
            }
            return (contact, try FormalContactDraft.stored(contact.id, in: tx).values)
        }
        let functions = ContactPolicy.functions(context.viewer, of: contact.city)
        return FormView(
            title: words("formal_contact.edit"), lede: words("formal_contact.edit.lede"),
            action: "\(path)/\(contact.id.value)\(context.query.backQuery)",
            fields: fields(
                about.specs(words, about.rights(of: context.viewer, in: contact.city)), functions,
                words),
            submit: words("action.save"), cancel: context.query.back ?? path,
            values: about.values(stored),
            version: contact.version, draft: "formal_contact:\(contact.id.value)",
            crumbs: [LinkView(words("formal_contact.all"), path)],
            aside: words("formal_contact.privacy"))
    }

    /// The functions of those that the viewer keeps, in the order in which they are shown.
    private static func fields(
        _ specs: [FieldSpec], _ functions: [FormalContact.Function], _ words: Words
    ) -> [FieldSpec] {
        specs.changing("function") {
            $0.controlled(
                .radios(functions.map { words.choice($0, "formal_contact.function") }))
        }
        .changing("name") { $0.filled("off") }
    }
}

extension KeeperChoice {
    /// The functions of those that the viewer may add for any of the keepers.
    fileprivate func functions(_ viewer: Viewer) -> [FormalContact.Function] {
        let owners: [ID<City>?] = cities.map(\.id) + (hasNetwork ? [nil] : [])
        let kept = Set(owners.flatMap { ContactPolicy.functions(viewer, of: $0) })
        return FormalContact.Function.shown.filter(kept.contains)
    }
}

/// The question whether a contact that is kept already is the same one.
enum SameContact {
    private static let answer = "same_contact"

    /// - Parameters:
    ///   - contact: What is being changed; nil for a new one.
    ///   - family: For which a new one is added; nil for none.
    /// - Throws: `FormQuestion` until the person has said that this is another.
    static func ask(
        _ draft: FormalContactDraft, _ form: Form, besides contact: FormalContact?,
        in city: City?, _ family: Family?, _ words: Words, _ tx: Transaction
    ) throws {
        guard form.values[answer] == nil,
            let twin = try draft.twin(in: city, besides: contact, tx)
        else { return }
        let path = family.map { "\($0.path)/contacts/new" } ?? twin.editPath
        throw FormQuestion(
            offer: OfferView(
                title: words("formal_contact.same.title"),
                text: words("formal_contact.same.text", ["name": .text(twin.title(words))]),
                link: LinkView(
                    words(
                        family == nil ? "formal_contact.same.link" : "formal_contact.same.choose"),
                    path)),
            submit: words("formal_contact.same.save"),
            hidden: [HiddenView(name: answer, value: "1")])
    }
}
