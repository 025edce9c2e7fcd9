import Coalition
import Templates

/// The members of a group, for those who may know them.
struct MemberTable: PageModel {
    let label: String
    let path: String
    let formerCount: Int
    let rows: [MemberRow]

    init(_ facts: GroupPageFacts, _ members: [Member], _ words: Words) {
        label = words("member.table", ["name": .text(facts.group.name)])
        path = "/groups/\(facts.group.ref)"
        formerCount = facts.formerCount
        rows = members.map { MemberRow($0, facts, words) }
    }

    static let fields: Fields<MemberTable> = [
        .text("label") { $0.label },
        .text("path") { $0.path },
        .number("formerCount") { $0.formerCount },
        .flag("hasFormer") { $0.formerCount > 0 },
        .list("rows", MemberRow.fields) { $0.rows },
        .flag("isEmpty") { $0.rows.isEmpty },
    ]
}

/// A member in the table.
struct MemberRow: PageModel {
    let name: String
    let path: String
    let role: String
    let languages: String
    let vog: TagView
    let training: TagView
    let joined: String
    let contact: String?

    init(_ member: Member, _ facts: GroupPageFacts, _ words: Words) {
        func ends(_ day: Day) -> Bool {
            day > facts.today && facts.notice.covers(day, of: facts.group, on: facts.today)
        }
        name = member.name
        path = "/groups/\(facts.group.ref)/members/\(member.id.value)"
        role = words(member.isContact ? "member.contact" : "member.member")
        languages = words.languages(member.languages)
        vog = member.vogTag(facts.today, words, ends)
        training = member.trainingTag(facts.today, words, ends)
        joined = words.shortDay(member.joinedOn)
        contact = [member.phone, member.email].compactMap { $0 }.first
    }

    static let fields: Fields<MemberRow> = [
        .text("name") { $0.name },
        .text("path") { $0.path },
        .text("role") { $0.role },
        .text("languages") { $0.languages },
        .object("vog", TagView.fields) { $0.vog },
        .object("training", TagView.fields) { $0.training },
        .text("joined") { $0.joined },
        .text("contact") { $0.contact },
    ]
}

extension Member {
    /// - Parameter ends: Whether a day is so near that its end is told.
    func vogTag(_ today: Day, _ words: Words, _ ends: (Day) -> Bool) -> TagView {
        if vog.status == .seen, let end = Member.end(vog.validUntil, words, ends) { return end }
        let isOver = vog.status == .seen && !vog.holds(on: today)
        let status: Vog.Status = isOver ? .expired : vog.status
        let look: TagView.Look =
            switch status {
            case .seen, .exempt: .ok
            case .requested: .warnHalf
            case .none: .muteOpen
            case .expired, .refused: .badDiamond
            }
        return TagView(words("vog.status.\(status.rawValue)"), look)
    }

    func trainingTag(_ today: Day, _ words: Words, _ ends: (Day) -> Bool) -> TagView {
        guard isTrained(on: today) else { return TagView(words("training.to_do"), .warnHalf) }
        return Member.end(trainings.values.compactMap { $0 }.min(), words, ends)
            ?? TagView(words("training.valid"), .ok)
    }

    /// The last day of what runs out soon enough for the group to be flagged; else nil.
    private static func end(_ day: Day?, _ words: Words, _ ends: (Day) -> Bool) -> TagView? {
        guard let day, ends(day) else { return nil }
        return TagView(
            words("member.valid_until", ["day": .text(words.shortDay(day))]), .warnDiamond)
    }
}
