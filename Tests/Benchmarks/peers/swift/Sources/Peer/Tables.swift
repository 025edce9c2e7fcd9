import GRDB
import Mustache

/// The templates, parsed once, with the words already in them.
struct Tables: Sendable {
    private let facts: Facts
    private let templates: [String: MustacheTemplate]

    init(_ facts: Facts) throws {
        self.facts = facts
        templates = try Tables.sources.mapValues { source in
            let keys = source.matches(of: /\[\[([a-z._]+)\]\]/).map { String($0.1) }
            return try MustacheTemplate(
                string: Set(keys).reduce(source) { text, key in
                    text.replacing("[[\(key)]]", with: facts.word(key))
                })
        }
    }

    func rendered(_ page: Facts.Page, _ found: [String: Rows]) -> String {
        let rows: [any MustacheParent] =
            page.kind == "members"
            ? MemberRow.rows(page, found, facts) : CityRow.rows(page, found, facts)
        return templates[page.kind]?.render(["rows": rows]) ?? ""
    }

    private static let sources = [
        "members": """
        {{#rows}}
        <tr><th scope="row"><a href="{{path}}/edit" dir="auto">{{name}}</a>{{#contact}}<p class="hint">{{.}}</p>{{/contact}}</th><td data-l="[[member.role]]">{{role}}</td><td data-l="[[field.languages]]">{{languages}}</td><td data-l="[[member.vog]]"><span class="tag {{vogLook}}">{{vog}}</span></td><td data-l="[[member.training]]"><span class="tag {{trainingLook}}">{{training}}</span></td><td data-l="[[member.since]]" class="nowrap">{{joined}}</td><td><span class="acts"><a class="btn btn--link btn--s" href="{{path}}/clearance">[[member.clearance]]<span class="vh"> {{name}}</span></a><a class="btn btn--link btn--s" href="{{path}}/leave">[[member.leave]]<span class="vh"> {{name}}</span></a></span></td></tr>
        {{/rows}}

        """,
        "cities": """
        {{#rows}}
        <tr><th scope="row"><a href="{{path}}" dir="auto">{{name}}</a></th>
        {{#cells}}
        <td data-l="{{label}}"{{#isNumber}} class="num{{#isZero}} zero{{/isZero}}"{{/isNumber}}>{{#list}}<a href="{{list}}">{{number}}</a>{{/list}}{{^list}}{{number}}{{/list}}{{#state}}<span class="tags"><span class="tag {{look}}">{{state}}</span></span>{{/state}}</td>
        {{/cells}}
        </tr>
        {{/rows}}

        """,
    ]
}

/// A member in the table. `MustacheParent` spares swift-mustache its reflection, which is slower.
struct MemberRow: MustacheParent {
    let id: Int64
    let path: String
    let name: String
    let contact: String?
    let role: String
    let languages: String
    let vog: (look: String, text: String)
    let isTrained: Bool
    let training: String
    let joined: String

    func child(named name: String) -> Any? {
        switch name {
        case "path": path
        case "name": self.name
        case "contact": contact
        case "role": role
        case "languages": languages
        case "vog": vog.text
        case "vogLook": vog.look
        case "training": training
        case "trainingLook": isTrained ? "ok" : "warn half"
        case "joined": joined
        default: nil
        }
    }

    static func rows(_ page: Facts.Page, _ found: [String: Rows], _ facts: Facts) -> [MemberRow] {
        let columns = facts.columns("members")
        var languages: [Int64: [String]] = [:]
        for row in found["languages"] ?? [] {
            languages[row[0].number, default: []].append(facts.languages[row[1].text] ?? "")
        }
        var held: [Int64: Int64] = [:]
        for row in found["attended"] ?? []
        where row[2].textOrNil.map({ $0 > facts.today }) ?? true {
            held[row[0].number, default: 0] += 1
        }
        let required = found["required"]?.first?[0].number ?? 0
        let positions = Dictionary(uniqueKeysWithValues: page.order.enumerated().map { ($1, $0) })
        return (found["members"] ?? []).map { row in
            func value(_ name: String) -> DatabaseValue { columns[name].map { row[$0] } ?? .null }
            let volunteer = value("volunteer_id").number
            let isTrained = held[volunteer, default: 0] >= required
            return MemberRow(
                id: value("id").number, path: "\(page.path)/members/\(value("id").number)",
                name: value("name_sealed").text,
                contact: value("phone_sealed").textOrNil ?? value("email_sealed").textOrNil,
                role: facts.word(
                    value("is_contact").number == 1 ? "member.contact" : "member.member"),
                languages: facts.list(languages[volunteer] ?? []),
                vog: facts.vog(value("vog_sealed").textOrNil), isTrained: isTrained,
                training: facts.word(isTrained ? "training.valid" : "training.to_do"),
                joined: facts.shortDay(value("joined_on").text))
        }.sorted { positions[$0.id, default: 0] < positions[$1.id, default: 0] }
    }
}

extension Facts {
    func vog(_ sealed: String?) -> (look: String, text: String) {
        let parts = sealed?.split(separator: "\n", omittingEmptySubsequences: false) ?? []
        var status = parts.first.map(String.init) ?? "none"
        if status == "seen", !parts[2].isEmpty, parts[2] <= today { status = "expired" }
        let look =
            switch status {
            case "seen", "exempt": "ok"
            case "requested": "warn half"
            case "none": "mutec open"
            default: "bad diamond"
            }
        return (look, word("vog.status.\(status)"))
    }

    func shortDay(_ day: String) -> String {
        let parts = day.split(separator: "-")
        guard parts.count == 3, let month = Int(parts[1]), let number = Int(parts[2]) else {
            return ""
        }
        return "\(number) \(word("month.short.\(month)")) \(parts[0])"
    }

    func list(_ parts: [String]) -> String {
        guard parts.count > 1, let last = parts.last else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " \(word("list.and")) \(last)"
    }
}
