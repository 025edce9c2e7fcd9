import Coalition
import Templates

/// The form of a group, for making and for changing one.
enum GroupForm {
    static func new(_ context: Context) throws -> FormView {
        let words = context.words
        let cities = try context.read {
            try City.within(
                $0.viewer.scope(of: GroupPolicy.writers, for: GroupPolicy.programmes), in: $0)
        }
        let about = GroupDraft.record.about
        var fields = about.specs(words, about.rights(of: context.viewer, in: nil))
        if cities.count > 1 { fields.insert(CityChoice.field(cities, context), at: 0) }
        return FormView(
            title: words("group.new.title"), lede: words("group.new.lede"), action: "/groups",
            fields: fields, submit: words("group.new.submit"), cancel: "/groups",
            values: GroupDraft.record.start, draft: "group:new",
            crumbs: [LinkView(words("nav.groups"), "/groups")])
    }

    static func edit(_ context: Context) throws -> FormView {
        let words = context.words
        let about = GroupDraft.record.about
        let (group, stored) = try context.read { tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            try GroupPolicy(tx.viewer, group).requireEdit()
            return (group, try GroupDraft.stored(group.id, in: tx).values)
        }
        return FormView(
            title: words("group.edit.title", ["name": .text(group.name)]),
            action: "/groups/\(group.ref)",
            fields: about.specs(
                words, about.rights(of: context.viewer, in: group.city), stored: stored),
            submit: words("action.save"), cancel: "/groups/\(group.ref)",
            values: about.values(stored),
            version: group.version, draft: "group:\(group.ref)",
            crumbs: [
                LinkView(words("nav.groups"), "/groups"),
                LinkView(group.name, "/groups/\(group.ref)"),
            ])
    }
}

/// The choice of a city, for people who work in more than one.
enum CityChoice {
    static func field(_ cities: [City], _ context: Context) -> FieldSpec {
        .select("city", cities.map { Choice($0.ref, $0.name(context.language.rawValue)) })
    }

    /// The same as a filter of a list, with "all cities" first.
    static func filter(_ cities: [City], _ context: Context) -> FieldSpec {
        .select(
            "city",
            [Choice("", context.words("filter.all_cities"))]
                + cities.map { Choice($0.ref, $0.name(context.language.rawValue)) })
    }
}
