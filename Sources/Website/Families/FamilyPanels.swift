import Coalition
import Templates

/// How many sensitive notes there are, and where they are shown on request.
struct NotePanel: PageModel {
    let count: Int
    let path: String

    static let fields: Fields<NotePanel> = [
        .number("count") { $0.count },
        .flag("isEmpty") { $0.count == 0 },
        .text("path") { $0.path },
    ]
}

/// A group beside the family that it may be coupled to.
struct MatchPanel: PageModel {
    let name: String
    let path: String
    let tags: [TagView]
    let terms: [TermView]

    static let fields: Fields<MatchPanel> = [
        .text("name") { $0.name },
        .text("path") { $0.path },
        .list("tags", TagView.fields) { $0.tags },
        .list("terms", TermView.fields) { $0.terms },
    ]
}

extension PersonLine {
    /// Somebody of a family, as far as the names may be read.
    init(_ member: FamilyMember, _ facts: FamilyFacts, _ words: Words) {
        name = member.name ?? member.originalName ?? words("family_member.nameless")
        path = facts.mayEdit ? "\(facts.family.path)/members/\(member.id.value)/edit" : nil
        let parts = [
            member.name == nil ? nil : member.originalName,
            words("family_member.kind.\(member.kind.rawValue)"), member.birth(words),
            member.stay(words),
        ]
        hint = parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
        tag = nil
    }
}

extension FamilyMember {
    /// "1984", "1984 (geschat)" or "onbekend".
    func birth(_ words: Words) -> String {
        guard let birthYear else { return words("unknown") }
        return birthPrecision == .estimated
            ? words("family_member.estimated", ["year": .text(String(birthYear))])
            : String(birthYear)
    }

    /// When the person lived with the family; nil when nothing is known.
    func stay(_ words: Words) -> String? {
        if let leftOn {
            let key = ending == .died ? "family_member.died" : "family_member.until"
            return words(key, ["day": .text(words.shortDay(leftOn))])
        }
        return joinedOn.map(words.shortDay)
    }
}
