import Coalition
import Fixtures
import Foundation
import HTTP
import HTTPTypes
import Testing

@testable import Website

@Suite("The file for a calendar")
struct CalendarFileTests {
    /// Unfolds a file and gives its lines as pairs, as RFC 5545 reads them.
    private func read(_ text: String) -> [(name: String, value: String)] {
        #expect(text.hasSuffix("\r\n") && !text.replacing("\r\n", with: "").contains("\n"))
        for line in text.components(separatedBy: "\r\n") { #expect(line.utf8.count <= 75) }
        return text.replacing("\r\n ", with: "").components(separatedBy: "\r\n").dropLast().map {
            let parts = $0.split(separator: ":", maxSplits: 1).map(String.init)
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }
    }

    private func file(
        _ site: SiteFixture, _ browser: Browser, _ path: String
    ) throws -> [(name: String, value: String)] {
        let answer = browser.get("\(path)/calendar")
        #expect(answer.status == .ok)
        #expect(answer.headerFields[.contentType] == "text/calendar; charset=utf-8")
        #expect(
            answer.headerFields[.contentDisposition]?.hasPrefix("attachment; filename=") == true)
        #expect(answer.headerFields[.cacheControl] == "no-store")
        return read(String(decoding: answer.body, as: UTF8.self))
    }

    private func talk(
        _ site: SiteFixture, _ subject: TalkSubject, _ kind: Talk.Kind, at time: String? = "14:30",
        by viewer: Viewer
    ) throws -> TalkLine {
        try site.fixture.write(viewer) { tx in
            var draft = TalkDraft()
            (draft.kind, draft.on) = (kind, Day(iso: "2026-11-25"))
            draft.begins = time.flatMap { ClockTime(typed: $0)?.minutes }
            draft.extras["place"] = .text("Achterstraat 3; zaal, boven")
            draft.extras["people"] = .text("Samira Haddad")
            return TalkLine(talk: try draft.create(about: subject, in: tx), subject: subject)
        }
    }

    @Test("has the hour in UTC, a summary of kind and code name, and no name")
    func event() throws {
        let site = try SiteFixture()
        let family = try site.fixture.announced()
        let line = try talk(site, .family(family), .intake, by: site.fixture.hanneke)
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        let lines = try file(site, browser, line.path)
        func value(_ name: String) -> String? { lines.first { $0.name == name }?.value }
        #expect(lines.first?.value == "VCALENDAR" && lines.last?.value == "VCALENDAR")
        #expect(value("VERSION") == "2.0" && value("DTSTAMP") == "20261124T110000Z")
        #expect(value("DTSTART") == "20261125T133000Z" && value("DURATION") == "PT60M")
        #expect(value("SUMMARY") == "Intake met gezin \(family.code.nl)")
        #expect(value("SEQUENCE") == "0" && value("STATUS") == "CONFIRMED")
        let uid = try #require(value("UID"))
        #expect(uid.wholeMatch(of: /[0-9a-f]{32}@coalitie/) != nil)
        // A place may be where a family lives.
        #expect(value("LOCATION") == nil)
        let text = lines.map(\.value).joined()
        #expect(!text.contains("Samira") && !text.contains("Achterstraat"))
        #expect(try file(site, browser, line.path).first { $0.name == "UID" }?.value == uid)
    }

    @Test("has the place of a training, for who plans it, and takes the day without an hour")
    func training() throws {
        let site = try SiteFixture()
        let group = try site.fixture.ready()
        let line = try talk(
            site, .group(group), .training, at: nil, by: site.fixture.hanneke)
        let browser = try site.browser(.local, in: site.fixture.nijmegen, language: "en")
        let lines = try file(site, browser, line.path)
        let pairs = lines.map { "\($0.name):\($0.value)" }
        #expect(pairs.contains("LOCATION:Achterstraat 3\\; zaal\\, boven"))
        #expect(pairs.contains("DTSTART;VALUE=DATE:20261125"))
        #expect(pairs.contains("SUMMARY:Training evening with group Bottendaal"))
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        #expect(!(try file(site, officer, line.path)).contains { $0.name == "LOCATION" })
    }

    @Test("tells nothing of where a guest is")
    func guest() throws {
        let world = try ShelterCity()
        let site = world.site
        let stay = try site.fixture.write(site.fixture.network) { tx in
            var draft = StayDraft()
            draft.guest = world.wulp.ref
            draft.accommodation = world.waal.ref
            (draft.from, draft.until) = (Day(iso: "2026-12-01"), Day(iso: "2027-01-01"))
            return try draft.create(tx)
        }
        let line = try talk(site, .stay(stay), .introduction, by: site.fixture.shelterOfNijmegen)
        let text = try file(site, try world.browser(.shelter), line.path).map(\.value).joined(
            separator: " ")
        #expect(text.contains("Kennismaking met Wulp"))
        for word in ["Nijmegen", "NIJ-A", "Waalkade", "Achterstraat", "Maryam"] {
            #expect(!text.contains(word))
        }
    }

    @Test("folds long lines without breaking a character, and escapes what has a meaning")
    func lines() {
        let long = "SUMMARY:" + String(repeating: "ë", count: 90) + "𝄞"
        let folded = CalendarFile.folded(long)
        let parts = folded.components(separatedBy: "\r\n")
        #expect(parts.count == 3 && parts.allSatisfy { $0.utf8.count <= 75 })
        #expect(parts.dropFirst().allSatisfy { $0.hasPrefix(" ") })
        #expect(folded.replacing("\r\n ", with: "") == long)
        #expect(CalendarFile.escaped("a;b,c\\d\ne\r\u{7}") == "a\\;b\\,c\\\\d\\ne")
    }
}
