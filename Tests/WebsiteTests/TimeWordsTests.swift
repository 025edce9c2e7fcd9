import Coalition
import Fixtures
import Foundation
import Templates
import Testing

@testable import Website

@Suite("Words for time")
struct TimeWordsTests {
    private let nl: Words
    private let en: Words
    private let today = Day(number: 20_781)  // 24 November 2026.

    init() throws {
        (nl, en) = (try SiteFixture.words(.nl), try SiteFixture.words(.en))
    }

    private static let distances: [(day: String, nl: String, en: String)] = [
        ("2016-11-24", "10 jaar geleden", "10 years ago"),
        ("2020-04-28", "6 jaar geleden", "6 years ago"),
        ("2024-11-24", "2 jaar geleden", "2 years ago"),
        ("2024-11-25", "23 maanden geleden", "23 months ago"),
        ("2025-11-24", "1 jaar geleden", "1 year ago"),
        ("2026-05-06", "6 maanden geleden", "6 months ago"),
        ("2026-09-24", "2 maanden geleden", "2 months ago"),
        ("2026-09-25", "8 weken geleden", "8 weeks ago"),
        ("2026-10-09", "6 weken geleden", "6 weeks ago"),
        ("2026-11-03", "3 weken geleden", "3 weeks ago"),
        ("2026-11-04", "20 dagen geleden", "20 days ago"),
        ("2026-11-22", "2 dagen geleden", "2 days ago"),
        ("2026-11-23", "gisteren", "yesterday"),
        ("2026-11-24", "vandaag", "today"),
        ("2026-11-25", "morgen", "tomorrow"),
        ("2026-11-27", "over 3 dagen", "in 3 days"),
        ("2026-12-14", "over 20 dagen", "in 20 days"),
        ("2026-12-29", "over 5 weken", "in 5 weeks"),
        ("2027-03-24", "over 4 maanden", "in 4 months"),
        ("2027-11-24", "over 1 jaar", "in 1 year"),
        ("2028-11-24", "over 2 jaar", "in 2 years"),
        ("2036-11-24", "over 10 jaar", "in 10 years"),
    ]

    @Test("fault R42: a day is told in the units that people use", arguments: distances)
    func days(_ line: (day: String, nl: String, en: String)) throws {
        let day = try #require(Day(iso: line.day))
        #expect(nl.relative(day, today) == line.nl)
        #expect(en.relative(day, today) == line.en)
    }

    @Test(
        "no day within ten years is told in a number over 23")
    func range() {
        for days in 2...3652 {
            let (past, future) = (
                nl.relative(today - days, today), nl.relative(today + days, today)
            )
            #expect(past.hasSuffix(" geleden") && future.hasPrefix("over "))
            for text in [past, future] {
                let number = text.split(separator: " ").compactMap { Int($0) }.first
                #expect(number.map { (1...23).contains($0) } ?? false, "\(days): \(text)")
            }
        }
    }

