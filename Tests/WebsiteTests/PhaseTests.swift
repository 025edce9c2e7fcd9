import Coalition
import Fixtures
import SQLite
import Templates
import Testing

@testable import Website

@Suite("The row of phases")
struct PhaseTests {
    private let words: Words

    init() throws {
        words = try SiteFixture.words(.nl)
    }

    /// The row in a line: phases that were, the current one between brackets, those to come.
    private func line<State: Code, Rule: Code>(
        _ row: PhaseRow<State, Rule>, _ current: State, _ passed: [State], _ prefix: String
    ) -> String {
        row.views(current, passed: passed, words, prefix).map { view in
            view.isCurrent ? "[\(view.name)]" : view.isPast ? view.name : "(\(view.name))"
        }.joined(separator: " ")
    }

    private func group(_ current: Group.State, _ passed: [Group.State] = []) -> String {
        line(Group.phaseRow, current, passed, "group.state")
    }

    private func stay(_ current: Stay.State, _ passed: [Stay.State] = []) -> String {
        line(Stay.phaseRow, current, passed, "stay.state")
    }

    private func family(_ current: Family.State, _ passed: [Family.State] = []) -> String {
        line(Family.phaseRow, current, passed, "family.state")
    }

    @Test("tells what was, what is and what is to come")
    func usual() {
        #expect(
            group(.preparing) == "Aangemeld In vorming [In voorbereiding] (Klaar voor koppeling) "
                + "(Gekoppeld) (Actief) (Afgerond)")
        #expect(family(.announced).hasPrefix("[Aangekondigd] (Intake) (Wacht op koppeling)"))
        #expect(stay(.closed).hasSuffix("Teruggekeerd Nazorg [Gesloten]"))
    }

    @Test("fault R52: a group that stopped shows how far it came, and nothing to come")
    func stopped() {
        #expect(
            group(.stopped, [.interest, .forming, .preparing, .stopped])
                == "Aangemeld In vorming In voorbereiding [Gestopt]")
        #expect(
            group(.stopped, [.interest, .forming, .stopped, .forming, .stopped])
                == "Aangemeld In vorming [Gestopt]")
        #expect(group(.stopped) == "[Gestopt]")
    }

    @Test("fault R52: a group that rests is where it was")
    func paused() {
        #expect(
            group(.paused, [.active, .paused])
                == "Aangemeld In vorming In voorbereiding Klaar voor koppeling Gekoppeld Actief "
                + "[Gepauzeerd] (Afgerond)")
    }

    @Test("fault R52: a stay that was cancelled or ended otherwise shows its own way")
    func stays() {
        #expect(
            stay(.cancelled, [.planned, .nominated, .cancelled])
                == "Plek gepland Voorgedragen [Geannuleerd]")
        let there: [Stay.State] = [
            .planned, .nominated, .accepted, .preparing, .confirmed, .inStay,
        ]
        #expect(
            stay(.otherOutcome, there + [.otherOutcome])
                .hasSuffix("Bevestigd In verblijf [Anders geëindigd] (Gesloten)"))
        #expect(
            stay(.closed, there + [.otherOutcome, .closed])
                .hasSuffix("Bevestigd In verblijf Anders geëindigd [Gesloten]"))
    }

    @Test("fault R52: a family that left, and a match that ended, likewise")
    func couples() throws {
        #expect(
            family(.withdrawn, [.announced, .intake, .waiting, .withdrawn])
                == "Aangekondigd Intake Wacht op koppeling [Teruggetrokken]")
        #expect(
            family(.moved, [.announced, .intake, .waiting, .reserved, .waiting, .moved])
                == "Aangekondigd Intake Wacht op koppeling [Verhuisd]")
        let row = PhaseRow(
            way: [.proposed, .introduced, .agreed, .active, .closing, .completed],
            lifecycle: Match.lifecycle)
        func match(_ current: Match.State, _ passed: [Match.State]) -> String {
            line(row, current, passed, "match.state")
        }
        #expect(match(.declined, [.draft, .proposed, .declined]) == "Voorgesteld [Afgewezen]")
        #expect(
            match(.endedEarly, [.proposed, .agreed, .active, .endedEarly])
                == "Voorgesteld Overeengekomen Actief [Voortijdig beëindigd]")
        #expect(
            match(.suspended, [.proposed, .introduced, .agreed, .active, .suspended])
                .hasSuffix("Actief [Opgeschort] (Afronding) (Afgerond)"))
        #expect(match(.draft, [.draft]).hasPrefix("[Concept] (Voorgesteld) (Kennismaking)"))
    }
}

@Suite("Steps of a record")
struct StepPageTests {
    let site: SiteFixture

    init() throws { site = try SiteFixture() }

    /// A group of which all is known that its next step asks for.
    private func group() throws -> String {
        try site.fixture.write(.system) { tx in
            var draft = GroupDraft()
            (draft.name, draft.intakeOn) = ("Bottendaal", tx.today)
            let group = try draft.create(in: site.fixture.nijmegen, tx)
            var member = MemberDraft()
            (member.name, member.birthYear, member.isContact) = ("Joke Peters", 1980, true)
            try member.join(group, in: tx)
            return "/groups/\(group.ref)"
        }
    }

    @Test("fault R52: the page of a group that stopped says nothing of what did not come yet")
    func stopped() throws {
        let path = try group()
        let local = try site.browser(.local, in: site.fixture.nijmegen)
        local.get(path)
        #expect(local.page.contains("Gekoppeld<span class=\"vh\">, nog niet</span>"))
        #expect(
            local.confirmed("\(path)/transitions", ["state": "stopped", "stop_reason": "time"])
                .status == .seeOther)
        local.get(path)
        #expect(!local.page.contains(", nog niet"))
        #expect(local.page.contains("Aangemeld<span class=\"vh\">, geweest</span>"))
    }

    @Test("fault R53: who may not take a step reads who does, not that it cannot be taken")
    func taker() throws {
        let path = try group()
        let network = try site.browser(.network)
        network.get(path)
        #expect(!network.page.contains("Nog niet mogelijk"))
        #expect(network.page.contains("Dit doet: Lokale coördinator."))
        #expect(network.page.contains("Volgende stap:"))
        let local = try site.browser(.local, in: site.fixture.nijmegen)
        local.get(path)
        #expect(!local.page.contains("Dit doet:") && local.page.contains("Volgende stap:"))
    }

    @Test("fault R53: an officer reads so of a family; what lacks is still said to lack")
    func officer() throws {
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        let (ready, other) = try site.fixture.write(.system) { tx in
            var draft = FamilyDraft()
            (draft.route, draft.householdSize) = (.statusHolder, 4)
            let other = try draft.create(in: site.fixture.nijmegen, tx)
            (draft.infoGivenOn, draft.consentOn) = (tx.today, tx.today)
            return (try draft.create(in: site.fixture.nijmegen, tx), other)
        }
        officer.get("/families/\(ready.ref)")
        #expect(!officer.page.contains("Nog niet mogelijk"))
        #expect(officer.page.contains("Dit doet: Lokale coördinator."))
        officer.get("/families/\(other.ref)")
        #expect(officer.page.contains("Nog niet mogelijk"))
        #expect(officer.page.contains("Dit doet: Lokale coördinator."))
    }
}
