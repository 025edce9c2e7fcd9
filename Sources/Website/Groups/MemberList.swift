import Coalition
import Templates

/// The members of a group, a line each, for those who may know them.
struct MemberList: PageModel {
    let path: String
    let formerCount: Int
    let lines: [PersonLine]

    init(_ facts: GroupPageFacts, _ members: [Member], _ words: Words) {
        path = "/groups/\(facts.group.ref)"
        formerCount = facts.formerCount
        lines = members.map { PersonLine($0, facts, words) }
    }

    static let fields: Fields<MemberList> = [
        .text("path") { $0.path },
        .number("formerCount") { $0.formerCount },
        .flag("hasFormer") { $0.formerCount > 0 },
        .list("lines", PersonLine.fields) { $0.lines },
        .flag("isEmpty") { $0.lines.isEmpty },
    ]
}

extension PersonLine {
    /// A member, with what asks for attention most: VOG before training, and nothing when both hold.
    init(_ member: Member, _ facts: GroupPageFacts, _ words: Words) {
        func ends(_ day: Day) -> Bool {
            day > facts.today && facts.notice.covers(day, of: facts.group, on: facts.today)
        }
        let path = "/groups/\(facts.group.ref)/members/\(member.id.value)"
        name = member.name
        self.path = "\(path)/edit"
        hint = member.isContact ? words("member.contact") : nil
        let tags = [
            (words("member.vog"), member.vogTag(facts.today, words, ends)),
            (words("member.training"), member.trainingTag(facts.today, words, ends)),
        ]
        let first = tags.first { $0.1.look != .ok }
        tag =
            first.map { TagView("\($0.0): \($0.1.text.lowercased())", $0.1.look) }
            ?? TagView(words("member.in_order"), .ok)
        reach = ReachView(member, words)
        tagPath = "\(path)/clearance"
    }
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
            case .expired, .notReceived: .badDiamond
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