    // Around both changes of the clock in Amsterdam: 29 March 01:00 and 25 October 2026 01:00 UTC.
    private static let moments: [(at: String, now: String, nl: String, en: String)] = [
        ("2026-11-24T11:00:00Z", "2026-11-24T11:00:30Z", "nu", "now"),
        ("2026-11-24T11:00:00Z", "2026-11-24T11:01:00Z", "1 minuut geleden", "1 minute ago"),
        ("2026-11-24T11:59:00Z", "2026-11-24T11:00:00Z", "over 59 minuten", "in 59 minutes"),
        ("2026-11-24T08:00:00Z", "2026-11-24T11:00:00Z", "3 uur geleden", "3 hours ago"),
        ("2026-11-24T12:00:00Z", "2026-11-24T11:00:00Z", "over 1 uur", "in 1 hour"),
        ("2026-11-23T22:50:00Z", "2026-11-23T23:10:00Z", "20 minuten geleden", "20 minutes ago"),
        ("2026-11-23T20:00:00Z", "2026-11-23T23:10:00Z", "gisteren", "yesterday"),
        ("2026-03-29T00:30:00Z", "2026-03-29T02:30:00Z", "2 uur geleden", "2 hours ago"),
        ("2026-03-28T22:30:00Z", "2026-03-29T21:30:00Z", "gisteren", "yesterday"),
        ("2026-03-28T23:30:00Z", "2026-03-29T21:30:00Z", "22 uur geleden", "22 hours ago"),
        ("2026-10-24T22:30:00Z", "2026-10-25T22:30:00Z", "24 uur geleden", "24 hours ago"),
        ("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "1 uur geleden", "1 hour ago"),
        ("2026-10-26T22:30:00Z", "2026-10-25T22:30:00Z", "morgen", "tomorrow"),
        ("2016-10-25T10:00:00Z", "2026-10-25T10:00:00Z", "10 jaar geleden", "10 years ago"),
        ("2036-03-29T10:00:00Z", "2026-03-29T10:00:00Z", "over 10 jaar", "in 10 years"),
    ]

    @Test("a moment is told by what passed, also over a change of the clock", arguments: moments)
    func moment(_ line: (at: String, now: String, nl: String, en: String)) throws {
        let (at, now) = (try instant(line.at), try instant(line.now))
        #expect(nl.relative(at, now, .amsterdam) == line.nl)
        #expect(en.relative(at, now, .amsterdam) == line.en)
    }

    private func instant(_ text: String) throws -> Instant {
        let date = try #require(ISO8601DateFormatter().date(from: text))
        return Instant(milliseconds: Int64(date.timeIntervalSince1970) * 1000)
    }

    @Test("a draft of another day says which")
    func draft() throws {
        let now = try instant("2026-11-24T11:00:00Z")
        for (at, text) in [
            ("2026-11-24T10:05:00Z", "11:05 uur"), ("2026-11-23T13:05:00Z", "gisteren, 14:05 uur"),
            ("2026-11-18T13:05:00Z", "18 november, 14:05 uur"),
            ("2025-12-31T13:05:00Z", "31 december 2025, 14:05 uur"),
        ] {
            #expect(nl.moment(try instant(at), now, .amsterdam) == text)
        }
    }

    @Test("durations and waits have one unit each, and periods one year where one is enough")
    func spans() throws {
        let durations = [5, 60, 90, 140, 1440].map { (nl.duration($0), en.duration($0)) }
        #expect(
            durations.map(\.0) == [
                "5 minuten", "1 uur", "1,5 uur", "2 uur en 20 minuten", "24 uur",
            ])
        #expect(
            durations.map(\.1) == [
                "5 minutes", "1 hour", "1.5 hours", "2 hours and 20 minutes", "24 hours",
            ])
        let waits = [0, 1, 40, 91, 900, 5400, 7200].map { nl.span(Span(waiting: $0)) }
        #expect(
            waits == [
                "1 seconde", "1 seconde", "40 seconden", "2 minuten", "15 minuten", "90 minuten",
                "2 uur",
            ])
        #expect(nl.period(today, today + 12) == "24 nov tot 6 dec 2026")
        #expect(en.period(today, today + 60) == "24 Nov 2026 to 23 Jan 2027")
    }

    /// The words of a message on both sides of a value.
    private func sides(of value: String, in text: String) -> (before: String, after: String)? {
        guard let place = text.range(of: "{\(value)}") else { return nil }
        func words(_ part: Substring) -> [String] {
            part.split { !$0.isLetter }.map { $0.lowercased() }
        }
        let before = text[..<place.lowerBound]
        return (
            before.hasSuffix(" ") ? words(before).last ?? "" : "",
            words(text[place.upperBound...]).first ?? ""
        )
    }

    @Test("fault R42: no message puts a preposition before a distance, or a unit behind a span")
    func messages() throws {
        let prepositions: Set = [
            "vanaf", "van", "tot", "sinds", "voor", "na", "op", "om", "over", "binnen", "per", "in",
            "from", "until", "till", "to", "since", "before", "after", "on", "at", "by", "for",
            "within",
        ]
        let units = Set(
            Span.Unit.allCases.flatMap { unit in
                [1, 2].flatMap { count in [nl, en].map { $0.unit(Span(count, unit)) } }
            })
        for file in ["nl", "en"] {
            let path = Fixture.home.appending(path: "Templates/messages/\(file).txt")
            for line in try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
            where !line.hasPrefix("distance.") {
                if let sides = sides(of: "when", in: String(line)) {
                    #expect(!prepositions.contains(sides.before), "\(line)")
                }
                if let sides = sides(of: "span", in: String(line)) {
                    #expect(!units.contains(sides.after), "\(line)")
                }
                for value in ["count", "day", "limit"] {
                    guard let sides = sides(of: value, in: String(line)) else { continue }
                    let isUnit =
                        units.contains(sides.after)
                        && !line.hasPrefix("unit.") && !line.hasPrefix("rule.unit.")
                    #expect(!isUnit, "a number of days or weeks is a span: \(line)")
                }
            }
        }
    }
}

@Suite("Time on pages")
struct TimeOnPagesTests {
    @Test("fault R42: a day that passed is not said to come, nor a coming one to have begun")
    func late() throws {
        let city = try ShelterCity()
        let shelter = try city.browser(.shelter)
        let path = try city.plan(shelter, nil, "29 december 2026", "1 maart 2027")
        shelter.get("/")
        #expect(shelter.page.contains("begint over 5 weken, NIJ-A"))
        #expect(!shelter.page.contains("vanaf over"))
        shelter.get(path)
        #expect(shelter.page.contains("Begint op 29 december 2026 (over 5 weken)."))
        city.site.fixture.clock.now = city.site.fixture.clock.now.adding(seconds: 40 * 86_400)
        let later = try city.browser(.shelter)
        later.get("/")
        #expect(later.page.contains("had 5 dagen geleden moeten beginnen, NIJ-A"))
        later.get(path)
        #expect(later.page.contains("Had op 29 december 2026 moeten beginnen (5 dagen geleden)."))
    }

    @Test("fault R42: the days without contact have their unit once")
    func unit() throws {
        let site = try SiteFixture()
        _ = try ActiveGroup.make("Bottendaal", in: site.fixture)
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        browser.get("/")
        let text = browser.page.replacing(#/<[^>]*>/#, with: " ").split(separator: " ")
            .joined(separator: " ")
        #expect(text.contains("84 dagen"))
        #expect(!text.contains(#/dagen,? dagen/#))
    }
}
