import Coalition
import Templates

/// The groups of a local coordinator by need, without those that the worklist has already.
struct ContactFacts: Sendable {
    let day: ContactDay
    /// Those of ``day`` that are not on the worklist.
    let groups: [Group]
    let months: [ID<Group>: [Int]]
    let attempts: [ID<Group>: Int]
    let figures: Figures

    init(besides told: Set<RecordID>, _ tx: Transaction) throws {
        day = try ContactDay(for: [.local], tx)
        groups = day.groups.filter { !told.contains(RecordID($0.id)) }
        let ids = groups.map(\.id)
        months = try Group.contactMonths(of: ids, until: day.today, in: tx)
        attempts = try LogEntry.attempts(of: ids, in: tx)
        figures = try Figures(as: .local, tx)
    }
}

/// The groups by need, each with the way to say that it was spoken to.
struct ContactPanel: PageModel {
    let title: String
    let rows: [ContactRow]
    /// Numbers of groups that open their lists.
    let numbers: [Sentence]
    /// Whether all active groups stand on the worklist.
    let isToldAbove: Bool

    init(_ facts: ContactFacts, _ words: Words) {
        let sparkline = Sparkline(today: facts.day.today, words)
        rows = facts.groups.map { ContactRow($0, facts, sparkline, words) }
        isToldAbove = rows.isEmpty && !facts.day.groups.isEmpty
        let isRest = facts.groups.count < facts.day.groups.count
        title = words(isRest ? "today.other_groups" : "today.groups")
        let figures: [(String, Figure?)] = [
            ("today.silent", facts.figures[GroupList.flagged(.silent)]),
            ("today.strength", facts.figures[GroupList.flagged(.strength)]),
            ("today.preparing", facts.figures[GroupList.inStates(Group.State.buildingUp)]),
        ]
        numbers = figures.compactMap { key, figure in
            figure.flatMap { $0.count == 0 ? nil : Sentence(key, $0, words) }
        }
    }

    static let fields: Fields<ContactPanel> = [
        .text("title") { $0.title },
        .list("groups", ContactRow.fields) { $0.rows },
        .flag("hasGroups") { !$0.rows.isEmpty },
        .flag("isToldAbove") { $0.isToldAbove },
        .list("numbers", Sentence.fields) { $0.numbers },
        .flag("hasNumbers") { !$0.numbers.isEmpty },
    ]
}

/// A group in the table of contact: how long ago, how often, and two ways to log.
struct ContactRow: PageModel {
    let ring: SafeHTML
    let name: String
    let path: String
    let family: String?
    /// How long there was no contact, and in which unit.
    let number: Int
    let unit: String
    let track: SafeHTML
    /// "longer than the limit of 28" for a screen reader; nil for a group that is not silent.
    let over: String?
    let noContact: String?
    let spark: SafeHTML
    let tags: [TagView]
    let isLoggedToday: Bool

    init(_ group: Group, _ facts: ContactFacts, _ sparkline: Sparkline, _ words: Words) {
        let today = facts.day.today
        let code = facts.day.families[group.id].map { $0.title(words) }
        let gap = facts.day.gaps[group.id]
        ring = group.ring(hasFamily: code != nil, words).small()
        name = group.name
        path = "/groups/\(group.ref)"
        let attempts = facts.attempts[group.id].map {
            words("today.attempts", ["count": .number($0)])
        }
        let parts = [code, attempts].compactMap { $0 }
        family = parts.isEmpty ? nil : parts.joined(separator: " \u{B7} ")
        let days = gap?.days ?? 0
        // The limit is told in days, and so is what lies about it.
        let span = Span(from: today - days, to: today, dayLimit: 99)
        (number, unit) = (span.count, words.unit(span))
        track = DayTrack(days: days, limit: gap?.limit ?? 28).picture
        over = gap.flatMap {
            $0.isSilent
                ? words("today.over", ["limit": .text(words.span(Span($0.limit, .day)))]) : nil
        }
        noContact = gap?.hasContact == false ? words("today.no_contact") : nil
        spark = sparkline.picture(facts.months[group.id])
        tags = group.flagTags(today, facts.day.notice, words)
        isLoggedToday = group.lastContactOn == today
    }

    static let fields: Fields<ContactRow> = [
        .html("ring") { $0.ring },
        .text("name") { $0.name },
        .text("path") { $0.path },
        .text("family") { $0.family },
        .number("number") { $0.number },
        .text("unit") { $0.unit },
        .html("track") { $0.track },
        .text("over") { $0.over },
        .text("noContact") { $0.noContact },
        .html("spark") { $0.spark },
        .list("tags", TagView.fields) { $0.tags },
        .flag("hasTags") { !$0.tags.isEmpty },
        .flag("isLoggedToday") { $0.isLoggedToday },
    ]
}
