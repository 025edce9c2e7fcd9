import Coalition
import Templates

/// How somebody is reached: a number and an address that can be tapped.
struct ReachView: PageModel {
    let name: String
    /// What the person is besides; nil without anything to say.
    let role: String?
    /// Nil without a number.
    let phone: WayToReach?
    let email: WayToReach?

    static let fields: Fields<ReachView> = [
        .text("name") { $0.name },
        .text("role") { $0.role },
        .object("phone", WayToReach.fields) { $0.phone },
        .object("email", WayToReach.fields) { $0.email },
    ]
}

extension ReachView {
    init(_ member: Member, role: String? = nil, _ words: Words) {
        self.init(member.name, role: role, phone: member.phone, email: member.email, words)
    }

    /// A colleague who can be asked.
    init(_ helper: Helper, _ words: Words) {
        let role = words("role.\(helper.role.rawValue)")
        self.init(helper.name, role: role, phone: nil, email: helper.email, words)
    }

    /// Who helps, by the settings; nil when they do not say how.
    init?(_ contact: ServiceContact, _ words: Words) {
        guard contact.isReachable else { return nil }
        self.init(
            contact.name ?? words("nav.help"), role: nil, phone: contact.phone,
            email: contact.email, words)
    }

    private init(_ name: String, role: String?, phone: String?, email: String?, _ words: Words) {
        func label(_ key: String) -> String { words(key, ["name": .text(name)]) }
        self.name = name
        self.role = role
        self.phone = phone.map {
            WayToReach(text: $0, path: ReachView.call($0), label: label("reach.call"))
        }
        self.email = email.map {
            WayToReach(
                text: $0, path: "mailto:" + Percent.encode($0), label: label("reach.mail"))
        }
    }

    /// A number as a link (RFC 3966): its digits, with the plus of a country in front.
    private static func call(_ phone: String) -> String {
        let digits = phone.replacing("(0)", with: "").filter { $0.isASCII && $0.isNumber }
        return "tel:" + (phone.hasPrefix("+") ? "+" : "") + digits
    }
}

/// A number or an address as typed, with the link that uses it.
struct WayToReach: PageModel {
    let text: String
    let path: String
    /// "Bel Koen:", for who does not see the icon.
    let label: String

    static let fields: Fields<WayToReach> = [
        .text("text") { $0.text },
        .text("path") { $0.path },
        .text("label") { $0.label },
    ]
}
