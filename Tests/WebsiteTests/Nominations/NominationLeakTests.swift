import Coalition
import Fixtures
import Foundation
import HTTP
import HTTPTypes
import Testing

@testable import Website

@Suite("What could lead to a guest")
struct NominationLeakTests {
    let city: ShelterCity

    /// Planted in every place that holds something of a guest.
    private let planted = ["Yıldız", "Tamazight", "Signaal", "Traploos", "Belgevaar", "Waddenland"]

    init() throws {
        city = try ShelterCity()
        let (wulp, grutto, waal) = (city.wulp, city.grutto, city.waal)
        try city.site.fixture.write(.system) { tx in
            try GuestIdentity.write(
                [
                    .country: "Waddenland", .channel: "Signaal", .work: "Tamazight",
                    .risk: "Belgevaar",
                ],
                of: wulp, version: try Guest.find(wulp.ref, in: tx).version, in: tx)
            for guest in [wulp, grutto] {
                var draft = CandidateDraft()
                draft.conditions = Dictionary(
                    uniqueKeysWithValues: CandidateCondition.allCases.map { ($0, true) })
                draft.facts.earliest = tx.today
                draft.facts.languages = ["en"]
                draft.facts.themes = [.lgbti]
                try draft.save(guest, version: 1, in: tx)
                try Candidate.of(guest, in: tx).enter(.ready, in: tx)
            }
            var slot = StayDraft()
            slot.accommodation = waal.ref
            (slot.from, slot.until) = (Day(iso: "2027-04-01"), Day(iso: "2027-06-01"))
            let stay = try slot.create(tx)
            var draft = NominationDraft()
            (draft.stay, draft.guest) = (stay.ref, wulp.ref)
            (draft.profile.needs, draft.profile.risk) = ("Traploos", "Belgevaar")
            try draft.propose(in: tx)
        }
    }

    @Test(
        "is on no page before the city's yes, whoever asks, but the network's own of the nomination"
    )
    func pages() throws {
        let paths = RecordPaths(city.site.fixture.records.database)
        for role in Role.allCases {
            let browser = try city.browser(role)
            for route in Features.routes(isDemo: true) where route.method == .get {
                guard let path = try paths.path(route, in: "Nijmegen"), path != "/login" else {
                    continue
                }
                _ = browser.get(path)
                let isOwn = role == .network && path.hasSuffix("/nomination")
                for word in planted where browser.page.contains(word) && !isOwn {
                    Issue.record("\(role) \(path) holds \(word)")
                }
                // A theme is the network's to tell, and stands nowhere else.
                let isOfCandidates = role == .network && path.contains("candidate")
                if !isOfCandidates, !path.hasSuffix("/edit"), !path.hasSuffix("/new") {
                    let isTold = browser.page.contains("lhbti")
                    #expect(!isTold, "\(role) \(path)")
                }
            }
        }
    }

    @Test("stands in no file in the clear, the two logs among it")
    func files() throws {
        let folder = city.site.fixture.folder
        var size = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name.contains("sqlite") {
            let bytes = try Data(contentsOf: folder.appending(path: name))
            size += bytes.count
            for word in planted { #expect(bytes.range(of: Data(word.utf8)) == nil, "\(name)") }
        }
        #expect(size > 100_000)
    }
}
