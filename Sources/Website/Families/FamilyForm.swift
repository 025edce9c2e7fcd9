import Coalition
import Templates

/// The forms about a family as a whole: announcing, describing, and leaving the list.
enum FamilyForm {
    static func new(_ context: Context) throws -> FormView {
        let words = context.words
        let cities = try context.read {
            try City.within(
                $0.viewer.scope(of: FamilyPolicy.announcers, for: FamilyPolicy.programmes), in: $0)
        }
        let record = FamilyDraft.record
        let rights = record.about.rights(of: context.viewer, in: nil)
        var fields = specs(context, nil, rights, only: announcement)
        if cities.count > 1 { fields.insert(CityChoice.field(cities, context), at: 0) }
        var values = record.start
        values.set("arrival_certainty", Family.Certainty.expected.rawValue)
        return FormView(
            title: words("family.new.title"), lede: words("family.new.lede"), action: "/families",
            fields: fields, submit: words("family.new.submit"), cancel: "/families",
            values: values, draft: "family:new",
            crumbs: [LinkView(words("nav.families"), "/families")],
            aside: words("family.new.aside"))
    }

    static func edit(_ context: Context) throws -> FormView {
        let words = context.words
        let (family, stored) = try context.read { tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            try FamilyPolicy(tx.viewer, family).requireArrivalEdit()
            // Of a family that moved stay codes and counts only.
            if family.state == .moved { throw Refusal.notFound }
            return (family, try FamilyDraft.stored(family.id, in: tx).values)
        }
        return FormView(
            title: words("family.edit.title", ["name": .text(words.name(family.code))]),
            action: family.path,
            fields: specs(context, family, family.fieldRights(of: context.viewer)),
            submit: words("action.save"), cancel: family.path,
            values: FamilyDraft.record.about.values(stored), version: family.version,
            draft: "family:\(family.ref)", crumbs: family.crumbs(words))
    }

    static func leave(_ context: Context) throws -> FormView {
        let words = context.words
        let state = try exit(context)
        let family = try context.read { tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            try FamilyPolicy(tx.viewer, family).requireEdit()
            guard Family.lifecycle.transition(family.state, state) != nil else {
                throw Refusal.notFound
            }
            return family
        }
        let key = "family.leave.\(state.rawValue)"
        return FormView(
            title: words("\(key).title", ["name": .text(words.name(family.code))]),
            lede: words("\(key).lede"), action: "\(family.path)/leave/\(state.rawValue)",
            fields: [], submit: words("\(key).submit"), cancel: family.path,
            crumbs: family.crumbs(words))
    }

    /// The state in the path, if it is one by which a family leaves the list.
    static func exit(_ context: Context) throws -> Family.State {
        switch Family.State(rawValue: try context.parameter("state")) {
        case .withdrawn: .withdrawn
        case .moved: .moved
        default: throw Refusal.notFound
        }
    }

    /// What the municipality asks and nothing more.
    static let announcement: Set<String> = [
        "route", "household_size", "arrival_on", "arrival_certainty", "languages",
    ]

    private static func specs(
        _ context: Context, _ family: Family?, _ rights: FieldRights, only names: Set<String>? = nil
    ) -> [FieldSpec] {
        let words = context.words
        return FamilyDraft.record.about.specs(words, rights, only: names)
            .changing("route") {
                $0.controlled(
                    .radios(routes(context, family).map { words.choice($0, "route") }))
            }
            .changing("arrival_certainty") { $0.asChips }
            .changing("assigned_municipality") {
                $0.suggesting(DutchTowns.municipalities).filled("off")
            }
    }

    /// The routes of the viewer's own programmes, and the one that the family has.
    private static func routes(_ context: Context, _ family: Family?) -> [Family.Route] {
        Family.Route.common.filter { route in
            route == family?.route
                || context.viewer.holds(FamilyPolicy.announcers, for: [route.programme])
        }
    }
}

extension Family {
    /// What a viewer may see and change of the family's fields.
    func fieldRights(of viewer: Viewer) -> FieldRights {
        FieldRights(viewer, for: programmes, in: city)
    }
}
