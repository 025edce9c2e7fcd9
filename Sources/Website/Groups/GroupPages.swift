import Coalition
import HTTP
import HTTPTypes
import Templates

/// Groups: the list, one group, making and changing one, and its steps.
enum GroupPages: Feature {
    static var routes: [Route] {
        [
            .get("/groups", .roles(GroupPolicy.readers, for: GroupPolicy.programmes), index),
            .get("/groups/new", .roles(GroupPolicy.writers, for: GroupPolicy.programmes), new),
            .post("/groups", .roles(GroupPolicy.writers, for: GroupPolicy.programmes), create),
            .get("/groups/:ref", .roles(GroupPolicy.readers, for: GroupPolicy.programmes), show),
            .get(
                "/groups/:ref/edit", .roles(GroupPolicy.writers, for: GroupPolicy.programmes), edit),
            .post("/groups/:ref", .roles(GroupPolicy.writers, for: GroupPolicy.programmes), update),
            .post(
                "/groups/:ref/transitions",
                .roles(GroupPolicy.writers, for: GroupPolicy.programmes), transition),
            .post(
                "/groups/:ref/returns", .roles(GroupPolicy.writers, for: GroupPolicy.programmes),
                takeBack),
            .post(
                "/groups/:ref/pause", .roles(GroupPolicy.writers, for: GroupPolicy.programmes),
                prolong),
        ]
    }
    static var pages: [any SitePage.Type] { [GroupPage.self] }

    static func index(_ context: Context) throws -> Response {
        let values = context.query
        let shown = try context.read { tx in
            let cities = try City.within(
                tx.viewer.scope(of: GroupPolicy.readers, for: GroupPolicy.programmes), in: tx)
            let asked = AskedList<GroupList>(values, ListAsker(tx, cities: cities))
            let page = try asked.page { try $0.page(values.cursor, in: tx) }
            let families = try Match.families(ofGroups: page.rows.map(\.id), in: tx)
            let months = try Group.contactMonths(of: page.rows.map(\.id), until: tx.today, in: tx)
            let counts = try ListCounts(asked, cities: cities, tx)
            var expiring = asked.list
            expiring.flag = .clearance
            return GroupIndex(
                asked: asked, page: page, count: try asked.count(in: tx), cities: cities,
                families: families, months: months, notice: try ClearanceNotice(in: tx),
                counts: counts,
                expiring: counts.isKnown ? try expiring.count(in: tx).value : nil, today: tx.today)
        }
        return try context.show(shown.page(context, values))
    }

    static func show(_ context: Context) throws -> Response {
        try show(context, [])
    }

    static func new(_ context: Context) throws -> Response {
        try context.show(try GroupForm.new(context))
    }

    static func create(_ context: Context) throws -> Response {
        try context.submit({ try GroupForm.new(context) }) { form, tx in
            let draft = GroupDraft.record.read(form, tx.viewer, in: nil)
            try form.check()
            let city = try City.chosen(
                form.values.text("city"), for: GroupPolicy.writers, of: GroupPolicy.programmes,
                in: tx)
            let group = try draft.create(in: city, tx)
            return ("/groups/\(group.ref)", Note("note.group_created", ["name": group.name]))
        }
    }

    static func edit(_ context: Context) throws -> Response {
        try context.show(try GroupForm.edit(context))
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({ try GroupForm.edit(context) }) { form, tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            let draft = GroupDraft.record.read(form, tx.viewer, in: group.city)
            let version = try form.version()
            try form.check()
            try draft.update(group, version: version, in: tx)
            return ("/groups/\(group.ref)", Note("note.saved"))
        }
    }

    static func transition(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            let next: Group.State? = form.choice("state", isRequired: true)
            let until = form.day("paused_until", isRequired: next == .paused)
            let reason = reason(form, next, of: group)
            try form.check()
            if let until { try group.setPause(until, in: tx) }
            try group.move(to: next ?? group.state, for: reason, in: tx)
            if next == .stopped {
                try Confirmation.require(form, group.stopping(context.words))
            }
            let state = context.words("group.state.\((next ?? group.state).rawValue)").lowercased()
            return (
                "/groups/\(group.ref)",
                Note(
                    "note.group_moved", ["name": group.name, "state": state],
                    undo: "/groups/\(group.ref)/returns")
            )
        }
    }

    /// Why a group pauses or stops; a step that is refused anyway asks for nothing.
    private static func reason(
        _ form: Form, _ next: Group.State?, of group: Group
    ) -> Group.Reason? {
        guard let next, group.state != next, Group.lifecycle.transition(group.state, next) != nil
        else { return nil }
        switch next {
        case .paused: return form.choice("pause_reason", isRequired: true)
        case .stopped: return form.choice("stop_reason", isRequired: true)
        default: return nil
        }
    }

    static func takeBack(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { _, tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            try group.takeBack(in: tx)
            let state = try Group.find(group.ref, in: tx).state
            return (
                "/groups/\(group.ref)",
                Note(
                    "note.taken_back",
                    [
                        "name": context.words("group.called", ["name": .text(group.name)]),
                        "state": context.words("group.state.\(state.rawValue)").lowercased(),
                    ])
            )
        }
    }

    static func prolong(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            let until = form.day("paused_until", isRequired: true)
            try form.check()
            if let until { try group.prolongPause(until: until, in: tx) }
            return ("/groups/\(group.ref)", Note("note.group_pause", ["name": group.name]))
        }
    }

    /// The group's page, with what went wrong when something was refused.
    static func show(_ context: Context, _ problems: [Problem]) throws -> Response {
        let facts = try context.read { tx in
            try GroupPageFacts(try Group.find(try context.parameter("ref"), in: tx), tx)
        }
        return try context.show(
            GroupPage(context, facts, problems),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

extension Group {
    /// What is asked before a group stops, for how far it was is not kept.
    fileprivate func stopping(_ words: Words) -> Confirmation {
        Confirmation(
            title: words("group.ask.stopped.title", ["name": .text(name)]),
            text: words("group.ask.stopped.text", ["count": .number(memberCount)]),
            submit: words("group.ask.stopped.submit"), cancel: "/groups/\(ref)")
    }
}
