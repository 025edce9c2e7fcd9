import Coalition
import Templates

/// The members of a group, a line each, for those who may know them.
struct MemberList: PageModel {
    let path: String
    let formerCount: Int
    let lines: [PersonLine]
    /// Whether members are added and changed from here.
    let mayEdit: Bool

    init(_ facts: GroupPageFacts, _ members: [Member], _ words: Words) {
        path = "/groups/\(facts.group.ref)"
        formerCount = facts.formerCount
        mayEdit = facts.members != nil
        lines = members.map { member in
            facts.members == nil
                ? PersonLine(opened: member, facts.looks.opening, words)
                : PersonLine(member, facts, words)
        }
    }

    static let fields: Fields<MemberList> = [
        .text("path") { $0.path },
        .number("formerCount") { $0.formerCount },
        .flag("hasFormer") { $0.formerCount > 0 },
        .list("lines", PersonLine.fields) { $0.lines },
        .flag("isEmpty") { $0.lines.isEmpty },
        .flag("mayEdit") { $0.mayEdit },
    ]
}

extension PersonLine {
    /// A member as far as somebody opened it with a reason.
    init(opened member: Member, _ opening: Opening, _ words: Words) {
        name = member.name
        path = nil
        hint = member.isContact ? words("member.contact") : nil
        reach = opening.shows(.contacts) ? ReachView(member, words) : nil
    }

    /// A member, with what asks for attention most: VOG before training, and nothing when both hold.
    init(_ member: Member, _ facts: GroupPageFacts, _ words: Words) {
        let (today, group, notice) = (facts.today, facts.group, facts.notice)
        let path = "/groups/\(facts.group.ref)/members/\(member.id.value)"
        name = member.name
        self.path = "\(path)/edit"
        hint = member.isContact ? words("member.contact") : nil
        let tags = [
            (words("member.vog"), member.vogTag(today, group, notice, words)),
            (words("member.training"), member.trainingTag(today, group, notice, words)),
        ]
        let first = tags.first { $0.1.look != .ok }
        tag =
            first.map { TagView("\($0.0): \($0.1.text.lowercased())", $0.1.look) }
            ?? TagView(words("member.in_order"), .ok)
        reach = ReachView(member, words)
        tagPath = "\(path)/clearance"
    }
}
