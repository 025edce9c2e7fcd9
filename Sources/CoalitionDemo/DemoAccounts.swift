import Coalition

/// The people who work with Coalitie in the demo, and who acts for a city that has no account.
struct DemoAccounts: Sendable {
    static let administrator = "beheer@\(Demo.domain)"

    let cities: [String: City]
    let network: Viewer
    /// Who looks after safety for the whole network.
    let safeguarding: Viewer
    /// The second coordinator of Nijmegen.
    let colleague: Viewer
    /// The accounts that sign in, with what they did last.
    let signingIn: [User]
    private let coordinators: [String: Viewer]

    init(_ cities: [String: City], passwordHash: String, in tx: Transaction) throws {
        self.cities = cities
        var viewers: [String: Viewer] = [:]
        var signingIn: [User] = []
        for line in WordList.lines(DemoAccounts.text) {
            let parts = WordList.parts(line, at: "|")
            guard parts.count == 4, let role = Role(rawValue: parts[2]) else { continue }
            let user = try DemoAccounts.user(parts[0], parts[1], in: tx)
            let grant = DemoAccounts.grant(role, cities[parts[3]])
            try User.grant(grant, to: user.id, from: tx.today.adding(months: -30), in: tx)
            viewers[parts[0]] = Viewer(userID: user.id, name: user.name, grants: [grant])
            guard DemoAccounts.withPassword.contains(parts[0]) else { continue }
            try User.setPassword(passwordHash, of: user, keeping: nil, in: tx)
            signingIn.append(user)
        }
        self.signingIn = signingIn
        network = viewers["netwerk"] ?? .system
        safeguarding = viewers["aandacht"] ?? .system
        colleague = viewers["collega.nijmegen"] ?? .system
        coordinators = viewers
    }

    /// The local coordinator of a city; the program itself where nobody has an account.
    func local(_ city: String) -> Viewer { acting(.local, "lokaal", city) }

    /// Who announces families for a municipality.
    func municipality(_ city: String) -> Viewer { acting(.municipality, "gemeente", city) }

    func shelter(_ city: String) -> Viewer { acting(.shelter, "shelter", city) }

    private func acting(_ role: Role, _ prefix: String, _ city: String) -> Viewer {
        let name = "\(prefix).\(DemoAccounts.account(city))"
        return coordinators[name]
            ?? Viewer(
                userID: nil, name: "Coalitie", grants: [DemoAccounts.grant(role, cities[city])])
    }

    /// A coordinator works for one programme, a municipality for all.
    private static func grant(_ role: Role, _ city: City?) -> Viewer.Grant {
        let programme: Programme? =
            switch role {
            case .local: .samenHier
            case .shelter: .shelterCity
            default: nil
            }
        return Viewer.Grant(role, city: city?.id, programme: programme)
    }

    /// How a city is written in an account's name.
    static func account(_ city: String) -> String {
        SortKey.folded(city).filter { $0.isLetter || $0 == "-" }
    }

    private static func user(_ account: String, _ name: String, in tx: Transaction) throws -> User {
        let id = try User.create(email: "\(account)@\(Demo.domain)", name: name, in: tx)
        guard let user = try User.find(id, in: tx) else { throw Refusal.notFound }
        return user
    }

    /// The accounts that have the demo's password; the others only stand in timelines.
    private static let withPassword: Set<String> = [
        "netwerk", "lokaal.nijmegen", "lokaal.haarlem", "gemeente.nijmegen", "gemeente.haarlem",
        "shelter.nijmegen", "beheer", "collega.nijmegen", "aandacht", "netwerk.tweede",
    ]

    private static let text = """
        netwerk | Esther de Wit | network | -
        beheer | Niels Terpstra | admin | -
        lokaal.nijmegen | Hanneke Vos | local | Nijmegen
        gemeente.nijmegen | Gerrit Bos | municipality | Nijmegen
        shelter.nijmegen | Sanne Mulder | shelter | Nijmegen
        lokaal.haarlem | Karim Haddad | local | Haarlem
        gemeente.haarlem | Els Visser | municipality | Haarlem
        lokaal.rotterdam | Rosalina Fernandes | local | Rotterdam
        lokaal.denhaag | Willemijn van Leeuwen | local | Den Haag
        lokaal.almere | Deniz Aydın | local | Almere
        lokaal.amsterdam | Youssef El Idrissi | local | Amsterdam
        lokaal.leidschendam-voorburg | Tineke van der Meer | local | Leidschendam-Voorburg
        lokaal.emmen | Fokke Hoekstra | local | Emmen
        lokaal.rijssen-holten | Jolanda ter Horst | local | Rijssen-Holten
        collega.nijmegen | Joris Wiersma | local | Nijmegen
        aandacht | Miriam Okafor | safeguarding | -
        netwerk.tweede | Ruben Castelijn | network | -
        """
}

/// The visits before today, so that "since your last visit" has something to tell.
enum DemoVisits {
    static func write(_ story: DemoStory) {
        for (index, user) in story.accounts.signingIn.enumerated() {
            for daysAgo in [24, 4] {
                story.on(story.today - daysAgo - index % 2, minute: 490 + index, by: .system) {
                    _ = try Session.start(for: user, device: "Firefox", in: $0)
                }
            }
        }
    }
}
