import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

/// Nijmegen with an accommodation, Haarlem with another, and two guests.
struct ShelterCity {
    let site: SiteFixture
    let waal: Accommodation
    let spaarne: Accommodation
    let wulp: Guest
    let grutto: Guest

    init() throws {
        site = try SiteFixture()
        let fixture = site.fixture
        (waal, spaarne) = try fixture.write(.system) { tx in
            (
                try ShelterCity.home("NIJ-A", in: fixture.nijmegen, tx),
                try ShelterCity.home("HLM-A", in: fixture.haarlem, tx)
            )
        }
        (wulp, grutto) = try fixture.write(.system) { tx in
            (try ShelterCity.guest("Wulp", tx), try ShelterCity.guest("Grutto", tx))
        }
    }

    private static func home(
        _ name: String, in city: City, _ tx: Transaction
    ) throws -> Accommodation {
        var draft = AccommodationDraft()
        (draft.name, draft.address) = (name, "Waalkade 12")
        return try draft.create(in: city, tx)
    }

    private static func guest(_ code: String, _ tx: Transaction) throws -> Guest {
        var draft = GuestDraft()
        draft.code = code
        let guest = try draft.create(in: tx)
        try GuestIdentity.write(
            [.legalName: "Maryam Yıldız"], of: guest, version: guest.version, in: tx)
        return guest
    }

    /// A browser of somebody of Nijmegen, or of the whole network.
    func browser(_ role: Role, language: String = "nl") throws -> Browser {
        let city = Role.ofACity.contains(role) ? site.fixture.nijmegen : nil
        return try site.browser(role, in: city, language: language)
    }

    /// Sends the form of a stay in Nijmegen; days are written "1 maart 2027".
    func post(
        _ browser: Browser, _ from: String, _ until: String, isException: Bool = false
    ) -> Response {
        browser.get("/stays/new")
        var fields = [
            "accommodation": waal.ref,
            "once": browser.value(of: "once") ?? "",
        ]
        for (name, day) in [("from_on", from), ("until_on", until)] {
            let parts = day.split(separator: " ").map(String.init)
            for (part, text) in zip(["day", "month", "year"], parts) {
                fields["\(name)_\(part)"] = text
            }
        }
        if isException { fields["is_exception"] = "1" }
        return browser.post("/stays", fields)
    }

    /// Plans a stay in Nijmegen and gives its path.
    func plan(
        _ browser: Browser, _ guest: Guest?, _ from: String, _ until: String,
        isException: Bool = false
    ) throws -> String {
        let answer = post(browser, from, until, isException: isException)
        #expect(answer.status == .seeOther)
        let path = try #require(browser.location(answer))
        guard let guest else { return path }
        try site.fixture.write(.system) { tx in
            let stay = try Stay.find(String(path.dropFirst("/stays/".count)), in: tx)
            var draft = try StayDraft.of(stay, in: tx)
            draft.guest = guest.ref
            try draft.update(stay, version: stay.version, in: tx)
        }
        return path
    }

    /// Wulp, who is there from 7 September to 6 December; the path of the stay.
    func arrived(_ shelter: Browser, _ network: Browser) throws -> String {
        let path = try plan(shelter, wulp, "7 september 2026", "6 december 2026")
        for (browser, state) in [
            (network, "nominated"), (shelter, "accepted"), (shelter, "preparing"),
            (shelter, "confirmed"), (shelter, "in_stay"),
        ] {
            browser.get(path)
            #expect(browser.post("\(path)/transitions", ["state": state]).status == .seeOther)
        }
        return path
    }
}
