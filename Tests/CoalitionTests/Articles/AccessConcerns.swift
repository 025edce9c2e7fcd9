import Fixtures

@testable import Coalition

/// What is asked of concerns, where somebody holds the safeguarding role.
extension AccessScene {
    static func concerns(
        about group: Group, _ fixture: Fixture
    ) throws -> (open: Concern, closed: Concern) {
        _ = try fixture.write(.system) { tx in
            let id = try User.create(email: "lead@coalitie.example", name: "Miriam", in: tx)
            try User.grant(Viewer.Grant(.safeguarding), to: id, from: tx.today - 1, in: tx)
        }
        return try fixture.write(fixture.hanneke) { tx in
            let place = try ConcernPlace(about: .group(group), in: tx)
            var draft = ConcernDraft()
            draft.text = "Er is geen eten in huis."
            let open = try draft.report(place, in: tx)
            draft.isPrivate = true
            return (open, try draft.report(place, in: tx))
        }
    }

    var concerns: [AccessTables.Question] {
        [
            (
                "know that one was reported and how far it is",
                { try concern.level(in: $0) > .nothing }
            ),
            ("know the same of one that is closed", { try closed.level(in: $0) > .nothing }),
            ("read what was reported", { try concern.level(in: $0) == .text }),
            ("read it with a reason", { try concern.opens(in: $0) }),
            (
                "say what it is and who handles it",
                { try concern.level(in: $0) == .text && concern.mayTriage($0.viewer) }
            ),
            ("know how many are open", { try ConcernCount.told(in: concern.city, $0) != nil }),
        ]
    }
}
