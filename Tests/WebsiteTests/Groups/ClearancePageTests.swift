import Coalition
import Fixtures
import Foundation
import HTTP
import Testing

@testable import Website

@Suite("Code of conduct, VOG and trainings of a group")
struct ClearancePageTests {
    let site: SiteFixture
    let browser: Browser
    let group: Group
    let ids: [String]

    private var path: String { "/groups/\(group.ref)" }

    init() throws {
        let site = try SiteFixture()
        self.site = site
        browser = try site.browser(.local, in: site.fixture.nijmegen)
        (group, ids) = try site.fixture.write(site.fixture.hanneke) { tx in
            var draft = GroupDraft()
            draft.name = "Bottendaal"
            let group = try draft.create(in: site.fixture.nijmegen, tx)
            let rows = [("Joke", "joke@voorbeeld.nl", "06 12 34 56 78"), ("Samira", nil, nil)].map {
                var member = MemberDraft()
                (member.name, member.email, member.phone) = ($0.0, $0.1, $0.2)
                member.birthYear = 1980
                return MemberRows.Row(member)
            }
            try MemberRows(rows).join(group, in: tx)
            let found = try Group.find(group.ref, in: tx)
            return (found, try Member.active(of: found.id, in: tx).map { String($0.id.value) })
        }
    }

    private func send(_ fields: [(String, String)]) -> Response {
        browser.get("\(path)/trainings")
        return browser.post(
            "\(path)/trainings", fields + [("once", browser.value(of: "once") ?? "")])
    }

    private func clearance() throws -> GroupClearance {
        try site.fixture.read(site.fixture.hanneke) { try GroupClearance(group, in: $0) }
    }

    @Test("fault R55, page P10: the day on top fills down to every tick without a day of its own")
    func fillsDown() throws {
        let all = ["conduct", "vog", "training.1", "training.2"].flatMap { kind in
            [("day.\(kind)", "3-11-2026")] + ids.map { (kind, $0) }
        }
        let own = [
            ("vog.\(ids[1])", "2 nov 2026"), ("training.3", ids[1]), ("day.training.3", "1-11"),
        ]
        #expect(send(all + own).status == .seeOther)
        let found = try clearance()
        let day = try #require(Day(iso: "2026-11-03"))
        #expect(found.members.allSatisfy { $0.codeOfConductOn == day && $0.isCleared(on: day) })
        #expect(found.members.map(\.vog.seenOn) == [day, day - 1])
        #expect(found.training(3, of: found.members[1]) != nil)
        #expect(found.training(3, of: found.members[0]) == nil)
        browser.get("\(path)/trainings")
        #expect(browser.page.contains("Tot 3 nov 2029"))
    }

    @Test("everybody who lacks something gets it with one tick, without script too")
    func everybody() throws {
        #expect(send([("vog", ids[0]), ("day.vog", "1-11-2026")]).status == .seeOther)
        #expect(send([("all.vog", "1"), ("day.vog", "5-11-2026")]).status == .seeOther)
        let days = try clearance().members.map(\.vog.seenOn)
        #expect(days == [Day(iso: "2026-11-01"), Day(iso: "2026-11-05")])
    }

    @Test("what is wrong is said at its day, what was typed stays, and nothing is saved")
    func wrong() throws {
        let cases: [(String, [(String, String)])] = [
            ("minstens één vinkje", []),
            ("Vul bovenaan een dag in", [("training.1", ids[0])]),
            ("Zet ook een vinkje", [("training.1.\(ids[0])", "1-11-2026")]),
            ("zoals 3-11-2026", [("training.1", ids[0]), ("training.1.\(ids[0])", "gisteren")]),
            ("ligt in de toekomst", [("vog", ids[0]), ("day.vog", "25-11-2026")]),
            ("ligt in de toekomst", [("vog", ids[0]), ("vog.\(ids[0])", "25-11-2026")]),
            ("VOG", [("vog", "999999"), ("day.vog", "1-11-2026")]),
        ]
        for (words, fields) in cases {
            #expect(send(fields).status == .unprocessableContent, "\(words)")
            #expect(browser.page.contains(words), "\(words)")
            for (name, value) in fields where name.contains("day.") {
                #expect(browser.page.contains("value=\"\(value)\""))
            }
        }
        #expect(try clearance().members.allSatisfy { $0.vog.status == .none })
    }

    @Test("page P05: what expires is listed with whom to call, and everybody on it written to")
    func expiring() throws {
        browser.get("/groups/expiring")
        #expect(browser.page.contains("Er verloopt niets"))
        #expect(browser.get("/groups/expiring/write").status == .notFound)
        #expect(send([("vog", ids[0]), ("day.vog", "14-12-2023")]).status == .seeOther)
        browser.get("/groups/expiring")
        for text in ["Joke", "Tot 14 dec 2026", "warn diamond", "tel:0612345678", "mailto:joke@"] {
            #expect(browser.page.contains(text), "\(text)")
        }
        browser.get("/groups?flag=clearance")
        #expect(browser.page.contains("VOG of training verloopt (1)"))
        #expect(browser.page.contains(path))
        browser.get("/groups/expiring/write")
        #expect(browser.page.contains("mailto:?bcc=joke@voorbeeld.nl"))
        let other = try site.browser(.local, in: site.fixture.haarlem)
        other.get("/groups/expiring")
        #expect(!other.page.contains("Joke"))
        let network = try site.browser(.network)
        #expect(network.get("/groups/expiring").status == .forbidden)
    }

    @Test("everybody is written to in BCC, and who has no address is named")
    func write() throws {
        browser.get("\(path)/write")
        for text in ["mailto:?bcc=joke@voorbeeld.nl", "1 van 2", "Samira", "06 12 34 56 78"] {
            #expect(browser.page.contains(text), "\(text)")
        }
        #expect(!browser.page.contains("bcc=joke@voorbeeld.nl,"))
    }
}
