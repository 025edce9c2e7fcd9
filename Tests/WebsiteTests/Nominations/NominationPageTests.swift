import Coalition
import Fixtures
import HTTP
import HTTPTypes
import Testing

@testable import Website

@Suite("Candidates, nominations and cohorts, on their pages")
struct NominationPageTests {
    let city: ShelterCity
    let network: Browser
    let shelter: Browser

    init() throws {
        city = try ShelterCity()
        network = try city.browser(.network)
        shelter = try city.browser(.shelter)
    }

    private var candidate: String { "/guests/\(city.wulp.ref)/candidate" }

    /// Fills in all that is asked of Wulp, and says that a city can be asked.
    private func prepare(vetoes: [City] = []) throws {
        network.get("\(candidate)/edit")
        var fields = CandidateCondition.allCases.map { ("condition_\($0.rawValue)", "yes") }
        fields += [
            ("earliest_on_day", "1"), ("earliest_on_month", "maart"), ("earliest_on_year", "2027"),
            ("nights", "80"), ("languages", "en"), ("themes", "press"),
            ("version", network.value(of: "version") ?? ""),
        ]
        fields += vetoes.map { ("vetoes", $0.ref) }
        #expect(network.post("\(candidate)/edit", fields).status == .seeOther)
        network.get(candidate)
        #expect(network.post("\(candidate)/state", ["state": "ready"]).status == .seeOther)
    }

    private func propose(for path: String) -> Response {
        network.get("\(path)/nominate")
        return network.post(
            "\(path)/nominate",
            [
                "guest": city.wulp.ref, "languages": "en", "needs_level": "1",
                "needs": "Een kamer zonder trap", "risk_level": "2", "risk": "Wordt gebeld",
                "once": network.value(of: "once") ?? "",
            ])
    }

    private func slot() throws -> String {
        try city.plan(shelter, nil, "1 april 2027", "20 juni 2027")
    }

