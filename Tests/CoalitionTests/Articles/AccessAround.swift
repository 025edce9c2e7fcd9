import Fixtures

@testable import Coalition

/// What is asked of the people around a family: those that a city keeps, and those of the network.
extension AccessScene {
    var around: [AccessTables.Question] { builders + contacts }

    private var builders: [AccessTables.Question] {
        let city = fixture.nijmegen.id
        return [
            (
                "know how many community builders a city has and what they speak",
                { BuilderPolicy($0.viewer, of: city).maySee }
            ),
            (
                "know one of the city by name and number",
                { BuilderPolicy($0.viewer, of: city).maySeePerson }
            ),
            (
                "know one of the network by name and number",
                { BuilderPolicy($0.viewer, of: nil).maySeePerson }
            ),
            ("change one of the city", { BuilderPolicy($0.viewer, of: city).mayEdit }),
            ("change one of the network", { BuilderPolicy($0.viewer, of: nil).mayEdit }),
        ]
    }

    private var contacts: [AccessTables.Question] {
        let city = fixture.nijmegen.id
        return [
            (
                "know function and organisation of a formal contact of the city",
                { ContactPolicy.sees($0.viewer, city) }
            ),
            (
                "know its name and number",
                { ContactPolicy($0.viewer, of: city, .guidance).maySeePerson }
            ),
            (
                "know name and number of a client manager",
                { ContactPolicy($0.viewer, of: city, .clientManager).maySeePerson }
            ),
            ("change it", { ContactPolicy($0.viewer, of: city, .guidance).mayEdit }),
            (
                "change a client manager",
                { ContactPolicy($0.viewer, of: city, .clientManager).mayEdit }
            ),
            (
                "change a formal contact of the network",
                { ContactPolicy($0.viewer, of: nil, .coa).mayEdit }
            ),
        ]
    }
}
