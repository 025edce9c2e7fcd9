import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("Exemption from a VOG, on its pages")
struct ExemptionPageTests {
    let site: SiteFixture
    let group: Group
    let local: Browser
    let network: Browser
    let member: Int64

    private var path: String { "/groups/\(group.ref)" }

    init() throws {
        let site = try SiteFixture()
        self.site = site
        let ready = try site.fixture.ready()
        (group, member) = try site.fixture.write(site.fixture.hanneke) { tx in
            let wim = try Member.active(of: ready.id, in: tx)[4]
            try wim.setVog(.requested, seenOn: nil, of: ready, in: tx)
            return (try Group.find(ready.ref, in: tx), wim.id.value)
        }
        local = try site.browser(.local, in: site.fixture.nijmegen)
        network = try site.browser(.network)
    }

    private func ask(_ changes: [String: String] = [:]) -> Response {
        local.get("\(path)/members/\(member)/exemption")
        let fields = [
            "exempt_reason": "no_address_before", "exempt_until_day": "1",
            "exempt_until_month": "maart", "exempt_until_year": "2027",
            "version": local.value(of: "version") ?? "", "once": local.value(of: "once") ?? "",
        ].merging(changes, uniquingKeysWith: { $1 })
        return local.post("\(path)/members/\(member)/exemption", fields)
    }

    private func decide(_ what: String, year: String = "2027") -> Response {
        network.get("\(path)/exemptions")
        return network.post(
            "\(path)/exemptions",
            [
                "decision.\(member)": what, "until.\(member)_day": "1",
                "until.\(member)_month": "2", "until.\(member)_year": year,
                "version": network.value(of: "version") ?? "",
                "once": network.value(of: "once") ?? "",
            ])
    }

    private var names: [String] { ["Joke", "Samira", "Wim", "Ruben", "Els"] }

    @Test("the coordinator asks, the network decides without a name, and the group can be ready")
    func granted() throws {
        local.get("\(path)/members/\(member)/clearance")
        #expect(local.page.contains("Vrijstelling van de VOG vragen"))
        #expect(local.location(ask()) == path)
        local.get("\(path)/trainings")
        #expect(local.page.contains("Vrijstelling gevraagd"))
        network.get("/tasks")
        #expect(network.page.contains("Beslis over vrijstelling van de VOG bij groep Bottendaal"))
        network.get("\(path)/exemptions")
        #expect(network.page.contains("Lid 1: had hier nog geen adres. Gevraagd tot 1 maart 2027"))
        for name in names { #expect(!network.page.contains(name), "\(name)") }
        #expect(decide("granted").status == .seeOther)
        local.get("\(path)/trainings")
        #expect(local.page.contains("Vrijgesteld tot 1 feb 2027"))
        local.get("\(path)/members/\(member)/clearance")
        #expect(local.page.contains("tot 1 februari 2027: had hier nog geen adres"))
        local.get(path)
        #expect(local.post("\(path)/transitions", ["state": "ready"]).status == .seeOther)
        network.get("\(path)/exemptions")
        #expect(network.page.contains("Er wacht geen aanvraag meer"))
        network.get("/tasks")
        #expect(!network.page.contains("Beslis over vrijstelling"))
    }

    @Test("a no is told in calm words, and the reason is on no page of anybody else")
    func refused() throws {
        #expect(ask().status == .seeOther)
        for role in [Role.municipality, .safeguarding] {
            let city = Role.ofACity.contains(role) ? site.fixture.nijmegen : nil
            let browser = try site.browser(role, in: city)
            browser.get(path)
            #expect(
                !browser.page.contains("nog geen adres") && !browser.page.contains("rijstelling"))
        }
        #expect(decide("refused").status == .seeOther)
        local.get("\(path)/members/\(member)/clearance")
        #expect(local.page.contains("gaf op 24 november 2026 geen vrijstelling"))
    }

    @Test("what is wrong is said at its field, and nothing is saved")
    func wrong() throws {
        let cases: [([String: String], String)] = [
            (["exempt_reason": ""], "#exempt_reason-applied_for"),
            (["exempt_reason": "because"], "#exempt_reason-applied_for"),
            (["exempt_until_year": "2026"], "#exempt_until_day"),
            (["exempt_until_year": "2028"], "#exempt_until_day"),
            (["exempt_until_day": "31", "exempt_until_month": "2"], "#exempt_until_day"),
        ]
        for (changes, place) in cases {
            #expect(ask(changes).status == .unprocessableContent, "\(changes)")
            #expect(local.page.contains("href=\"\(place)\""), "\(changes)")
        }
        #expect(ask().status == .seeOther)
        #expect(decide("granted", year: "2029").status == .unprocessableContent)
        #expect(network.page.contains("#until.\(member)_day"))
        #expect(decide("").status == .unprocessableContent)
        #expect(decide("maybe").status == .unprocessableContent)
        network.get("/tasks")
        #expect(network.page.contains("Beslis over vrijstelling"))
    }

    @Test("no other role and no other city comes near it")
    func rights() throws {
        let asks = "\(path)/members/\(member)/exemption"
        let haarlem = try site.browser(.local, in: site.fixture.haarlem)
        #expect(haarlem.get(asks).status == .notFound)
        #expect(haarlem.post(asks).status == .notFound)
        #expect(local.get("\(path)/exemptions").status == .forbidden)
        for role in [Role.municipality, .shelter, .admin, .safeguarding, .auditor, .network] {
            let city = Role.ofACity.contains(role) ? site.fixture.nijmegen : nil
            let browser = try site.browser(role, in: city)
            #expect(browser.get(asks).status == .forbidden, "\(role)")
            if role != .network {
                #expect(browser.get("\(path)/exemptions").status == .forbidden, "\(role)")
            }
        }
    }
}
