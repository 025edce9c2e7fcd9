import Coalition
import Fixtures
import Testing

@Suite("A family that another programme is asked to take in")
struct FamilyProgrammeTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    /// A coordinator of one programme of the city alone.
    private func coordinator(_ programme: Programme) -> Viewer {
        Viewer(
            userID: nil, name: programme.rawValue,
            grants: [.init(.local, city: fixture.nijmegen.id, programme: programme)])
    }

    private func asked() throws -> Family {
        let family = try fixture.announced()
        let today = fixture.nijmegen.zone.day(of: fixture.clock.now)
        try fixture.write(coordinator(.samenHier)) {
            try family.ask(.hostedStay, consentOn: today, in: $0)
        }
        return family
    }

    private func answer(_ family: Family, _ takesIn: Bool, as viewer: Viewer) throws {
        try fixture.write(viewer) { tx in
            try FamilyRequest.find(family.ref, .hostedStay, in: tx).answer(takesIn, in: tx)
        }
    }

    @Test("is found by that programme once it said yes, and not before")
    func yes() throws {
        let family = try asked()
        let other = coordinator(.hostedStay)
        #expect(throws: Refusal.notFound) {
            try fixture.read(other) { try Family.find(family.ref, in: $0) }
        }
        try answer(family, true, as: other)
        #expect(try fixture.read(other) { try Family.find(family.ref, in: $0).id } == family.id)
    }

    @Test("is answered once: a second answer is told so, after yes and after no")
    func twice() throws {
        for takesIn in [true, false] {
            let family = try asked()
            try answer(family, takesIn, as: coordinator(.hostedStay))
            #expect(throws: Refusal.already(nil)) {
                try answer(family, takesIn, as: coordinator(.hostedStay))
            }
        }
    }

    @Test("asks nothing of a programme that was never asked, nor of who is not of it")
    func strangers() throws {
        let family = try fixture.announced()
        #expect(throws: Refusal.notFound) {
            try answer(family, true, as: coordinator(.hostedStay))
        }
        let wanted = try asked()
        for viewer in [coordinator(.samenHier), fixture.coordinatorOfHaarlem, fixture.admin] {
            #expect(throws: Refusal.notFound) { try answer(wanted, true, as: viewer) }
        }
    }
}
