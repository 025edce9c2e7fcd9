import Fixtures

@testable import Coalition

/// Two coordinators of Nijmegen, one of Haarlem and somebody of the network, each with an account; what
/// Hanneke made is hers.
struct HandoverScene {
    let team: TaskTeam
    let esther: TaskTeam.Person
    let fixture: Fixture
    let group: Group
    let match: Match

    var hanneke: TaskTeam.Person { team.hanneke }
    var joris: TaskTeam.Person { team.joris }

    init() throws {
        let fixture = try Fixture()
        self.fixture = fixture
        let team = try TaskTeam(fixture)
        self.team = team
        esther = try fixture.write(.system) { tx in
            let grant = Viewer.Grant(.network)
            let id = try User.create(email: "esther@coalitie.example", name: "Esther", in: tx)
            try User.grant(grant, to: id, from: tx.today, in: tx)
            return TaskTeam.Person(
                viewer: Viewer(userID: id, name: "Esther", grants: [grant]),
                ref: try User.find(id, in: tx)?.ref ?? "")
        }
        let (ready, family) = (try fixture.ready(), try fixture.waiting())
        let proposed = try fixture.write(team.hanneke.viewer) {
            try MatchProposal(family, try Group.find(ready.ref, in: $0)).propose(in: $0)
        }
        group = try fixture.write(team.hanneke.viewer) { [nijmegen = fixture.nijmegen] tx in
            var draft = GroupDraft()
            draft.name = "Hazenkamp"
            return try draft.create(in: nijmegen, tx)
        }
        match = proposed
    }

    func id(_ person: TaskTeam.Person) throws -> ID<User> {
        guard let id = person.viewer.userID else { throw Refusal.notFound }
        return id
    }

    func user(_ person: TaskTeam.Person) throws -> User {
        try fixture.read(.system) { try User.find(ref: person.ref, in: $0) }
    }

    /// Days from today.
    @discardableResult
    func away(
        _ person: TaskTeam.Person, _ from: Int = 0, _ until: Int = 21,
        deputy: TaskTeam.Person? = nil, by viewer: Viewer? = nil
    ) throws -> ID<Absence> {
        let id = try id(person)
        return try fixture.write(viewer ?? person.viewer) { tx in
            var draft = AbsenceDraft()
            (draft.from, draft.until, draft.deputy) = (
                tx.today + from, tx.today + until, deputy?.ref
            )
            return try draft.create(for: id, in: tx)
        }
    }

    func coordinator<Kind: Coordinated>(_ record: Kind) throws -> Coordinator? {
        try fixture.read(hanneke.viewer) { try record.coordinator(in: $0) }
    }

    func problems(_ work: () throws -> Void) -> [Problem] {
        do {
            try work()
            return []
        } catch Refusal.invalid(let problems) {
            return problems
        } catch { return [Problem("error", "\(error)")] }
    }

    func pass(days: Int) {
        fixture.clock.now = fixture.clock.now.adding(seconds: days * 86_400)
    }
}
