import Coalition
import Fixtures
import Testing

/// Nijmegen and Haarlem with a home and a slot each, and the guests whom the network looks a city for.
struct NominationWorld {
    let stays: StayWorld
    let esther: Viewer
    let sanne: Viewer
    let gerrit: Viewer
    let slot: Stay
    let haarlem: Stay

    var fixture: Fixture { stays.fixture }

    init() throws {
        stays = try StayWorld()
        let fixture = stays.fixture
        esther = try NominationWorld.account("Esther", .network, nil, fixture)
        sanne = try NominationWorld.account("Sanne", .shelter, fixture.nijmegen, fixture)
        gerrit = try NominationWorld.account("Gerrit", .municipality, fixture.nijmegen, fixture)
        slot = try stays.plan(stays.waal, nil, "2027-04-01", "2027-06-20")
        haarlem = try stays.plan(stays.spaarne, nil, "2027-05-01", "2027-07-20")
    }

    func account(_ name: String, _ role: Role, _ city: City?) throws -> Viewer {
        try NominationWorld.account(name, role, city, fixture)
    }

    private static func account(
        _ name: String, _ role: Role, _ city: City?, _ fixture: Fixture
    ) throws -> Viewer {
        try fixture.write(.system) { tx in
            let id = try User.create(
                email: "\(name.lowercased())@coalitie.example", name: name, in: tx)
            let grant = Viewer.Grant(role, city: city?.id)
            try User.grant(grant, to: id, from: tx.today - 1, in: tx)
            return Viewer(userID: id, name: name, grants: [grant])
        }
    }

    /// A guest of whom all is found out.
    func candidate(
        _ bird: String = "Wulp", _ edit: (inout CandidateDraft) -> Void = { _ in }
    ) throws -> Guest {
        let guest = try entered(bird)
        try fixture.write(esther) { tx in
            var draft = NominationWorld.draft()
            edit(&draft)
            try draft.save(guest, version: try Candidate.of(guest, in: tx).version, in: tx)
            try Candidate.of(guest, in: tx).enter(.ready, in: tx)
        }
        return guest
    }

    /// A guest of whom nothing is known.
    func entered(_ bird: String) throws -> Guest {
        try fixture.write(esther) { tx in
            var draft = GuestDraft()
            draft.code = bird
            return try draft.create(in: tx)
        }
    }

    static func draft() -> CandidateDraft {
        var draft = CandidateDraft()
        draft.conditions = Dictionary(
            uniqueKeysWithValues: CandidateCondition.allCases.map { ($0, true) })
        draft.facts.earliest = Day(iso: "2027-03-01")
        draft.facts.nights = 80
        draft.facts.languages = ["en", "fr"]
        draft.facts.themes = [.press]
        return draft
    }

    @discardableResult
    func nominate(
        _ guest: Guest, for slot: Stay, by viewer: Viewer? = nil,
        _ edit: (inout NominationDraft) -> Void = { _ in }
    ) throws -> Nomination {
        var draft = NominationDraft()
        (draft.stay, draft.guest) = (slot.ref, guest.ref)
        draft.profile.languages = ["en"]
        (draft.profile.needsLevel, draft.profile.riskLevel) = (1, 3)
        (draft.profile.needs, draft.profile.risk) = ("Een kamer beneden", "Wordt gevolgd")
        edit(&draft)
        return try fixture.write(viewer ?? esther) { [draft] in try draft.propose(in: $0) }
    }

    func answer(
        _ stay: Stay, by viewer: Viewer? = nil,
        _ work: (Nomination, Stay, Transaction) throws -> Void
    ) throws {
        try fixture.write(viewer ?? sanne) { tx in
            let stay = try Stay.find(stay.ref, in: tx)
            guard let nomination = try Nomination.live(of: stay, in: tx) else {
                throw Refusal.notFound
            }
            try work(nomination, stay, tx)
        }
    }

    func decline(_ stay: Stay) throws {
        try answer(stay) { try $0.decline($1, .language, in: $2) }
    }

    func accept(_ stay: Stay) throws { try answer(stay) { try $0.accept($1, in: $2) } }

    func nomination(_ stay: Stay) throws -> Nomination? {
        try fixture.read(esther) { tx in
            try Nomination.current(of: try Stay.find(stay.ref, in: tx), in: tx)
        }
    }

    /// What the viewer reads of the guest of a stay.
    func profile(_ stay: Stay, _ viewer: Viewer) throws -> NominationProfile? {
        try fixture.write(viewer) { tx in
            let stay = try Stay.find(stay.ref, in: tx)
            return try Nomination.current(of: stay, in: tx)?.open(of: stay, in: tx)
        }
    }

    /// Kinds and roles of the open tasks about nominations.
    func tasks() throws -> [String] {
        try fixture.read(.system) { tx in
            try tx.db.all(
                """
                SELECT kind, role FROM tasks WHERE subject = 'nomination' AND done_at IS NULL
                ORDER BY kind, role
                """
            ) { "\(try $0.next() as String) \(try $0.next() as String)" }
        }
    }
}
