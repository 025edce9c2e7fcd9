import Coalition
import Fixtures
import SQLite
import Testing

@testable import Website

/// Two sites with the same family that was split for safety, in one of which one part lives on: nothing
/// that the people of the other part can open, count, search or measure tells them apart.
@Suite("The life of one part after a split for safety")
struct SafetyTwinTests {
    /// A row more that a statement passes over costs this at most.
    private static let margin = 150

    let scene: SafetyScene
    private var fixture: Fixture { scene.fixture }

    init() throws { scene = try SafetyScene() }

    /// Two sites, in the second of which one part lives on.
    private func twins(
        _ family: Family, in city: City, by coordinator: Viewer
    ) throws -> (plain: TwinSite, changed: TwinSite) {
        let (plain, changed) = (
            try TwinSite(of: fixture.records), try TwinSite(of: fixture.records)
        )
        try changed.aside().write(as: coordinator) { tx in
            try SafetyScene.live(
                try Family.find(family.ref, in: tx), in: city, neighbourhood: "Schalkwijk", tx)
        }
        for site in [plain, changed] { try site.pass(hours: 2) }
        return (plain, changed)
    }

    /// Every page of a record, whether or not a link leads there.
    private func pages(of family: Family) -> [String] {
        Features.routes(isDemo: false).filter {
            $0.method == .get && $0.pattern.hasPrefix("/families/:ref")
        }.map {
            $0.pattern.replacing(":ref", with: family.ref).replacing(":id", with: "1")
                .replacing(":programme", with: "samen_hier")
        } + ["/concerns/new?about=\(family.ref)", "/matches/new?family=\(family.ref)"]
    }

    @Test("changes no page of the other part in the same city", arguments: [true, false])
    func sameCity(_ isOfStayed: Bool) throws {
        let (own, other) = isOfStayed ? (scene.stays, scene.left) : (scene.left, scene.stays)
        let emails =
            try [Role.local, .municipality, .shelter].map {
                try scene.account($0, in: fixture.nijmegen)
            } + [try scene.account(.network)]
        let sites = try twins(other, in: fixture.nijmegen, by: fixture.hanneke)
        for email in emails {
            var walk = try TwinWalk(sites.plain, sites.changed, email, margin: Self.margin)
            try walk.walk(pages(of: own)) {
                $0.hasPrefix(own.path) || $0.contains("=\(own.ref)")
            }
            for flaw in walk.flaws.prefix(10) { Issue.record("\(email) \(flaw)") }
            #expect(walk.count > 20)
        }
    }

    @Test("changes no page, count, order or time of answer of the city that it left")
    func cityLeft() throws {
        let there = try scene.move()
        try everything(
            in: fixture.nijmegen, of: there, by: fixture.coordinatorOfHaarlem, in: fixture.haarlem)
    }

    @Test("changes nothing in the city to which the other part moved")
    func newCity() throws {
        _ = try scene.move()
        try everything(
            in: fixture.haarlem, of: scene.stays, by: fixture.hanneke, in: fixture.nijmegen)
    }

    private func everything(
        in city: City, of family: Family, by coordinator: Viewer, in other: City
    ) throws {
        let emails = try [Role.local, .municipality, .shelter].map {
            try scene.account($0, in: city)
        }
        let sites = try twins(family, in: other, by: coordinator)
        let known = RecordPaths(fixture.records.database)
        let paths = try Features.routes(isDemo: false).filter { $0.method == .get }
            .compactMap { try known.path($0, in: city.nameNL) }
        for email in emails {
            var walk = try TwinWalk(sites.plain, sites.changed, email, margin: Self.margin)
            try walk.walk(["/", scene.stays.path, scene.left.path] + paths)
            for text in [
                family.ref, family.code.nl, family.code.en, scene.stays.ref, scene.left.code.nl,
                "Amira Haddad", "Basel", "Schalkwijk", "Humanitas",
            ] { try walk.post("/search", ["q": text]) }
            for path in pages(of: family) { try walk.walk([path], most: .max) }
            for flaw in walk.flaws.prefix(10) { Issue.record("\(email) \(flaw)") }
            #expect(walk.count > 40)
        }
    }

    @Test(
        "is no answer to a merge, a choice or a mistake: each reads as of a record that is not there"
    )
    func answers() throws {
        let local = try scene.site.browser(.local, in: fixture.nijmegen)
        /// What is answered, without the reference that was asked for.
        func merge(_ own: Family, _ other: String) -> String {
            local.get("\(own.path)/merge")
            let form = local.form("\(own.path)/merge")?.with(["other": other, "kept": own.ref])
            let answer =
                form.map { local.send($0) }
                ?? local.post(
                    "\(own.path)/merge", ["other": other, "kept": own.ref])
            return "\(answer.status.code) "
                + local.page.replacing(other, with: "F-")
                .replacing(/name="(csrf|once|draft_start)" value="[^"]*"/, with: "")
        }
        for (own, other) in [(scene.stays, scene.left), (scene.left, scene.stays)] {
            let answer = merge(own, other.ref)
            #expect(answer == merge(own, "F-ZZZZ"))
            #expect(answer.hasPrefix("422") && !answer.contains(other.code.nl))
        }
        // Whoever left is a person of nobody in the record that stayed.
        let person: Int64? = try fixture.read(.system) { tx in
            try tx.db.value(
                "SELECT id FROM family_members WHERE family_id = \(scene.left.id) LIMIT 1")
        }
        for path in ["members/\(person ?? 0)/edit", "members/\(person ?? 0)/end"] {
            #expect(local.get("\(scene.stays.path)/\(path)").status == .notFound)
        }
    }
}
