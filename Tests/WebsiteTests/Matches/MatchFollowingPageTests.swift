import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("Pages of matches that change")
struct MatchFollowingPageTests {
    let site: SiteFixture
    let match: Match
    let browser: Browser

    init() throws {
        site = try SiteFixture()
        match = try site.fixture.proposed(try site.fixture.waiting(), try site.fixture.ready())
        browser = try site.browser(.local, in: site.fixture.nijmegen)
    }

    private func write(_ work: (Match, Transaction) throws -> Void) throws {
        try site.fixture.write(site.fixture.hanneke) { tx in
            try work(try Match.find(match.ref, in: tx), tx)
        }
    }

    private var today: Day { site.fixture.nijmegen.zone.day(of: site.fixture.clock.now) }

    private func activate() throws {
        try write { try $0.sign(on: today, version: $0.version, in: $1) }
        for side in Match.Side.allCases {
            try write { try $0.decide(side, .yes, on: today, version: $0.version, in: $1) }
        }
        try write { try $0.move(to: .active, .init(on: today), in: $1) }
    }

    private func page() throws -> String {
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        browser.get("/matches/\(match.ref)")
        return browser.page
    }

    @Test("fault R20: a household that outgrew the group is told on the page of the match")
    func grew() throws {
        #expect(try !page().contains("Dit past niet, of niet meer"))
        try site.fixture.write(site.fixture.hanneke) { tx in
            let family = try Match.live(ofGroup: match.group ?? ID(0), in: tx)[0].family
            guard let found = try Family.find([family], in: tx)[family] else { return }
            var draft = try FamilyDraft.stored(found.id, in: tx).draft
            draft.householdSize = 9
            try draft.update(found, version: found.version, in: tx)
        }
        #expect(
            try page().contains("Het gezin is groter dan de groep aankan: 9 personen, hoogstens 6.")
        )
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        officer.get("/matches/\(match.ref)")
        #expect(!officer.page.contains("Dit past niet, of niet meer"))
        browser.get("/tasks")
        #expect(browser.page.contains("Kijk of het nog past"))
    }

    @Test("fault R11: that the year is over is offered only once it is")
    func year() throws {
        try activate()
        site.fixture.clock.now = site.fixture.clock.now.adding(seconds: 352 * 86_400)
        try close()
        let early = try page()
        #expect(!early.contains("/steps/completed"))
        #expect(early.contains("Kan vanaf 24 november 2027, als het jaar om is"))
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        #expect(
            browser.get("/matches/\(match.ref)/steps/completed").status == .unprocessableContent)
        site.fixture.clock.now = site.fixture.clock.now.adding(seconds: 13 * 86_400)
        #expect(try page().contains("/steps/completed"))
    }

    @Test("the page of a step that cannot be taken yet is the record, with what lacks and where")
    func lacking() throws {
        try activate()
        site.fixture.clock.now = site.fixture.clock.now.adding(seconds: 366 * 86_400)
        try close()
        let concern = try site.fixture.write(site.fixture.hanneke) { tx in
            let family = try #require(try Family.find([match.family], in: tx)[match.family])
            var draft = ConcernDraft()
            draft.text = "Er liggen drie aanmaningen."
            return try draft.report(ConcernPlace(about: .family(family), in: tx), in: tx)
        }
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        let asked = browser.get("/matches/\(match.ref)/steps/completed")
        #expect(asked.status == .unprocessableContent)
        #expect(browser.page.contains("Er staat nog een zorg open over groep, gezin of koppeling"))
        #expect(browser.page.contains("href=\"/concerns/\(concern.ref)\""))
        #expect(browser.page.contains("href=\"#nu\""))
        #expect(try denied() == ["match \(match.ref) guard.match.concerns.unmet"])
        let lead = Viewer(userID: nil, name: "Miriam Okafor", grants: [.init(.safeguarding)])
        try site.fixture.write(lead) { tx in
            try Concern.find(concern.ref, in: tx).close(.solved, nil, in: tx)
        }
        let wizard = "/matches/\(match.ref)/steps/completed"
        #expect(browser.get(wizard).status == .ok)
        // Reported while it is being filled in: what was typed stays, and the way there is shown.
        try site.fixture.write(lead) { try Concern.find(concern.ref, in: $0).reopen(in: $0) }
        let answer = browser.post(wizard, filled(browser.value(of: "version") ?? ""))
        #expect(answer.status == .unprocessableContent)
        #expect(browser.page.contains("Er staat nog een zorg open over groep, gezin of koppeling"))
        #expect(browser.page.contains("href=\"/concerns/\(concern.ref)\""))
        #expect(browser.page.contains("Begin vroeg."))
    }

    /// What somebody types in the page that rounds off a year.
    private func filled(_ version: String) -> [String: String] {
        var fields = ["version": version, "lesson": "Begin vroeg."]
        for name in ["family_talk_on", "group_talk_on", "ended_on"] {
            fields["\(name)_day"] = String(today.day)
            fields["\(name)_month"] = String(today.month)
            fields["\(name)_year"] = String(today.year)
        }
        return fields
    }

    private func denied() throws -> [String] {
        try site.fixture.read(.system) { tx in
            try tx.db.all(
                "SELECT subject, ref, result FROM audit_log WHERE action = 'denied' ORDER BY id"
            ) { row in
                let (subject, ref): (String, String) = (try row.next(), try row.next())
                return "\(subject) \(ref) \(try row.next() as String)"
            }
        }
    }

    /// The closing begins, with all that it waits for, and the last review is held.
    private func close() throws {
        try write { match, tx in
            let subject = try YearSubject(match, in: tx)
            let plan = try YearPlan(subject, today: today, in: tx)
            for line in plan.periods.first(where: { $0.kind == .exitPlan })?.lines ?? [] {
                try subject.tick(line.line, tx)
            }
            try match.move(to: .closing, in: tx)
            var draft = ReviewDraft(.m12)
            (draft.heldOn, draft.audience, draft.outcome) = (today, .both, .good)
            _ = try draft.add(to: YearSubject(Match.find(match.ref, in: tx), in: tx), in: tx)
        }
    }

    @Test("fault R14: when a suspended match is looked at again stands in the list and on its page")
    func review() throws {
        try activate()
        try write { try $0.move(to: .suspended, .init(on: today + 14, .illness), in: $1) }
        browser.get("/matches")
        #expect(browser.page.contains("Opnieuw bekijken op 8 dec 2026"))
        #expect(try page().contains("Opnieuw bekijken op 8 dec 2026"))
    }
}
