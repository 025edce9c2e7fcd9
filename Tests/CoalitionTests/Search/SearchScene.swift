import Coalition
import Fixtures
import SQLite

/// Two cities with records of the same names, so that whatever comes of the other one is seen.
struct SearchScene {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    /// A third city, with which an index goes on after each of the others, as it does among hundreds:
    /// at its very end a look-up is a step shorter.
    func zwolle() throws -> City {
        try fixture.write(.system) { tx in
            let id = try NewCity("Zwolle", latitude: 52.5, longitude: 6.1).create(in: tx)
            for programme in Programme.allCases {
                try CityProgramme.set(programme, .active, since: nil, of: id, in: tx)
            }
            return try City.find(id, in: tx)
        }
    }

    /// What somebody finds, by kind and reference.
    func find(
        _ typed: String, _ viewer: Viewer, people: Bool = true
    ) throws -> [SearchHit] {
        try fixture.read(viewer) { tx in
            try SearchFindings.of(
                SearchQuery(typed), people: people, title: { task, _ in task.title ?? "" }, in: tx
            ).all
        }
    }

    func refs(_ typed: String, _ viewer: Viewer, people: Bool = true) throws -> [String] {
        try find(typed, viewer, people: people).map(\.ref)
    }

    @discardableResult
    func group(_ name: String, in city: City, members: [String] = []) throws -> Group {
        try fixture.write(.system) { tx in
            var draft = GroupDraft()
            draft.name = name
            let group = try draft.create(in: city, tx)
            for name in members {
                var member = MemberDraft()
                (member.name, member.birthYear) = (name, 1980)
                try member.join(try Group.find(group.id, in: tx), in: tx)
            }
            return try Group.find(group.id, in: tx)
        }
    }

    @discardableResult
    func family(
        _ code: String? = nil, in city: City, route: Family.Route = .resettlement,
        announcedBy role: Role = .local, people: [String] = []
    ) throws -> Family {
        let announcer = Viewer(
            userID: nil, name: "Iemand", grants: [.init(role, city: city.id)])
        let family = try fixture.write(announcer) { tx in
            var draft = FamilyDraft()
            (draft.route, draft.householdSize) = (route, 4)
            return try draft.create(in: city, tx)
        }
        return try fixture.write(.system) { tx in
            for name in people {
                var person = FamilyMemberDraft()
                (person.name, person.kind) = (name, .parent)
                try person.add(to: family, in: tx)
            }
            if let code, let name = PlantNames.all.first(where: { $0.nl == code }) {
                try tx.db.run(
                    """
                    UPDATE families SET code_nl = \(name.nl), code_en = \(name.en)
                    WHERE id = \(family.id)
                    """)
            }
            return try Family.find(family.id, in: tx)
        }
    }

    func guest(_ code: String) throws -> Guest {
        try fixture.write(.system) { tx in
            var draft = GuestDraft()
            draft.code = code
            return try draft.create(in: tx)
        }
    }

    @discardableResult
    func home(_ name: String, in city: City) throws -> Accommodation {
        try fixture.write(.system) { tx in
            var draft = AccommodationDraft()
            draft.name = name
            return try draft.create(in: city, tx)
        }
    }

    func stay(_ guest: Guest, in home: Accommodation) throws {
        let city = home.city
        _ = try fixture.write(.system) { tx in
            try tx.db.run(
                """
                INSERT INTO stays (ref, city_id, accommodation_id, guest_id, state, from_on, until_on,
                    rule_version, created_at, updated_at)
                VALUES (\("S-" + guest.ref.suffix(4)), \(city), \(home.id), \(guest.id), 'confirmed',
                    '2027-01-01', '2027-03-01', 1, 0, 0)
                """)
        }
    }

    /// A viewer of one role for one programme, in Nijmegen where the role is of a city.
    func viewer(_ role: Role, _ programme: Programme? = nil) -> Viewer {
        Viewer(
            userID: nil, name: "Iemand",
            grants: [
                .init(
                    role, city: Role.ofACity.contains(role) ? fixture.nijmegen.id : nil,
                    programme: programme)
            ])
    }
}
