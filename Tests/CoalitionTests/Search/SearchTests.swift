import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("A search")
struct SearchTests {
    let scene: SearchScene
    private var fixture: Fixture { scene.fixture }

    init() throws { scene = try SearchScene() }

    @Test("finds a family by its code name in either language, by its beginning and by reference")
    func family() throws {
        let meidoorn = try scene.family("Meidoorn", in: fixture.nijmegen)
        try scene.family("Lobelia", in: fixture.nijmegen)
        for typed in [
            "Meidoorn", "gezin meidoorn", "hawthorn", "meid", "MEIDOORN", meidoorn.ref,
            meidoorn.ref.lowercased(),
        ] {
            #expect(try scene.refs(typed, fixture.hanneke) == [meidoorn.ref], "\(typed)")
        }
        #expect(try scene.refs("meidoorn 2", fixture.hanneke) == [])
        #expect(try scene.refs("meidoorn lobelia", fixture.hanneke) == [])
    }

    @Test("tells numbered code names apart")
    func numbered() throws {
        let first = try scene.family("Meidoorn", in: fixture.nijmegen)
        let second = try scene.family(in: fixture.nijmegen)
        try fixture.records.database.write {
            _ = try $0.run(
                """
                UPDATE families SET code_nl = 'Meidoorn 2', code_en = 'Hawthorn 2'
                WHERE id = \(second.id)
                """)
        }
        #expect(try scene.refs("meidoorn", fixture.hanneke) == [first.ref, second.ref])
        #expect(try scene.refs("hawthorn 2", fixture.hanneke) == [second.ref])
    }

    @Test("finds one wrong letter where it lies in the clear, and says that it is a guess")
    func oneLetter() throws {
        let family = try scene.family("Meidoorn", in: fixture.nijmegen)
        let group = try scene.group("Schilderswijk", in: fixture.nijmegen, members: ["Joke Bakker"])
        let home = try scene.home("Zonnehoek", in: fixture.nijmegen)
        let shelter = fixture.shelterOfNijmegen
        for (typed, ref, viewer) in [
            ("meidorn", family.ref, fixture.hanneke), ("hawtorn", family.ref, fixture.hanneke),
            ("schildesrwijk", group.ref, fixture.hanneke),
            ("xchilderswijk", group.ref, fixture.network),
            ("zonnehoke", home.ref, shelter), ("haarlme", fixture.haarlem.ref, shelter),
        ] {
            let found = try scene.find(typed, viewer)
            #expect(found.map(\.ref) == [ref], "\(typed)")
            #expect(found.map(\.rank) == [.near])
        }
        #expect(try scene.refs("bakkre", fixture.hanneke) == [])
    }

    @Test("finds groups, homes and cities by words in any order, without particles")
    func words() throws {
        let brink = try scene.group("De Oude Brink", in: fixture.nijmegen)
        let home = try scene.home("Tijdelijke woning Het Baken", in: fixture.nijmegen)
        for typed in ["oude brink", "brink, oude", "de brink", "bri", "groep van de brink"] {
            #expect(try scene.refs(typed, fixture.hanneke) == [brink.ref], "\(typed)")
        }
        for typed in ["baken", "woning het baken", "tijdelijk"] {
            #expect(try scene.refs(typed, fixture.shelterOfNijmegen) == [home.ref], "\(typed)")
        }
        #expect(try scene.refs("nijmegen", fixture.admin) == [fixture.nijmegen.ref])
    }

    @Test("takes the name of a city for the place where to look")
    func city() throws {
        let here = try scene.group("Centrum", in: fixture.nijmegen)
        let there = try scene.group("Centrum", in: fixture.haarlem)
        let network = fixture.network
        #expect(Set(try scene.refs("centrum", network)) == [here.ref, there.ref])
        #expect(try scene.refs("centrum haarlem", network) == [there.ref])
        #expect(try scene.refs("centrum haarlem", fixture.hanneke) == [])
        #expect(try scene.refs("Nijmegen Centrum", fixture.hanneke) == [here.ref])
    }

    @Test("finds a member by whole words of the name, for the coordinator of the city alone")
    func members() throws {
        let names = ["Zofia O’Brien", "Thijs van der Zee", "Anna 't Hart", "Yusuf Öztürk"]
        let lent = try scene.group("Lent", in: fixture.nijmegen, members: names)
        for typed in [
            "zofia", "OBrien", "zee", "van der zee", "Thijs Zee", "zee, thijs", "T. van der Zee",
            "'t hart", "ozturk", "Öztürk",
        ] {
            let found = try scene.find(typed, fixture.hanneke)
            #expect(found.map(\.ref) == [lent.ref], "\(typed)")
            #expect(found.map(\.kind) == [.volunteer])
        }
        for typed in ["zof", "zofi", "yusuf bakker"] {
            #expect(try scene.refs(typed, fixture.hanneke) == [], "\(typed)")
        }
        #expect(try scene.refs("zofia", fixture.hanneke, people: false) == [])
        for other in [
            fixture.network, fixture.officerOfNijmegen, fixture.shelterOfNijmegen,
            fixture.coordinatorOfHaarlem, fixture.admin, scene.viewer(.safeguarding),
            scene.viewer(.auditor), scene.viewer(.local, .hostedStay),
        ] {
            #expect(try scene.refs("zofia", other) == [], "\(other.grants)")
        }
    }

