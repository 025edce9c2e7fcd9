import Coalition

/// What the form of a contact is made of, read in one snapshot.
struct LogFacts: Sendable {
    let group: Group
    let city: City
    let today: Day
    let members: [Member]
    /// Nil without a match.
    let family: Family?
    /// The entry before, which the next one often resembles; nil for the first.
    let last: LogEntry?
    /// Since when the coordinator keeps an eye on the group; nil when that was not the last answer.
    let watchedOn: Day?
    /// The entry that is changed; nil for a new one.
    let entry: LogEntry?
    /// What can be ticked with it, and what it ticked.
    let ticks: [LogTick]

    init(_ context: Context, editing: Bool = false) throws {
        let typed = context.request.method == .post ? Values(context.request) : nil
        self = try context.read { tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            try LogPolicy(tx.viewer, group).requireWrite()
            let id = editing ? try context.number("id") : nil
            return try LogFacts(group, id, typed, tx)
        }
    }

    private init(_ group: Group, _ id: Int64?, _ typed: Values?, _ tx: Transaction) throws {
        self.group = group
        city = try City.named(group.city, in: tx)
        today = city.today(tx)
        entry = try id.map { try LogEntry.find($0, of: group, in: tx) }
        watchedOn = id == nil ? try LogEntry.watchedOn(group, in: tx) : nil
        last = id == nil ? try LogEntry.latest(of: group, in: tx) : nil
        let present = Set(entry?.members ?? [])
        let former = try Member.former(of: group.id, in: tx).filter { present.contains($0.id) }
        members = try Member.active(of: group.id, in: tx) + former
        let draft = LogFacts.draft(of: group, id)
        let kept = try typed ?? Draft.find(draft, in: tx).map { Values(parsing: $0.body) }
        ticks = try LogYear(group, of: entry?.match, in: tx).offer(
            besides: entry?.ticks ?? [], keeping: kept.map(LogForm.done) ?? [], in: tx)
        family = try Match.families(ofGroups: [group.id], in: tx)[group.id]
    }

    /// The name under which a draft of the form is kept.
    static func draft(of group: Group, _ entry: Int64?) -> String {
        "log:\(group.ref)" + (entry.map { ":\($0)" } ?? "")
    }

    var path: String { "/groups/\(group.ref)/log" }

    /// First names; the whole name where two are the same.
    var memberChoices: [Choice] {
        let first = members.map(\.firstName)
        return zip(members, first).map { member, name in
            let isShared = first.filter { $0 == name }.count > 1
            return Choice(String(member.id.value), isShared ? member.name : name)
        }
    }
}
