import Coalition
import Fixtures
import Foundation
import SQLite
import Testing

@Suite("The people and needs of a family")
struct FamilyPeopleTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func add(_ family: Family, _ change: (inout FamilyMemberDraft) -> Void) throws {
        var draft = FamilyMemberDraft()
        draft.kind = .parent
        change(&draft)
        let typed = draft
        _ = try fixture.write(fixture.hanneke) { try typed.add(to: family, in: $0) }
    }

    private func members(_ family: Family) throws -> [FamilyMember] {
        try fixture.read(fixture.hanneke) { try FamilyMember.all(of: family, in: $0) }
    }

    @Test("edge case: Names with diacritics, Single name - any name, one or none, in any script")
    func names() throws {
        let family = try fixture.announced()
        for name in ["Yusuf Öztürk", "محمد", "Nguyễn", "O’Brien", "'t Hart", "Anna van der Zee"] {
            try add(family) { ($0.name, $0.birthYear) = (name, 1984) }
        }
        try add(family) { $0.kind = .child }
        try add(family) { draft in
            (draft.name, draft.originalName, draft.isSingleName) = ("Abebe", "አበበ", true)
            (draft.birthYear, draft.birthPrecision) = (1990, .estimated)
        }
        let all = try members(family)
        #expect(
            all.map(\.name) == [
                "Abebe", "'t Hart", "Nguyễn", "O’Brien", "Yusuf Öztürk", "Anna van der Zee", "محمد",
                nil,
            ])
        #expect(all.first?.originalName == "አበበ")
        #expect(all.first?.isSingleName == true)
        #expect(all.first?.birthPrecision == .estimated)
        #expect(all.last?.birthYear == nil)
        #expect(all.last?.birthPrecision == .unknown)
    }

    @Test("edge case: Unknown birth date - the year alone, and none that cannot be")
    func birthYears() throws {
        let family = try fixture.announced()
        #expect(refused { try add(family) { $0.birthYear = 1899 } }.map(\.field) == ["birth_year"])
        #expect(refused { try add(family) { $0.birthYear = 2027 } }.map(\.field) == ["birth_year"])
        #expect(
            refused { try add(family) { $0.birthPrecision = .year } }.map(\.message)
                == ["problem.birth_year_missing"])
        #expect(
            refused {
                try add(family) { ($0.birthYear, $0.birthPrecision) = (2020, .unknown) }
            }.map(\.field) == ["birth_precision"])
    }

    @Test("edge case: Birth, death - leave with a date and are listed last")
    func leaves() throws {
        let family = try fixture.announced()
        try add(family) { $0.name = "Amal" }
        try add(family) { $0.name = "Zaki" }
        try fixture.write(fixture.hanneke) { tx in
            let amal = try FamilyMember.all(of: family, in: tx)[0]
            var draft = try FamilyMemberDraft.stored(amal.id, in: tx).draft
            draft.leftOn = family.announcedOn
            try draft.update(amal, of: family, version: amal.version, in: tx)
        }
        #expect(try members(family).map(\.name) == ["Zaki", "Amal"])
    }

    @Test("are written down by the coordinator only")
    func writers() throws {
        let family = try fixture.announced()
        var draft = FamilyMemberDraft()
        draft.kind = .child
        let typed = draft
        for viewer in [fixture.officerOfNijmegen, fixture.network] {
            #expect(throws: Refusal.forbidden("forbidden.family_edit")) {
                try fixture.write(viewer) { try typed.add(to: family, in: $0) }
            }
        }
    }

    @Test("stand nowhere in the file as they were typed")
    func sealed() throws {
        let family = try fixture.waiting()
        try add(family) { ($0.name, $0.originalName) = ("Xanthippe Quwwatli", "Ξανθίππη Κουβάτλι") }
        _ = try fixture.write(fixture.hanneke) {
            try SensitiveNote.add(.health, "Zoutarmbroodtest", to: family, in: $0)
        }
        let files = try FileManager.default.contentsOfDirectory(
            at: fixture.folder, includingPropertiesForKeys: nil)
        let bytes = try files.reduce(into: Data()) { $0 += try Data(contentsOf: $1) }
        for text in ["Xanthippe", "Ξανθίππη", "Plek op een basisschool", "Zoutarmbroodtest"] {
            #expect(bytes.range(of: Data(text.utf8)) == nil)
        }
        #expect(bytes.range(of: Data(family.code.nl.utf8)) != nil)
    }

    @Test("need things with a theme, which can be met and opened again")
    func needs() throws {
        let family = try fixture.waiting()
        let need = try fixture.write(fixture.hanneke) { tx in
            let need = try Need.all(of: family, in: tx)[0]
            try need.setMet(true, of: family, in: tx)
            return try Need.find(need.id.value, of: .family(family), in: tx)
        }
        #expect(need.isMet)
        let counts = try fixture.read(fixture.network) { try PlanGoals(family, in: $0) }
        #expect(counts.all == 1 && counts.met == 1)
        let problems = refused {
            try fixture.write(fixture.hanneke) { try NeedDraft().add(to: family, in: $0) }
        }
        #expect(problems.map(\.field) == ["title", "theme"])
    }

    @Test("have notes that are shown on request, and each look is written down")
    func notes() throws {
        let family = try fixture.announced()
        try fixture.write(fixture.hanneke) { tx in
            try SensitiveNote.add(.health, "Insuline twee keer per dag", to: family, in: tx)
            let notes = try SensitiveNote.open(of: family, in: tx)
            #expect(notes.map(\.text) == ["Insuline twee keer per dag"])
            let looks: Int? = try tx.db.value(
                """
                SELECT count(*) FROM audit_log
                WHERE ref = \(family.ref) AND action = 'open' AND fields = 'sensitive_notes'
                """)
            #expect(looks == 1)
            try SensitiveNote.remove(notes[0].id.value, of: family, in: tx)
            #expect(try SensitiveNote.count(of: family, in: tx) == 0)
        }
        for viewer in [fixture.officerOfNijmegen, fixture.network] {
            #expect(throws: Refusal.forbidden("forbidden.sensitive_notes")) {
                try fixture.write(viewer) { try SensitiveNote.open(of: family, in: $0) }
            }
        }
    }
}