    @Test("finds people of a family in either script, also for who announced it")
    func people() throws {
        let announced = try scene.family(
            "Meidoorn", in: fixture.nijmegen, announcedBy: .municipality, people: ["Samira Haddad"])
        let own = try scene.family(
            "Lobelia", in: fixture.nijmegen, announcedBy: .local, people: ["Karim Haddad"])
        try fixture.write(fixture.hanneke) { tx in
            var person = FamilyMemberDraft()
            (person.originalName, person.kind) = ("محمد حداد", .parent)
            try person.add(to: own, in: tx)
        }
        #expect(Set(try scene.refs("haddad", fixture.hanneke)) == [announced.ref, own.ref])
        #expect(try scene.refs("محمد", fixture.hanneke) == [own.ref])
        #expect(try scene.refs("haddad", fixture.officerOfNijmegen) == [announced.ref])
        for other in [
            fixture.network, fixture.coordinatorOfHaarlem, fixture.officerOfHaarlem,
            scene.viewer(.local, .hostedStay), scene.viewer(.municipality, .shelterCity),
        ] {
            #expect(try scene.refs("haddad", other) == [], "\(other.grants)")
        }
    }

    @Test("finds a new name at once and the former no more; of who left the last group")
    func changed() throws {
        let lent = try scene.group("Lent", in: fixture.nijmegen, members: ["Joke Bakker"])
        let member = try fixture.read(fixture.hanneke) {
            try #require(try Member.active(of: lent.id, in: $0).first)
        }
        try fixture.write(fixture.hanneke) { tx in
            var draft = try MemberDraft.stored(member, in: tx).draft
            draft.name = "Joke Visser"
            try draft.update(member, of: lent, version: member.version, in: tx)
            var group = try GroupDraft.stored(lent.id, in: tx).draft
            group.name = "Hees"
            let now = try Group.find(lent.id, in: tx)
            try group.update(now, version: now.version, in: tx)
        }
        #expect(try scene.refs("bakker", fixture.hanneke) == [])
        #expect(try scene.refs("visser", fixture.hanneke) == [lent.ref])
        #expect(try scene.refs("lent", fixture.hanneke) == [])
        #expect(try scene.refs("hees", fixture.hanneke) == [lent.ref])
        try fixture.write(fixture.hanneke) { tx in
            let member = try Member.find(member.id.value, of: lent.id, in: tx)
            try member.leave(
                on: fixture.nijmegen.today(tx), .moved, from: try Group.find(lent.id, in: tx),
                in: tx)
        }
        let found = try scene.find("visser", fixture.hanneke)
        guard case .group("Hees", leftOn: .some) = found.first?.within else {
            Issue.record("\(found)")
            return
        }
    }

    @Test("finds nothing by a name that was erased, and keeps no token of it")
    func erased() throws {
        let lent = try scene.group("Lent", in: fixture.nijmegen, members: ["Joke Bakker"])
        try fixture.records.database.write { db in
            try db.run("UPDATE volunteers SET name_sealed = x'00'")
            #expect(try db.value("SELECT count(*) FROM name_tokens") == 0)
            try db.run("DELETE FROM memberships")
            try db.run("DELETE FROM volunteers")
            try db.run("DELETE FROM groups WHERE id = \(lent.id)")
            #expect(
                try db.value("SELECT count(*) FROM search_words WHERE kind = 'groups'") == 0)
        }
    }

    @Test("finds an open task by a word of it and what it is about")
    func tasks() throws {
        let lent = try scene.group("Lent", in: fixture.nijmegen)
        let task = try fixture.write(fixture.hanneke) { tx in
            var draft = TaskDraft()
            (draft.title, draft.role, draft.dueOn) = ("Bel groep Lent", .local, tx.today + 3)
            draft.group = lent
            return try draft.create(in: fixture.nijmegen, tx)
        }
        #expect(try scene.refs("bel lent", fixture.hanneke) == [task.ref])
        #expect(try scene.refs("lent", fixture.hanneke) == [lent.ref])
        #expect(try scene.refs("bel lent", fixture.coordinatorOfHaarlem) == [])
        #expect(try scene.refs(task.ref, fixture.hanneke) == [task.ref])
        #expect(try scene.refs(task.ref, fixture.coordinatorOfHaarlem) == [])
    }
}
