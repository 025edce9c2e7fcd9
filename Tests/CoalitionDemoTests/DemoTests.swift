import Fixtures
import Foundation
import SQLite
import Testing

@testable import Coalition
@testable import CoalitionDemo

@Suite("The demo")
struct DemoTests {
    /// Tuesday 24 November 2026, noon in Amsterdam; made once for all tests, as it takes a while.
    static let shared = Result { try DemoTests.make(at: 1_795_518_000_000) }

    let demo: Fixture.Filled

    init() throws { demo = try DemoTests.shared.get() }

    private static func make(at milliseconds: Int64) throws -> Fixture.Filled {
        try Fixture.Filled { database, keys in
            try Demo.fill(
                database, keys: keys, at: Instant(milliseconds: milliseconds),
                cost: .init(rounds: 16))
            return Clock { Instant(milliseconds: milliseconds) }
        }
    }

    private func count(_ sql: SQL) throws -> Int {
        try demo.records.database.read { try $0.value(sql) ?? -1 }
    }

    private func viewer(_ account: String) throws -> Viewer {
        try demo.records.read(as: .system) { tx in
            let user = try #require(try User.find(email: "\(account)@coalitie.example", in: tx))
            return Viewer(
                userID: user.id, name: user.name,
                grants: try Viewer.grants(of: user.id, on: tx.today, in: tx))
        }
    }

    @Test("holds nothing that the check finds wrong")
    func consistent() throws { #expect(try Consistency.findings(demo.records) == []) }

    @Test("marks a third of its active groups in colour at most")
    func calm() throws {
        let groups = try viewer("netwerk")
        let (all, marked) = try demo.records.read(as: groups) { tx in
            let rows = try GroupList.inStates([.active]).page(nil, in: tx).rows
            let notice = try ClearanceNotice(in: tx)
            let awaited = try Task.awaited(by: rows, in: tx)
            return (
                rows.count,
                rows.count {
                    !$0.signals(on: tx.today, notice, isAwaited: awaited.contains($0.id)).isEmpty
                }
            )
        }
        #expect(all > 20)
        #expect(marked * 3 <= all)
        #expect(marked > 0)
    }

    @Test("is as large as a network that works")
    func size() throws {
        #expect(try count("SELECT count(*) FROM groups") == 60)
        #expect(try count("SELECT count(*) FROM families") == 53)
        #expect(try count("SELECT count(*) FROM stays") == 41)
        #expect(try count("SELECT count(*) FROM memberships") > 300)
        #expect((1400...1700).contains(try count("SELECT count(*) FROM log_entries")))
        #expect(try count("SELECT count(*) FROM cities WHERE country <> 'NL'") == 3)
        #expect(
            try count(
                """
                SELECT count(DISTINCT city_id) FROM city_programmes JOIN cities
                ON cities.id = city_id WHERE programme = 'shelter_city' AND country = 'NL'
                """) == 14)
    }

    @Test("knows each of the nine accounts by its password, and every role at its city")
    func accounts() throws {
        let roles: [String: (Role, String?)] = [
            "netwerk": (.network, nil), "netwerk.tweede": (.network, nil), "beheer": (.admin, nil),
            "lokaal.nijmegen": (.local, "Nijmegen"), "lokaal.haarlem": (.local, "Haarlem"),
            "gemeente.nijmegen": (.municipality, "Nijmegen"),
            "gemeente.haarlem": (.municipality, "Haarlem"),
            "shelter.nijmegen": (.shelter, "Nijmegen"), "aandacht": (.safeguarding, nil),
        ]
        for (account, (role, city)) in roles {
            let viewer = try viewer(account)
            #expect(viewer.roles == [role])
            try demo.records.read(as: .system) { tx throws in
                let name = try viewer.grants.first?.city.map { try City.find($0, in: tx).nameNL }
                #expect(name == city)
                let hash = try User.find(email: "\(account)@coalitie.example", in: tx)?.passwordHash
                #expect(try Password.verify(Demo.password, hash, cost: .init(rounds: 16)))
            }
        }
        #expect(try count("SELECT count(*) FROM users WHERE password_hash IS NOT NULL") == 10)
    }

