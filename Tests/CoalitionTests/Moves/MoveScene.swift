import Fixtures
import SQLite

@testable import Coalition

/// A family of two adults and two children in Nijmegen that waits, with names, goals, a note and a
/// contact; Hanneke coordinates it, Karim families of Haarlem.
struct MoveScene {
    let fixture: Fixture
    let family: Family
    let members: [ID<FamilyMember>]
    let account: ID<User>

    /// Hanneke with an account, so that what she alone knows is hers.
    var hanneke: Viewer {
        Viewer(
            userID: account, name: "Hanneke Vos",
            grants: [.init(.local, city: fixture.nijmegen.id)])
    }
    /// Another coordinator of the same city.
    var noor: Viewer { fixture.hanneke }
    var karim: Viewer { fixture.coordinatorOfHaarlem }
    var lead: Viewer { Viewer(userID: nil, name: "Miriam", grants: [.init(.safeguarding)]) }

    init() throws {
        let fixture = try Fixture()
        self.fixture = fixture
        account = try fixture.write(.system) { tx in
            let id = try User.create(email: "hanneke@coalitie.example", name: "Hanneke", in: tx)
            try User.grant(.init(.local, city: fixture.nijmegen.id), to: id, from: tx.today, in: tx)
            let lead = try User.create(email: "lead@coalitie.example", name: "Miriam", in: tx)
            try User.grant(.init(.safeguarding), to: lead, from: tx.today, in: tx)
            return id
        }
        let waiting = try fixture.waiting {
            $0.householdSize = 4
            ($0.adults, $0.minors) = (2, 2)
            $0.neighbourhood = "Bottendaal"
        }
        members = try fixture.write(fixture.hanneke) { tx in
            try [
                ("Amira Haddad", FamilyMember.Kind.parent, 1988),
                ("Basel Haddad", .partner, 1985), ("Dina Haddad", .child, 2015),
                ("Faris Haddad", .child, 2018),
            ].map { name, kind, year in
                var draft = FamilyMemberDraft()
                (draft.name, draft.kind, draft.birthYear) = (name, kind, year)
                return try draft.add(to: waiting, in: tx)
            }
        }
        family = try fixture.write(fixture.hanneke) { tx in
            try SensitiveNote.add(.health, "Slaapt slecht.", to: waiting, in: tx)
            try SensitiveNote.add(.legal, "Procedure loopt.", to: waiting, in: tx)
            var contact = FormalContactDraft()
            (contact.function, contact.organisation) = (.guidance, "Bindkracht10")
            contact.name = "Ans Peters"
            let id = try contact.create(in: fixture.nijmegen, tx).id
            try waiting.choose(id.value, from: tx.today, in: tx)
            var milestone = MilestoneDraft()
            (milestone.kind, milestone.reachedOn) = (.gp, tx.today - 3)
            try milestone.add(to: waiting, in: tx)
            return try Family.find(waiting.ref, in: tx)
        }
    }

    func now(_ family: Family? = nil) throws -> Family {
        try fixture.read(.system) { try Family.find((family ?? self.family).id, in: $0) }
    }

    func now(_ family: Family? = nil, in tx: Transaction) throws -> Family {
        try Family.find((family ?? self.family).id, in: tx)
    }

    func offer(
        to city: City? = nil, _ change: (inout TransferDraft) -> Void = { _ in }
    ) throws -> FamilyTransfer {
        try fixture.write(hanneke) { tx in
            var draft = TransferDraft()
            draft.city = (city ?? fixture.haarlem).id
            (draft.consentOn, draft.how) = (tx.today, .interpreter)
            change(&draft)
            return try draft.offer(Family.find(family.ref, in: tx), in: tx)
        }
    }

    func accept(_ transfer: FamilyTransfer) throws -> Family {
        try fixture.write(karim) { tx in
            try TransferOffer.find(transfer.id.value, in: tx).accept(in: tx)
        }
    }

    /// The first adult and child leave.
    func split(
        _ kind: FamilyParting.Kind, _ change: (inout SplitDraft) -> Void = { _ in }
    ) throws -> Family {
        try fixture.write(hanneke) { tx in
            let family = try Family.find(family.ref, in: tx)
            var draft = SplitDraft()
            (draft.kind, draft.on) = (kind, tx.today)
            draft.members = [members[0].value, members[2].value]
            change(&draft)
            return try draft.split(family, version: family.version, in: tx)
        }
    }

    func names(of family: Family, as viewer: Viewer? = nil) throws -> [String?] {
        try fixture.read(viewer ?? hanneke) { tx in
            try FamilyMember.all(of: Family.find(family.ref, in: tx), in: tx).map(\.name)
        }
    }

    /// A group around the family that is active.
    func couple(_ family: Family? = nil) throws -> Match {
        let group = try fixture.ready()
        let match = try fixture.proposed(try now(family), group)
        try fixture.write(fixture.hanneke) { tx in
            try fixture.agree(match, in: tx)
            try Match.find(match.ref, in: tx).move(to: .active, .init(on: tx.today), in: tx)
        }
        return try fixture.read(.system) { try Match.find(match.id, in: $0) }
    }

    /// The messages of a refusal; empty when nothing is refused.
    func problems(_ work: () throws -> Void) -> [String] {
        do {
            try work()
            return []
        } catch Refusal.invalid(let problems) {
            return problems.map { "\($0.field): \($0.message)" }
        } catch { return ["\(error)"] }
    }

    /// What stands in the logs, as the auditor reads them.
    func audit(_ ref: String) throws -> [String] {
        try fixture.read(.system) { tx in
            try tx.db.values(
                """
                SELECT subject || ' ' || ref || ' ' || fields || ' ' || result FROM audit_log
                WHERE ref = \(ref) OR ref LIKE \(ref + "/%")
                """)
        }
    }

    /// The references of the families and people that Hanneke finds.
    func search(_ text: String) throws -> [SearchHit] {
        try fixture.read(hanneke) { tx in
            try SearchFindings.of(
                SearchQuery(text), people: true, title: { _, _ in "" }, in: tx
            ).all.filter { $0.kind == .family || $0.kind == .volunteer }
        }
    }

    func findings() throws -> [String] { try Consistency.findings(fixture.records) }
}
