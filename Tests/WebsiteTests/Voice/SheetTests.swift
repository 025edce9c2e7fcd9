import Fixtures
import Templates
import Testing

@Suite("Sheets")
struct SheetTests {
    private let nl = "name = Nederlands\nlang = nl\ndir = ltr\nchecked = yes\nplan.goal = Doel\n"
    private let en = "name = English\nlang = en\ndir = ltr\nchecked = yes\nplan.goal = Goal\n"

    @Test("have a file for each language, from right to left where that is the script")
    func files() throws {
        let sheets = try Sheets(directory: Fixture.home.appending(path: "Templates/sheets"))
        #expect(
            sheets.all.map(\.code) == [
                "nl", "en", "ar", "es", "fr", "prs", "ps", "so", "ti", "tr", "uk",
            ])
        #expect(
            sheets.all.filter { $0.direction == "rtl" }.map(\.code) == ["ar", "prs", "ps"])
        #expect(sheets.all.filter(\.isChecked).map(\.code) == ["nl", "en"])
    }

    @Test("are those of the first language that has one, else the Dutch and the English")
    func words() throws {
        let sheets = try Sheets(["nl": nl, "en": en])
        #expect(sheets.words(for: ["sw", "en"])("plan.goal") == "Goal")
        #expect(sheets.words(for: ["sw"])("plan.goal") == "Doel / Goal")
        #expect(sheets.words(for: []).lang == nil)
    }

    @Test("name file and line where a language lacks one, or has one too many")
    func flaws() {
        let short = en.replacing("plan.goal = Goal\n", with: "plan.gaol = Goal\n")
        do {
            _ = try Sheets(["nl": nl, "en": short])
            Issue.record("taken")
        } catch {
            #expect(
                error.description == """
                    sheets/en.txt: plan.goal: this line is missing
                    sheets/en.txt:5: plan.gaol: the Dutch file lacks this line
                    """)
        }
    }
}
