import Coalition
import Fixtures
import SQLite

/// A family of Nijmegen that was split for safety, and the people who work there and in Haarlem.
struct SafetyScene {
    let site: SiteFixture
    /// The part that stayed in the record, and the one that has a record of its own.
    let stays: Family
    let left: Family
    var fixture: Fixture { site.fixture }

    init() throws {
        let site = try SiteFixture()
        self.site = site
        let fixture = site.fixture
        let waiting = try fixture.waiting { $0.neighbourhood = "Bottendaal" }
        (stays, left) = try fixture.write(fixture.hanneke) { tx in
            for (name, kind) in [
                ("Basel Haddad", FamilyMember.Kind.parent), ("Amira Haddad", .partner),
                ("Dina Haddad", .child),
            ] {
                var person = FamilyMemberDraft()
                (person.name, person.kind, person.birthYear) = (name, kind, 1988)
                try person.add(to: waiting, in: tx)
            }
            var contact = FormalContactDraft()
            (contact.function, contact.organisation) = (.guidance, "Bindkracht10")
            let id = try contact.create(in: fixture.nijmegen, tx).id
            for city in [fixture.nijmegen, fixture.haarlem] {
                contact.organisation = "Humanitas"
                let keeper = Viewer(
                    userID: nil, name: "Noor", grants: [.init(.local, city: city.id)])
                try contact.create(
                    in: city, tx.replayed(at: tx.now, as: keeper, trace: "scene"))
            }
            try waiting.choose(id.value, from: tx.today, in: tx)
            let family = try Family.find(waiting.ref, in: tx)
            let people = try FamilyMember.all(of: family, in: tx)
            var draft = SplitDraft()
            (draft.kind, draft.on) = (.safety, tx.today)
            draft.members = Set(people.filter { $0.name != "Basel Haddad" }.map(\.id.value))
            let part = try draft.split(family, version: family.version, in: tx)
            return (try Family.find(family.ref, in: tx), part)
        }
    }

    /// The part that left moves to Haarlem.
    ///
    /// - Returns: Its record there.
    func move() throws -> Family {
        try fixture.write(fixture.hanneke) { tx in
            var transfer = TransferDraft()
            transfer.city = fixture.haarlem.id
            (transfer.consentOn, transfer.how) = (tx.today, .spoken)
            try transfer.offer(left, in: tx)
        }
        return try fixture.write(fixture.coordinatorOfHaarlem) { tx in
            let number: Int64? = try tx.db.value("SELECT id FROM family_transfers")
            return try TransferOffer.find(number ?? 0, in: tx).accept(in: tx)
        }
    }

    /// The address of an account with a role, made once.
    func account(_ role: Role, in city: City? = nil) throws -> String {
        let email = "\(role.rawValue).\(city?.ref ?? "all")@coalitie.example".lowercased()
        try fixture.write(.system) { tx in
            guard try User.find(email: email, in: tx) == nil else { return }
            let id = try User.create(email: email, name: "Noor Smit", in: tx)
            try User.grant(.init(role, city: city?.id), to: id, from: tx.today, in: tx)
        }
        return email
    }

    /// What happens in the life of a family, by who coordinates it.
    static func live(
        _ family: Family, in city: City, neighbourhood: String, _ tx: Transaction
    ) throws {
        func now() throws -> Family { try Family.find(family.ref, in: tx) }
        var draft = try FamilyDraft.stored(family.id, in: tx).draft
        draft.neighbourhood = neighbourhood
        (draft.infoGivenOn, draft.consentOn) = (tx.today, tx.today)
        (draft.needsLevel, draft.wantsGroup) = (3, true)
        try draft.update(family, version: family.version, in: tx)
        let contacts = try FormalContact.all(of: city.id, in: tx)
        if let contact = contacts.first(where: { $0.organisation == "Humanitas" }) {
            try now().choose(contact.id.value, from: tx.today, in: tx)
        }
        var need = NeedDraft()
        (need.theme, need.title) = (.housing, "Een eigen woning")
        try need.add(to: try now(), in: tx)
        try SensitiveNote.add(.health, "Slaapt slecht.", to: try now(), in: tx)
        var person = FamilyMemberDraft()
        (person.name, person.kind, person.birthYear) = ("Amira Haddad", .relative, 1988)
        try person.add(to: try now(), in: tx)
        var concern = ConcernDraft()
        (concern.text, concern.kind, concern.severity) = (
            "Bang voor wie achterbleef.", .safety, .acute
        )
        try concern.report(ConcernPlace(about: .family(try now()), in: tx), in: tx)
        if try now().state == .announced { try now().move(to: .intake, in: tx) }
        var talk = TalkDraft()
        (talk.kind, talk.on) = (Talk.Kind.allCases.first, tx.today + 3)
        try talk.create(about: .family(try now()), in: tx)
    }
}
