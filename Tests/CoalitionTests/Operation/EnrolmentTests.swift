import Coalition
import Fixtures
import Testing

@Suite("An account made by command")
struct EnrolmentTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func problem(_ enrolment: Enrolment) throws -> String? {
        do {
            try fixture.write(.system) { _ = try enrolment.create(in: $0) }
            return nil
        } catch Refusal.invalid(let problems) { return problems.first?.field }
    }

    private func lines() throws -> [String] {
        try fixture.read(.system) { try AccountLine.all(in: $0).map(\.text) }
    }

    @Test("has its role from today on and a link to set its password by")
    func created() throws {
        var enrolment = Enrolment(email: " Els@Voorbeeld.nl", name: "Els Visser")
        (enrolment.role, enrolment.city) = (.municipality, "haarlem")
        enrolment.programme = .samenHier
        let wanted = enrolment
        let token = try fixture.write(.system) { try wanted.create(in: $0) }
        let user = try fixture.read(.system) { try Invitation.find(token, in: $0)?.user }
        #expect(user?.email == "els@voorbeeld.nl")
        #expect(
            try lines() == [
                "els@voorbeeld.nl\tEls Visser\tmunicipality Haarlem samen_hier\thas no password yet"
            ])
    }

    @Test("is refused as a whole for a city that is missing, unknown or too much")
    func cities() throws {
        for (role, city) in [
            (Role.local, nil), (.local, "Atlantis"), (.local, "C-ZZZZ"), (.admin, "Haarlem"),
        ] {
            var enrolment = Enrolment(email: "els@voorbeeld.nl", name: "Els Visser")
            (enrolment.role, enrolment.city) = (role, city)
            #expect(try problem(enrolment) == "city")
        }
        #expect(try lines().isEmpty)
    }

    @Test("may name the city by its reference")
    func reference() throws {
        var enrolment = Enrolment(email: "els@voorbeeld.nl", name: "Els Visser")
        (enrolment.role, enrolment.city) = (.shelter, fixture.nijmegen.ref)
        #expect(try problem(enrolment) == nil)
        #expect(try problem(enrolment) == "email")
        #expect(try lines().count == 1)
    }

    @Test("is refused with a city or programme that has no role to belong to")
    func withoutRole() throws {
        var enrolment = Enrolment(email: "els@voorbeeld.nl", name: "Els Visser")
        enrolment.programme = .samenHier
        #expect(try problem(enrolment) == "role")
        (enrolment.programme, enrolment.city) = (nil, "Haarlem")
        #expect(try problem(enrolment) == "role")
        #expect(try lines().isEmpty)
    }

    private func blocked(_ user: User) throws -> Bool {
        try fixture.write(.system) { try User.setBlocked(true, user, in: $0) }
    }

    @Test("fault R07 whoever blocks the last administrator is told that none is left")
    func lastAdministrator() throws {
        let (els, esther) = try fixture.write(.system) { tx in
            let people = try ["els", "esther"].map { name in
                var enrolment = Enrolment(email: "\(name)@voorbeeld.nl", name: name)
                enrolment.role = .admin
                let token = try enrolment.create(in: tx)
                return try #require(try Invitation.find(token, in: tx))
            }
            try people[0].accept(passwordHash: "hash", in: tx)
            return (people[0].user, people[1].user)
        }
        // Esther has no password yet, so that nobody could sign in.
        #expect(try blocked(els) == false)
        try fixture.write(.system) { tx in
            _ = try User.setBlocked(false, els, in: tx)
            try User.setPassword("hash", of: esther, keeping: nil, in: tx)
        }
        #expect(try blocked(els) == true)
        #expect(try blocked(esther) == false)
    }

    @Test("is refused without an address, a name or a language of ours")
    func fields() throws {
        #expect(try problem(Enrolment(email: "els", name: "Els")) == "email")
        #expect(try problem(Enrolment(email: "els@voorbeeld.nl", name: "")) == "name")
        var enrolment = Enrolment(email: "els@voorbeeld.nl", name: "Els")
        enrolment.language = "fr"
        #expect(try problem(enrolment) == "language")
    }
}
