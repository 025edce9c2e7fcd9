import Coalition
import Templates

/// The question whether somebody with an e-mail address that the group knows is the same person.
enum SameEmail {
    private static let answer = "same_email"

    /// - Parameter member: Who is being changed; nil for somebody new, who may be brought back.
    /// - Throws: `FormQuestion` until the person has said that this is somebody else.
    static func ask(
        _ draft: MemberDraft, _ form: Form, of member: Member?, in group: Group, _ words: Words,
        _ tx: Transaction
    ) throws {
        guard form.values[answer] == nil,
            let twin = try draft.twin(in: group, besides: member, tx)
        else { return }
        let path = "/groups/\(group.ref)/members/\(twin.id.value)"
        let isFormer = twin.leftOn != nil
        let key = isFormer ? "member.same_email.former" : "member.same_email.active"
        let day = twin.leftOn ?? twin.joinedOn
        throw FormQuestion(
            offer: OfferView(
                title: words("member.same_email.title", ["name": .text(twin.name)]),
                text: words(key, ["name": .text(twin.name), "day": .text(words.day(day))]),
                link: isFormer
                    ? nil
                    : LinkView(
                        words("member.same_email.link", ["name": .text(twin.name)]), "\(path)/edit")
            ),
            submit: words(member == nil ? "member.same_email.new" : "member.same_email.save"),
            other: isFormer && member == nil
                ? ButtonView(
                    text: words("member.same_email.return", ["name": .text(twin.name)]),
                    path: "\(path)/return") : nil,
            hidden: [HiddenView(name: answer, value: "1")])
    }
}
