import Coalition

/// What a column of pasted rows holds.
enum MemberColumn: Hashable, Sendable {
    case name, email, phone
    case birthYear, languages, contact
    case conduct, vog
    case training(Int)

    /// The name of its field in the form, before the row's index.
    var field: String {
        switch self {
        case .name: "name"
        case .email: "email"
        case .phone: "phone"
        case .birthYear: "birth_year"
        case .languages: "languages"
        case .contact: "contact"
        case .conduct: "conduct"
        case .vog: "vog"
        case .training(let id): "training.\(id)"
        }
    }

    /// The order of rows without a head, as the page names it.
    static func usual(_ trainings: [Training]) -> [MemberColumn] {
        [.name, .email, .phone, .birthYear, .languages, .contact] + certificates(trainings)
    }

    /// What is asked on the next page, and may be pasted here already.
    static func certificates(_ trainings: [Training]) -> [MemberColumn] {
        [.conduct, .vog] + trainings.map { .training($0.id) }
    }

    /// What a head of a column means, in either language; nil for one that has no place here.
    init?(head: String, _ trainings: [Training]) {
        let head = SortKey.folded(head).filter { $0.isLetter || $0.isNumber }
        if let known = MemberColumn.heads[head] {
            self = known
            return
        }
        let found = trainings.enumerated().first { index, training in
            head == "training\(index + 1)"
                || [training.titleNL, training.titleEN].contains { MemberColumn.names($0, head) }
        }
        guard let found else { return nil }
        self = .training(found.element.id)
    }

    /// A training is named by its title, or by what stands before the colon in it.
    private static func names(_ title: String, _ head: String) -> Bool {
        [title, String(title.prefix { $0 != ":" })].contains {
            SortKey.folded($0).filter { $0.isLetter || $0.isNumber } == head
        }
    }

    /// First name, particle and last name make one name, in their order.
    private static let heads: [String: MemberColumn] = {
        let words: [(MemberColumn, String)] = [
            (.name, "naam name volledigenaam fullname voornaam firstname tussenvoegsel"),
            (.name, "tussenvoegsels achternaam lastname surname lid member"),
            (.email, "email mail emailadres mailadres emailaddress"),
            (.phone, "telefoon telefoonnummer tel mobiel gsm phone phonenumber mobile"),
            (.birthYear, "geboortejaar geboren geboortedatum birthyear yearofbirth dateofbirth"),
            (.languages, "taal talen language languages"),
            (.contact, "contact contactpersoon contactperson"),
            (.conduct, "gedragscode codeofconduct"),
            (.vog, "vog vogdatum voggezien certificate certificateofconduct"),
        ]
        return words.reduce(into: [:]) { heads, entry in
            entry.1.split(separator: " ").forEach { heads[String($0)] = entry.0 }
        }
    }()
}
