import Coalition
import Templates

/// How somebody is reached: a number and an address that can be tapped.
struct ReachView: PageModel {
    let name: String
    /// What the person is besides; nil without anything to say.
    let role: String?
    /// Nil without a number that can be called.
    let phone: WayToReach?
    /// What was typed in the place of such a number; nil without.
    var note: String?
    let email: WayToReach?

    static let fields: Fields<ReachView> = [
        .text("name") { $0.name },
        .text("role") { $0.role },
        .object("phone", WayToReach.fields) { $0.phone },
        .text("note") { $0.note },
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

    init(_ name: String, role: String? = nil, phone: String?, email: String?, _ words: Words) {
        func label(_ key: String) -> String { words(key, ["name": .text(name)]) }
        self.name = name
        self.role = role
        let call = phone.flatMap(ReachView.call)
        self.phone = phone.flatMap { text in
            call.map { WayToReach(text: text, path: $0, label: label("reach.call")) }
        }
        note = call == nil ? phone : nil
        self.email = email.map {
            WayToReach(text: $0, path: ReachView.write(to: $0), label: label("reach.mail"))
        }
    }

    /// A number as a link (RFC 3966): its digits up to the first letter, as a remark may stand behind
    /// it, with the plus of a country in front; nil with too few digits to be a number.
    static func call(_ typed: String) -> String? {
        let number = typed.prefix { !$0.isLetter }.replacing("(0)", with: "")
        let digits = number.filter { ("0"..."9").contains($0) }
        guard digits.count >= 3 else { return nil }
        let isAbroad = number.drop { !("0"..."9").contains($0) && $0 != "+" }.hasPrefix("+")
        return "tel:" + (isAbroad ? "+" : "") + digits
    }

    /// An address as a link (RFC 6068, section 2).
    static func write(to address: String) -> String { "mailto:" + encoded(address) }

    /// Everybody in BCC, so that nobody is told of the others; each address once.
    static func write(toAll addresses: [String]) -> String {
        var seen: Set<String> = []
        let each = addresses.filter { seen.insert($0.lowercased()).inserted }.map(encoded)
        return "mailto:?bcc=" + each.joined(separator: ",")
    }

    private static func encoded(_ address: String) -> String {
        address.split(separator: "@", omittingEmptySubsequences: false)
            .map { Percent.encode(String($0)) }.joined(separator: "@")
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