    @Test("shows in Nijmegen every way in which a group can be")
    func nijmegen() throws {
        let groups = try demo.records.read(as: try viewer("lokaal.nijmegen")) {
            try GroupList().page(nil, in: $0).rows
        }
        let today = try #require(Day(iso: "2026-11-24"))
        let byName = Dictionary(uniqueKeysWithValues: groups.map { ($0.name, $0) })
        #expect(groups.count == 10)
        #expect(groups.filter { $0.isSilent(on: today) }.map(\.name) == ["Hatert", "Lent"])
        #expect(groups.filter(\.isBelowStrength).map(\.name) == ["Bottendaal"])
        #expect(groups.filter { $0.concernCount > 0 }.map(\.name) == ["Dukenburg"])
        #expect(byName["Wolfskuil"]?.memberCount == 4 && byName["Wolfskuil"]?.state == .forming)
        #expect(byName["Altrade"]?.state == .active)
        #expect(groups.filter { $0.state == .ready }.count == 4)
    }

    @Test("has families in Nijmegen that wait, all of whom a ready group could welcome")
    func pairs() throws {
        let (waiting, open) = try demo.records.read(as: try viewer("lokaal.nijmegen")) { tx in
            let page = try FamilyList().page(nil, in: tx).rows
            let waiting = page.filter { $0.state == .waiting }
            let open = try waiting.map { family in
                try Pairing.groups(for: family, in: tx).filter(\.isOpen).count
            }
            return (waiting, open)
        }
        #expect(open == [4, 4, 4, 4])
        #expect(waiting.contains { $0.waitingSince.map { $0.iso < "2026-06-01" } ?? false })
    }

    @Test("has an arrival in Nijmegen that was put off twice")
    func slipped() throws {
        let beliefs = try demo.records.read(as: try viewer("lokaal.nijmegen")) { tx in
            let page = try FamilyList().page(nil, in: tx).rows
            let family = try #require(page.first { $0.state == .announced })
            return try FamilyArrival.history(of: family.id, in: tx)
        }
        #expect(beliefs.compactMap(\.day).count == 3)
        #expect(Set(beliefs.compactMap(\.day)).count == 3)
    }

    @Test("has a guest in Nijmegen who would like to stay on, into the next stay")
    func wish() throws {
        let clash = try demo.records.read(as: try viewer("shelter.nijmegen")) { tx in
            let stays = try StayList().page(nil, in: tx).rows
            let wished = try #require(stays.first { $0.extensionUntil != nil })
            return try #require(try wished.extensionClash(in: tx)).period.from
        }
        #expect(clash.iso == "2027-01-12")
    }

    @Test("has tasks that are overdue, for today and for later")
    func tasks() throws {
        for (condition, least): (SQL, Int) in [
            ("due_on < '2026-11-24'", 5), ("due_on = '2026-11-24'", 2),
            ("due_on > '2026-11-24'", 9),
        ] {
            #expect(
                try count("SELECT count(*) FROM tasks WHERE done_at IS NULL AND \(condition)")
                    >= least)
        }
        #expect(try count("SELECT count(*) FROM tasks WHERE done_at IS NOT NULL") > 10)
    }

    @Test("lets who signs in see what happened since the last visit")
    func visits() throws {
        let user = try demo.records.write(as: .system) { tx in
            let user = try #require(try User.find(email: DemoAccounts.administrator, in: tx))
            _ = try Session.start(for: user, device: "Firefox", in: tx)
            return try #require(try User.find(user.id, in: tx))
        }
        let visit = try #require(user.previousVisitAt)
        #expect((3...6).contains(Zone.amsterdam.day(of: demo.now) - Zone.amsterdam.day(of: visit)))
        #expect(try count("SELECT count(*) FROM log_entries WHERE created_at > \(visit)") > 10)
    }

    @Test("is the same on the same day, but for what is sealed")
    func deterministic() throws {
        let again = try DemoTests.make(at: 1_795_518_000_000)
        for query: SQL in [
            "SELECT group_concat(ref || state || name || member_count) FROM groups",
            "SELECT group_concat(ref || state || code_nl || ifnull(arrival_on, '')) FROM families",
            "SELECT group_concat(ref || state || from_on || until_on) FROM stays",
            "SELECT group_concat(happened_on || is_contact || ifnull(minutes, '')) FROM log_entries",
            "SELECT group_concat(ref || due_on || ifnull(done_at, '')) FROM tasks",
        ] {
            let texts = try [demo, again].map { filled in
                try filled.records.database.read { try $0.value(query) as String? }
            }
            #expect(texts[0] == texts[1] && texts[0] != nil)
        }
    }

    @Test(
        "can be made on any day, at any hour",
        arguments: [
            // 29 February 2028 at 23:30 in Amsterdam; New Year's Day 2027 at 00:05.
            1_835_476_200_000, 1_798_758_300_000,
        ])
    func anyDay(_ milliseconds: Int64) throws {
        let filled = try DemoTests.make(at: milliseconds)
        #expect(try Consistency.findings(filled.records) == [])
    }
}
