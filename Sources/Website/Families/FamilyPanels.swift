import Coalition
import Templates

/// The needs of a family: how many are met, and for those who may read them which.
struct NeedPanel: PageModel {
    let all: Int
    let met: Int
    let path: String
    let table: TableView?
    let mayEdit: Bool

    init(_ facts: FamilyFacts, _ words: Words) {
        (all, met) = facts.needCount
        path = "\(facts.family.path)/needs"
        mayEdit = facts.mayEdit
        let needs = facts.needs ?? []
        table = needs.isEmpty ? nil : TableView(needs, facts, words)
    }

    static let fields: Fields<NeedPanel> = [
        .number("all") { $0.all },
        .number("met") { $0.met },
        .html("squares") { Squares(filled: $0.met, all: $0.all).picture },
        .flag("hasAny") { $0.all > 0 },
        .text("path") { $0.path },
        .object("table", TableView.fields) { $0.table },
        .flag("mayEdit") { $0.mayEdit },
    ]
}

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

extension TableView {
    /// The needs of a family, each with the button that says it is met.
    init(_ needs: [Need], _ facts: FamilyFacts, _ words: Words) {
        label = words("need.table")
        headers = [
            HeaderView(words("need.title")), HeaderView(words("field.theme")),
            HeaderView(words("field.owner")), HeaderView(words("need.state")),
        ]
        let path = "\(facts.family.path)/needs"
        rows = needs.map { need in
            RowView(
                name: need.title,
                path: facts.mayEdit ? "\(path)/\(need.id.value)/edit" : "",
                hint: need.hint(facts.today, words),
                cells: [
                    .tags(
                        words("field.theme"),
                        [TagView(words("theme.\(need.theme.rawValue)"), .plain)]),
                    .text(words("field.owner"), words("need.owner.\(need.owner.rawValue)")),
                    facts.mayEdit
                        ? need.button(path, words)
                        : .tags(words("need.state"), [need.stateTag(words)]),
                ])
        }
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
            return words("family_member.until", ["day": .text(words.shortDay(leftOn))])
        }
        return joinedOn.map(words.shortDay)
    }
}

extension Need {
    func stateTag(_ words: Words) -> TagView {
        TagView(words(isMet ? "need.met" : "need.open"), isMet ? .ok : .muteOpen)
    }

    func hint(_ today: Day, _ words: Words) -> String? {
        guard !isMet else { return words("need.met") }
        let urgent = priority == 1 ? words("need.priority.1") : nil
        let due = dueOn.map { words("need.due", ["day": .text(words.day($0))]) }
        let parts = [urgent, due].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    func button(_ path: String, _ words: Words) -> CellView {
        .buttons(
            words("need.state"),
            [
                ButtonView(
                    text: words(isMet ? "need.reopen" : "need.done"),
                    path: "\(path)/\(id.value)/met", detail: title, value: isMet ? "no" : "yes")
            ])
    }
}
