import Coalition
import Templates

/// What the pages of a family and of a match show of the group: whom to call, and the last contacts.
struct GroupSide: Sendable {
    /// Contacts that are shown.
    private static let most = 2

    let group: Group
    /// Empty for who may not know names.
    let contacts: [Member]
    let entries: [LogEntry]
    let policy: LogPolicy
    let mayLog: Bool

    /// Nil for who may not see the group.
    init?(_ group: Group, _ tx: Transaction) throws {
        let sight = GroupPolicy(tx.viewer, group)
        guard sight.holds(GroupPolicy.readers) else { return nil }
        self.group = group
        policy = LogPolicy(tx.viewer, group)
        contacts = sight.maySeeMembers ? try Member.contacts(of: group.id, in: tx) : []
        var timeline = LogTimeline(group)
        timeline.limit = GroupSide.most
        entries = try timeline.page(nil, in: tx).rows
        mayLog = policy.mayWrite ? try group.isLoggable(in: tx) : false
    }

    /// Puts whom to call, the last contacts and logging in one tap into "Nu".
    ///
    /// - Parameter namesGroup: Whether it is said whose contact person it is.
    func fill(
        _ now: inout NowView, on today: Day, back: String, namesGroup: Bool = true, _ words: Words
    ) {
        let role =
            namesGroup
            ? words("record.contact_of", ["name": .text(group.name)]) : words("member.contact")
        now.people = contacts.prefix(2).map { ReachView($0, role: role, words) }
        now.said = entries.map { SaidView($0, today, words) }
        if mayLog { now.log = SpokenView(group, on: today, back: back) }
    }

    /// Where the whole log is, of which the page shows the last lines.
    func log(_ words: Words) -> LinkView {
        LinkView(
            words("log.title", ["name": .text(group.name)]), "/groups/\(group.ref)/log")
    }
}

extension PersonLine {
    /// A group, with where it stands.
    init(_ group: Group, _ words: Words) {
        name = words("group.called", ["name": .text(group.name)])
        path = "/groups/\(group.ref)"
        hint = words("group.members_count", ["count": .number(group.memberCount)])
        tag = group.stateTag(words)
    }
}
