import Coalition
import Fixtures
import Foundation
import Templates
import Testing

@testable import Website

@Suite("Rows pasted from a spreadsheet")
struct PastedMembersTests {
    private let today = Day(number: 20_781)  // 24 November 2026.
    private let trainings: [Training]

    init() throws {
        trainings = try Fixture().read(.system) { try Training.all(in: $0) }
    }

    private func pasted(_ text: String) -> PastedMembers { PastedMembers(text, trainings) }

    private func values(_ text: String) -> Values { pasted(text).values(from: 0, today) }

    @Test("have cells between tabs, with quotes around what has a tab, a break or a quote in it")
    func cells() {
        #expect(
            SpreadsheetRows.cells("Joke\tjoke@b.nl\r\n\r\n \t\nWim\t\t06\n")
                == [["Joke", "joke@b.nl"], ["Wim", "", "06"]])
        #expect(
            SpreadsheetRows.cells("\"a \"\"b\"\" c\"\t\"x\ty\nz\"") == [["a \"b\" c", "x\ty z"]])
        #expect(SpreadsheetRows.cells("\"t Hart\tjoke@b.nl") == [["\"t Hart", "joke@b.nl"]])
        #expect(SpreadsheetRows.cells("Jan \"Jo\" Bos\t1") == [["Jan \"Jo\" Bos", "1"]])
        #expect(SpreadsheetRows.cells("Joke;joke@b.nl") == [["Joke", "joke@b.nl"]])
        #expect(SpreadsheetRows.cells("Joke; de Wit\t1") == [["Joke; de Wit", "1"]])
        #expect(SpreadsheetRows.cells("").isEmpty && SpreadsheetRows.cells("\t\n\t").isEmpty)
    }

    @Test("without a head stand in the order of the page")
    func usual() {
        let found = values("Joke\tjoke@b.nl\t06 12\t1980\tNederlands, Arabisch\tja\t1-11-2026")
        #expect(found["name.0"] == "Joke" && found["email.0"] == "joke@b.nl")
        #expect(found["phone.0"] == "06 12" && found["birth_year.0"] == "1980")
        #expect(found["languages.0"] == "Nederlands, Arabisch" && found["contact"] == "0")
        #expect(found["conduct.0"] == "1-11-2026")
    }

    @Test(
        "with a head stand in any order, in either language, and a name may be of several columns")
    func heads() {
        let text = """
            E-mail\tVoornaam\tTussenvoegsel\tAchternaam\tGeboortedatum\tVOG\tGrenzen en veiligheid\tTraining 1
            a@b.nl\tAnna\tvan der\tZee\t12-03-1981\t3 nov 2026\t5/11\t2026-11-06
            c@d.nl\tWim\t\tBos\t1990
            """
        let found = values(text)
        #expect(pasted(text).problem == nil && pasted(text).count == 2)
        #expect(found["name.0"] == "Anna van der Zee" && found["name.1"] == "Wim Bos")
        #expect(found["birth_year.0"] == "1981" && found["birth_year.1"] == "1990")
        #expect(found["vog.0"] == "3 nov 2026" && found["training.2.0"] == "5/11")
        #expect(found["training.1.0"] == "2026-11-06")
        #expect(values("Name\tYear of birth\tContact\nJoke\t1980\tno")["contact"] == nil)
    }

    @Test("that do not fit are named, and no row is made of them")
    func wrong() {
        #expect(pasted(" \n").problem?.message == "problem.pasted_nothing")
        #expect(pasted("Naam\tE-mail\n").problem?.message == "problem.pasted_nothing")
        let strange = pasted("Naam\tAdres\tBSN\nJoke\tDorpsstraat 1\t1").problem
        #expect(strange?.values["names"] == .text("Adres, BSN"))
        let wide = pasted("Joke\ta@b.nl\nWim" + String(repeating: "\tx", count: 12)).problem
        #expect(wide?.message == "problem.pasted_columns")
        #expect(wide?.values["row"] == .number(2) && wide?.values["cells"] == .number(13))
        let more = pasted("Naam\tE-mail\nJoke\ta@b.nl\t\textra").problem
        #expect(more?.message == "problem.pasted_columns")
        let many = pasted(String(repeating: "Joke\n", count: 41)).problem
        #expect(many?.values["rows"] == .number(41))
    }

    @Test("have days as people write them; without a year it is the last such day")
    func days() {
        let wanted = Day(year: 2026, month: 11, day: 3)
        for text in ["3-11-2026", "03/11/26", "3 nov 2026", "3.11.2026", "2026-11-03", "3-11"] {
            #expect(TypedDay.read(text, today) == wanted, "\(text)")
        }
        #expect(TypedDay.read("25 november", today) == Day(year: 2025, month: 11, day: 25))
        for text in ["11/13/2026", "31-4-2026", "3", "gisteren", "1-2-3-4", "3-11-026", "-3-11"] {
            #expect(TypedDay.read(text, today) == nil, "\(text)")
        }
    }

    @Test("have languages by their names or codes")
    func languages() throws {
        let words = try SiteFixture.words(.nl)
        #expect(TypedLanguages.codes("Nederlands, arabisch", words) == ["nl", "ar"])
        #expect(TypedLanguages.codes("Dutch en Engels; tigrinya", words)?.first == "nl")
        #expect(TypedLanguages.codes("", words)?.isEmpty == true)
        #expect(TypedLanguages.codes("Nederlands, Klingon", words) == nil)
    }
}