    @Test("a slot is filled by a nomination, which the city accepts in two clicks")
    func accepted() throws {
        try prepare()
        let path = try slot()
        #expect(propose(for: path).status == .seeOther)
        shelter.get("/tasks")
        #expect(shelter.page.contains("\(path)/nomination"))
        shelter.get("\(path)/nomination")
        #expect(shelter.page.contains("Kan deze gast komen?"))
        #expect(!shelter.page.contains("zonder trap"))
        #expect(!shelter.page.contains("gebeld"))
        #expect(
            shelter.post("\(path)/nomination/answer", ["takes": "yes"]).status == .seeOther)
        shelter.get("\(path)/nomination")
        #expect(shelter.page.contains("zonder trap"))
        #expect(!shelter.page.contains("gebeld"))
    }

    @Test("a city that said no finds nothing of the guest")
    func declined() throws {
        try prepare()
        let path = try slot()
        _ = propose(for: path)
        shelter.get("\(path)/nomination")
        #expect(
            shelter.post("\(path)/nomination/answer", ["takes": "no"]).status
                == .unprocessableContent)
        #expect(shelter.page.contains("Kies waarom het nu niet kan"))
        #expect(
            shelter.post("\(path)/nomination/answer", ["takes": "no", "reason": "home"]).status
                == .seeOther)
        for target in [
            path, "\(path)/history", "/stays", "/stays/planner", "/guests", "/tasks", "/",
        ] {
            #expect(shelter.get(target).status == .ok)
            #expect(!shelter.page.contains("Wulp"), "\(target)")
        }
        for target in ["\(path)/nomination", "/guests/\(city.wulp.ref)"] {
            #expect(shelter.get(target).status == .notFound)
        }
        network.get(candidate)
        #expect(network.page.contains("De woning kan dan niet"))
    }

    @Test("story N4: a double nomination for an overlapping period is refused at the guest")
    func twice() throws {
        try prepare()
        let first = try slot()
        _ = propose(for: first)
        // Another city's slot in the same nights, and a request that did not see the first.
        let second = try city.site.fixture.write(.system) { tx in
            var draft = StayDraft()
            draft.accommodation = city.spaarne.ref
            (draft.from, draft.until) = (Day(iso: "2027-05-01"), Day(iso: "2027-07-01"))
            return try draft.create(tx)
        }
        let answer = propose(for: "/stays/\(second.ref)")
        #expect(answer.status == .unprocessableContent)
        #expect(network.page.contains("is dan al ergens anders"))
        network.get("/stays/\(second.ref)")
        #expect(network.page.contains("Plek zonder gast"))
    }

    @Test("a refused nomination leaves a row in the audit log, and no word of a veto")
    func veto() throws {
        try prepare(vetoes: [city.site.fixture.nijmegen])
        let path = try slot()
        #expect(propose(for: path).status == .unprocessableContent)
        #expect(network.page.contains("Deze plek is niet mogelijk voor deze gast"))
        let rules: [String] = try city.site.fixture.read(.system) { tx in
            try tx.db.values("SELECT result FROM audit_log WHERE action = 'denied'")
        }
        #expect(rules == ["guard.nomination.not_for_guest"])
        for target in [path, "\(path)/history", "/stays", "/guests", "/"] {
            shelter.get(target)
            #expect(!shelter.page.contains("Wulp"), "\(target)")
        }
    }

    @Test("the municipality answers apart, and reads nothing of the guest")
    func municipality() throws {
        try prepare()
        let path = try slot()
        _ = propose(for: path)
        let officer = try city.browser(.municipality)
        officer.get("\(path)/nomination")
        #expect(officer.page.contains("Is de gemeente akkoord?"))
        for word in ["Engels", "Spreekt", "zonder trap", "gebeld", "name=\"takes\""] {
            #expect(!officer.page.contains(word))
        }
        #expect(
            officer.post("\(path)/nomination/answer", ["takes": "yes"]).status == .forbidden)
        #expect(
            officer.post("\(path)/nomination/permission", ["permission": "yes"]).status
                == .seeOther)
        shelter.get("\(path)/nomination")
        #expect(shelter.page.contains("Akkoord"))
    }

    @Test("another city, the administrator and the local coordinator get no page of it")
    func others() throws {
        try prepare()
        let path = try slot()
        _ = propose(for: path)
        for role in [Role.shelter, .municipality] {
            let stranger = try city.site.browser(role, in: city.site.fixture.haarlem)
            #expect(stranger.get("\(path)/nomination").status == .notFound)
        }
        for role in [Role.admin, .local, .auditor] {
            #expect(try city.browser(role).get("\(path)/nomination").status == .forbidden)
        }
        for target in ["/guests/candidates", candidate, "/cohorts", "\(path)/nominate"] {
            for role in [Role.shelter, .municipality, .safeguarding, .admin, .local] {
                let answer = try city.browser(role).get(target)
                #expect(answer.status == .forbidden, "\(role) \(target)")
            }
            #expect(network.get(target).status == .ok)
        }
    }

    @Test("a cohort says what lacks, and is changed by the network")
    func cohorts() throws {
        _ = try slot()
        network.get("/cohorts/spring-2027/edit")
        var fields: [(String, String)] = [
            ("places_wanted", "4"), ("version", network.value(of: "version") ?? ""),
        ]
        for (name, day, month) in [("from_on", "1", "april"), ("until_on", "1", "augustus")] {
            fields += [("\(name)_day", day), ("\(name)_month", month), ("\(name)_year", "2027")]
        }
        #expect(network.post("/cohorts/spring-2027/edit", fields).status == .seeOther)
        network.get("/cohorts?year=2027")
        #expect(network.page.contains("Er ontbreken nog 3 plekken."))
        #expect(network.get("/cohorts/spring-1999/edit").status == .notFound)
        #expect(network.get("/cohorts/winter-2027/edit").status == .notFound)
    }

    @Test("no page misses a text, in either language")
    func wording() throws {
        try prepare()
        let path = try slot()
        _ = propose(for: path)
        for language in ["nl", "en"] {
            let browser = try city.browser(.network, language: language)
            for target in [
                "/guests/candidates", candidate, "\(candidate)/edit", "\(path)/nomination",
                "/cohorts", "/cohorts/spring-2027/edit", "/guests/\(city.grutto.ref)/nominate",
                "/shelter-city", "\(path)/history",
            ] {
                #expect(browser.get(target).status == .ok, "\(target)")
                let text = browser.page.replacingOccurrences(of: "[Justice", with: "")
                #expect(!text.contains("["), "\(language) \(target)")
            }
        }
    }
}
