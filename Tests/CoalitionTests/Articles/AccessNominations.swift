import Fixtures

@testable import Coalition

/// What is asked of candidates, nominations and cohorts.
extension AccessScene {
    static func nominated(
        _ stay: Stay, _ fixture: Fixture
    ) throws -> (stay: Stay, nomination: Nomination) {
        let nomination = try fixture.read(.system) { try Nomination.current(of: stay, in: $0) }
        guard let nomination else { throw Refusal.notFound }
        return (stay, nomination)
    }

    var nominations: [AccessTables.Question] {
        func policy(
            _ scene: (stay: Stay, nomination: Nomination),
            _ right: @escaping (NominationPolicy) -> Bool
        ) -> (Transaction) -> Bool {
            { right(NominationPolicy($0.viewer, scene.nomination, of: scene.stay)) }
        }
        return [
            (
                "know of candidates",
                { $0.viewer.holds(Candidate.readers, for: StayPolicy.programmes) }
            ),
            (
                "see the cohorts with all cities",
                { $0.viewer.holds(CohortStand.readers, for: StayPolicy.programmes) }
            ),
            (
                "propose a guest",
                { $0.viewer.holds(NominationPolicy.makers, for: StayPolicy.programmes) }
            ),
            ("take a proposal back", policy(asked) { $0.mayWithdraw }),
            ("read what the network tells of a guest", policy(asked) { $0.mayRead }),
            ("say yes or no for the city", policy(asked) { $0.mayAnswer }),
            ("write down what the municipality said", policy(asked) { $0.mayPermit }),
            ("read what is needed, before the city's yes", policy(asked) { $0.mayReadNeeds }),
            ("read it after that", policy(welcomed) { $0.mayReadNeeds }),
            ("read what the risk is", policy(welcomed) { $0.mayReadRisk }),
            ("see the case team", policy(welcomed) { $0.maySeeTeam }),
        ]
    }
}
