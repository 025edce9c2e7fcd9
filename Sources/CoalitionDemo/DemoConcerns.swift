import Coalition

/// What people of the demo worry and complain about: something acute at a group, a complaint of the
/// neighbourhood, something about a coordinator, and a report that is not written yet.
enum DemoConcerns {
    static let texts = [
        "De oudste zoon komt al een week niet op school en het gezin wil er niet over praten.",
        "Er is geen geld meer voor eten. De post ligt ongeopend op tafel.",
        "Iemand van de groep komt onaangekondigd langs en blijft lang. De moeder vindt dat lastig.",
    ]
    static let complaint =
        "Een buurvrouw klaagt dat bezoekers van het gezin steeds voor haar uitrit parkeren."
    static let aboutCoordinator =
        "De coördinator beloofde een gezin een woning en vroeg daar geld voor terug."
    private static let acute =
        "De vader slaat als hij boos is. De moeder vroeg ons om niets te zeggen."

    static func write(_ story: DemoStory) {
        writeAcute(story)
        writeUnfinished(story)
        guard let haarlem = story.accounts.cities["Haarlem"],
            let nijmegen = story.accounts.cities["Nijmegen"]
        else { return }
        let officer = story.accounts.municipality("Haarlem")
        story.on(story.today - 2, minute: 650, by: officer) { tx in
            var draft = ConcernDraft()
            (draft.kind, draft.source) = (.complaint, .neighbourhood)
            (draft.text, draft.severity) = (complaint, .low)
            try draft.report(ConcernPlace(in: haarlem, officer), in: tx)
        }
        let shelter = story.accounts.shelter("Nijmegen")
        story.on(story.today - 6, minute: 700, by: shelter) { tx in
            let coordinator = story.accounts.local("Nijmegen")
            let ref: String? = try coordinator.userID.flatMap { try User.find($0, in: tx)?.ref }
            guard let ref else { return }
            var draft = ConcernDraft()
            (draft.kind, draft.severity) = (.boundaries, .high)
            (draft.text, draft.about) = (aboutCoordinator, .account(ref))
            try draft.report(ConcernPlace(in: nijmegen, shelter), in: tx)
        }
    }

    /// What was reported with a tap three days ago was written at once, and is in good hands.
    private static func writeAcute(_ story: DemoStory) {
        let coordinator = story.accounts.local("Nijmegen")
        story.on(story.today - 3, minute: 1078, by: coordinator) { tx in
            guard let concern = try first(by: coordinator, in: tx) else { return }
            var draft = ConcernDraft()
            (draft.text, draft.severity, draft.kind) = (acute, .acute, .violence)
            draft.source = .family
            try draft.complete(concern, version: concern.version, in: tx)
        }
        let lead = story.accounts.safeguarding
        story.on(story.today - 3, minute: 1079, by: lead) { tx in
            guard let concern = try acute(in: tx),
                let own = try lead.userID.flatMap({ try User.find($0, in: tx)?.ref })
            else { return }
            _ = try OpenConcern.open(concern, in: tx)
            var draft = TriageDraft()
            (draft.kind, draft.severity, draft.handler) = (.violence, .acute, own)
            try draft.triage(
                concern, phone: "070 000 00 00", version: concern.version, in: tx)
            let triaged = try Concern.find(concern.ref, in: tx)
            try triaged.take(step: 1, on: story.today - 3, in: tx)
            try triaged.agree("Morgen praten wij met de moeder, zonder de vader.", in: tx)
        }
    }

    /// One of Haarlem taps today and is called away.
    private static func writeUnfinished(_ story: DemoStory) {
        let coordinator = story.accounts.local("Haarlem")
        story.on(story.today, minute: 481, by: coordinator) { tx in
            var list = GroupList()
            list.states = [.active]
            guard
                let group = try list.page(nil, in: tx).rows.last(where: { $0.name == "Schalkwijk" })
            else { return }
            var draft = LogDraft.spoken(on: story.today)
            draft.hasConcern = true
            try draft.create(for: group, in: tx)
        }
    }

    private static func first(by viewer: Viewer, in tx: Transaction) throws -> Concern? {
        try ConcernAlert.all(in: tx).first { $0.kind == .unfinished }?.concern
    }

    private static func acute(in tx: Transaction) throws -> Concern? {
        var list = ConcernList()
        list.severity = .acute
        return try list.lines(nil, in: tx).rows.first?.concern
    }
}
