/// Whom people can ask who work with Coalitie: a person, a telephone number and an e-mail address, each
/// nil when the settings do not say.
public struct ServiceContact: Sendable, Equatable {
    public var name: String?
    public var phone: String?
    public var email: String?

    public init(name: String? = nil, phone: String? = nil, email: String? = nil) {
        self.name = name
        self.phone = phone
        self.email = email
    }

    /// Whether there is a way to reach anybody.
    public var isReachable: Bool { phone != nil || email != nil }

    /// What stands against it, a sentence each.
    var problems: [String] {
        [
            name.map { (1...100).contains($0.count) } == false
                ? "--contact-name is a name of at most 100 characters." : nil,
            phone.map(ServiceContact.isNumber) == false
                ? "--contact-phone is a telephone number, such as +31 70 000 00 00." : nil,
            email.map { EmailAddress.problem($0) == nil } == false
                ? "--contact-email is an e-mail address." : nil,
            name != nil && !isReachable
                ? "--contact-name needs --contact-phone or --contact-email." : nil,
        ].compactMap { $0 }
    }

    private static func isNumber(_ text: String) -> Bool {
        let digits = text.filter { ("0"..."9").contains($0) }
        return (3...15).contains(digits.count)
            && text.allSatisfy { ("0"..."9").contains($0) || "+ -()".contains($0) }
    }
}
