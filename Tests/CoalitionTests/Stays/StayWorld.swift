import Coalition
import Fixtures
import Testing

/// Nijmegen with two accommodations, Haarlem with one, and guests to come.
struct StayWorld {
    let fixture: Fixture
    let waal: Accommodation
    let stad: Accommodation
    let spaarne: Accommodation

    init(at moment: Instant? = nil) throws {
        let fixture = try moment.map { try Fixture(at: $0) } ?? Fixture()
        self.fixture = fixture
        (waal, stad, spaarne) = try fixture.write(fixture.network) { tx in
            (
                try StayWorld.home("NIJ-A", in: fixture.nijmegen, tx),
                try StayWorld.home("NIJ-B", in: fixture.nijmegen, tx),
                try StayWorld.home("HLM-A", in: fixture.haarlem, tx)
            )
        }
    }

    var cities: Set<ID<City>> { [fixture.nijmegen.id, fixture.haarlem.id] }

    var sanne: Viewer { fixture.shelterOfNijmegen }
    var network: Viewer { fixture.network }
    /// Mira coordinates Shelter City in Haarlem.
    var mira: Viewer { viewer(.shelter, in: fixture.haarlem) }
    var safeguarding: Viewer { viewer(.safeguarding) }

    func viewer(_ role: Role, in city: City? = nil) -> Viewer {
        Viewer(userID: nil, name: "Mira Jansen", grants: [.init(role, city: city?.id)])
    }

    static func home(_ name: String, in city: City, _ tx: Transaction) throws -> Accommodation {
        var draft = AccommodationDraft()
        draft.name = name
        draft.address = "Waalkade 12, 6511 XR"
        return try draft.create(in: city, tx)
    }

    /// Changes an accommodation as Sanne, from how it stands.
    func change(_ home: Accommodation, _ edit: (inout AccommodationDraft) -> Void) throws {
        try fixture.write(sanne) { tx in
            let home = try Accommodation.find(home.ref, in: tx)
            var draft = try AccommodationDraft.stored(home.id, in: tx).draft
            edit(&draft)
            try draft.update(home, version: home.version, in: tx)
        }
    }

    func guest(_ bird: String = "Wulp") throws -> Guest {
        try fixture.write(network) { tx in
            var draft = GuestDraft()
            draft.code = bird
            return try draft.create(in: tx)
        }
    }

    func draft(
        _ home: Accommodation?, _ guest: Guest?, _ from: String, _ until: String
    ) -> StayDraft {
        var draft = StayDraft()
        draft.accommodation = home?.ref
        draft.guest = guest?.ref
        draft.from = Day(iso: from)
        draft.until = Day(iso: until)
        return draft
    }

    @discardableResult
    func plan(
        _ home: Accommodation?, _ guest: Guest? = nil, _ from: String, _ until: String,
        by viewer: Viewer? = nil, in city: City? = nil
    ) throws -> Stay {
        let draft = draft(home, guest, from, until)
        return try fixture.write(viewer ?? network) { try draft.create(in: city, $0) }
    }

    /// Takes a stay along the table to a state, the network and Sanne each doing their part.
    func bring(_ stay: Stay, to goal: [Stay.State]) throws -> Stay {
        let both = Viewer(
            userID: nil, name: "Samen",
            grants: [.init(.network), .init(.shelter, city: stay.city)])
        return try fixture.write(both) { tx in
            for state in goal { try Stay.find(stay.ref, in: tx).move(to: state, in: tx) }
            return try Stay.find(stay.ref, in: tx)
        }
    }

    func again(_ stay: Stay) throws -> Stay {
        try fixture.read(network) { try Stay.find(stay.ref, in: $0) }
    }
}

/// The problems of a refused change; empty and a failed test when it was accepted.
func problems(
    _ work: () throws -> Void, at place: SourceLocation = #_sourceLocation
) throws -> [Problem] {
    do { try work() } catch Refusal.invalid(let problems) { return problems }
    Issue.record("The change was accepted", sourceLocation: place)
    return []
}

/// Whether a refusal says that there is nothing of the kind.
func isNotFound(_ work: () throws -> Void) -> Bool {
    do { try work() } catch Refusal.notFound { return true } catch { return false }
    return false
}

/// Whether a refusal says that the viewer may not.
func isForbidden(_ work: () throws -> Void) -> Bool {
    do { try work() } catch Refusal.forbidden { return true } catch { return false }
    return false
}

extension Period {
    static func of(_ from: String, _ until: String) throws -> Period {
        let (first, last) = (try #require(Day(iso: from)), try #require(Day(iso: until)))
        return try #require(Period(first, until: last))
    }
}
