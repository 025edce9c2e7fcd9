import Coalition

/// The people around the families of the demo: community builders and formal contacts, who is named
/// where, a family that another municipality will house, and one for which a municipality has a duty.
enum DemoAround {
    static func write(_ story: DemoStory) {
        for builder in DemoBuilder.all {
            story.on(story.today - 210, minute: 560, by: keeper(builder.city, story)) { tx in
                try builder.draft.create(in: story.accounts.cities[builder.city], tx)
            }
        }
        for contact in DemoContact.all {
            story.on(story.today - 209, minute: 560, by: keeper(contact.city, story)) { tx in
                try contact.draft.create(in: story.accounts.cities[contact.city], tx)
            }
        }
        for name in ["Nijmegen", "Haarlem", "Rotterdam", "Den Haag"] {
            guard let city = story.accounts.cities[name] else { continue }
            let local = story.accounts.local(name)
            story.on(story.today - 12, minute: 620, by: local) { tx in
                try nameBuilders(in: city, tx)
                try chooseContacts(in: city, tx)
            }
        }
        guard let nijmegen = story.accounts.cities["Nijmegen"] else { return }
        story.on(story.today - 9, minute: 650, by: story.accounts.local("Nijmegen")) { tx in
            try describe(in: nijmegen, tx)
        }
    }

    private static func keeper(_ city: String, _ story: DemoStory) -> Viewer {
        story.accounts.cities[city] == nil ? story.accounts.network : story.accounts.local(city)
    }

    /// On every match of which somebody speaks the family's language.
    private static func nameBuilders(in city: City, _ tx: Transaction) throws {
        var list = MatchList()
        (list.city, list.state) = (city.id, .active)
        for line in try list.lines(nil, in: tx).rows where line.match.kind == .samenHier {
            let choices = try CommunityBuilder.choices(for: line.match, in: tx)
            guard let first = choices.first, !first.shared.isEmpty else { continue }
            try line.match.name(
                first.builder.id.value, from: line.match.introducedOn ?? city.today(tx), in: tx)
        }
    }

    /// A client manager for each family that is known, and for every third somebody who guides it.
    private static func chooseContacts(in city: City, _ tx: Transaction) throws {
        for state in [Family.State.supported, .waiting] {
            var list = FamilyList.inState(state)
            list.city = city.id
            for (index, family) in try list.page(nil, in: tx).rows.enumerated() {
                let wanted: [FormalContact.Function] =
                    index % 3 == 0 ? [.clientManager, .guidance] : [.clientManager]
                let choices = try FormalContact.choices(for: family, in: tx)
                for function in wanted {
                    let fitting = choices.filter { $0.function == function }
                    guard !fitting.isEmpty else { continue }
                    let contact = fitting[index % fitting.count]
                    try family.choose(
                        contact.id.value,
                        from: max(family.announcedOn, city.today(tx) - 30), in: tx)
                }
            }
        }
    }

    private static func describe(in city: City, _ tx: Transaction) throws {
        var (waiting, all) = (FamilyList.inState(.waiting), FamilyList())
        (waiting.city, all.city) = (city.id, city.id)
        if let family = try waiting.page(nil, in: tx).rows.first {
            try change(family, tx) { $0.assignedMunicipality = "Wijchen" }
        }
        let own = try all.page(nil, in: tx).rows.first {
            !$0.isAnnouncedByMunicipality && [.supported, .waiting].contains($0.state)
        }
        if let own {
            let day = city.today(tx)
            try change(own, tx) { $0.municipalityDutyOn = day }
        }
    }

    private static func change(
        _ family: Family, _ tx: Transaction, _ edit: (inout FamilyDraft) -> Void
    ) throws {
        let now = try Family.find(family.ref, in: tx)
        var draft = try FamilyDraft.stored(now.id, in: tx).draft
        edit(&draft)
        try draft.update(now, version: now.version, in: tx)
    }
}

/// A community builder of the demo.
struct DemoBuilder: Sendable {
    /// The city that keeps the person; another word for the network.
    let city: String
    let draft: CommunityBuilderDraft

    static let all: [DemoBuilder] = WordList.lines(text).compactMap(DemoBuilder.init)

    private init?(line: String) {
        let parts = WordList.parts(line, at: "|")
        guard parts.count == 4 else { return nil }
        city = parts[0]
        var draft = CommunityBuilderDraft()
        draft.name = parts[1]
        draft.languages = WordList.parts(parts[2], at: " ")
        draft.phone = parts[3]
        draft.email = DemoPeople.address(parts[1])
        self.draft = draft
    }

    /// City, name, languages, and a number that nobody has.
    static let text = """
        Nijmegen | Rania Sabbagh | ar en | 06 00 31 40 21
        Nijmegen | Feven Tekle | ti am en | 06 00 31 40 22
        Haarlem | Soraya Hashimi | prs fa ps | 06 00 31 40 23
        Haarlem | Iryna Bondar | uk ru | 06 00 31 40 24
        Rotterdam | Mulki Abshir | so en | 06 00 31 40 25
        Den Haag | Cemal Aksoy | tr kmr | 06 00 31 40 26
        netwerk | Gloria Bahati | sw fr rn | 06 00 31 40 27
        netwerk | Nasrin Amiri | fa prs | 06 00 31 40 28
        """
}

/// A formal contact of the demo.
struct DemoContact: Sendable {
    /// The city that keeps the contact; another word for the network.
    let city: String
    let draft: FormalContactDraft

    static let all: [DemoContact] = WordList.lines(text).compactMap(DemoContact.init)

    private init?(line: String) {
        let parts = WordList.parts(line, at: "|")
        guard parts.count == 5 else { return nil }
        city = parts[0]
        var draft = FormalContactDraft()
        draft.function = FormalContact.Function(rawValue: parts[1])
        draft.organisation = parts[2]
        draft.name = parts[3] == "-" ? nil : parts[3]
        draft.phone = parts[4]
        draft.email = draft.name.map(DemoPeople.address)
        self.draft = draft
    }

    /// City, function, organisation, name or none, and a number that nobody has.
    static let text = """
        Nijmegen | client_manager | Gemeente Nijmegen | Marieke Brands | 06 00 31 41 01
        Nijmegen | client_manager | Gemeente Nijmegen | Ton Kersten | 06 00 31 41 02
        Nijmegen | guidance | Welzijn Waalstad | Saskia Rutten | 06 00 31 41 03
        Nijmegen | guardian | Jeugdvoogdij Oost | - | 024 000 41 04
        Haarlem | client_manager | Gemeente Haarlem | Peter Veldman | 06 00 31 41 05
        Haarlem | guidance | Welzijn Spaarne | Naima Chakir | 06 00 31 41 06
        Rotterdam | client_manager | Gemeente Rotterdam | Joyce Wekker | 06 00 31 41 07
        Den Haag | client_manager | Gemeente Den Haag | Rob Staal | 06 00 31 41 08
        netwerk | coa | COA, opvanglocaties | - | 088 000 41 09
        """
}
