import Testing

@testable import Coalition

@Suite("The words of a search")
struct SearchTextTests {
    @Test(
        "are without case, accents and marks, and parted by all that is no letter or digit",
        arguments: [
            ("Zofia O’Brien", ["zofia", "obrien"]), ("'t Hart", ["t", "hart"]),
            ("Nguyễn, Anne-Marie", ["nguyen", "anne", "marie"]), ("Øster Łódź", ["oster", "lodz"]),
            ("%_'\"*", []), ("NIJ-A", ["nij", "a"]), ("مُحَمَّد", ["محمد"]), ("Lent 2", ["lent", "2"]),
        ])
    func words(_ text: String, _ words: [String]) {
        #expect(SearchText.words(text) == words)
    }

    @Test("a name is found by both sides of an apostrophe, and by what a hyphen joins")
    func found() {
        #expect(SearchText.found("O'Brien").isSuperset(of: ["obrien", "brien"]))
        #expect(SearchText.found("Vergeet-mij-nietje").contains("vergeetmijnietje"))
        #expect(SearchText.found("Yusuf Öztürk") == ["yusuf", "ozturk"])
    }

    @Test(
        "leave out particles and what only says the kind, unless there is nothing else",
        arguments: [
            ("gezin Meidoorn", ["meidoorn"]), ("Anna van der Zee", ["anna", "zee"]),
            ("van der", ["van", "der"]), ("groep", ["groep"]), ("groep De Eng", ["eng"]),
            ("van J", ["van", "j"]),
        ])
    func telling(_ text: String, _ words: [String]) {
        #expect(SearchText.telling(SearchText.words(text)) == words)
    }

    @Test(
        "may differ in one letter: another, one too many, one too few, or two that changed places",
        arguments: [
            ("meidoorn", "meidorn", true), ("meidoorn", "meidooorn", true),
            ("meidoorn", "meidoern", true), ("meidoorn", "miedoorn", true),
            ("meidoorn", "meidonor", false), ("meidoorn", "meidoorn", false),
            ("meidoorn", "eidoornm", false), ("lent", "lnet", true), ("lent", "ent", true),
        ])
    func oneLetter(_ word: String, _ typed: String, _ differs: Bool) {
        #expect(OneLetter.differs(word, typed) == differs)
        #expect(OneLetter.differs(typed, word) == differs)
    }

    @Test("of a word with one wrong letter a half is right, or the middle is turned round")
    func halves() {
        let word = Array("schilderswijk")
        var wrong: [String] = []
        for index in word.indices {
            var letters = word
            letters[index] = "x"
            wrong.append(String(letters))
            letters = word
            letters.remove(at: index)
            wrong.append(String(letters))
            letters = word
            letters.insert("x", at: index)
            wrong.append(String(letters))
            if index > 0 {
                letters = word
                letters.swapAt(index - 1, index)
                wrong.append(String(letters))
            }
        }
        for typed in wrong where typed != String(word) {
            let halves = OneLetter.Halves(typed)
            let isFound =
                String(word).hasPrefix(halves.beginning)
                || OneLetter.backwards(String(word)).hasPrefix(halves.end)
                || String(word) == halves.turned
            #expect(isFound, "\(typed)")
            #expect(OneLetter.differs(typed, String(word)), "\(typed)")
        }
    }

    @Test(
        "are refused when there is nothing to look for, or too much",
        arguments: [
            ("", "problem.search_short"), ("a", "problem.search_short"),
            ("é", "problem.search_short"), ("%_'\"*", "problem.search_short"),
            ("a b", "problem.search_short"),
            (String(repeating: "x", count: 200), "problem.search_long"),
        ])
    func refused(_ typed: String, _ message: String) {
        do {
            _ = try SearchQuery(typed)
            Issue.record("\(typed) was taken")
        } catch Refusal.invalid(let problems) {
            #expect(problems.map(\.message) == [message])
        } catch { Issue.record(error) }
    }

    @Test("fit a name the better the more of it they are")
    func ranks() throws {
        let ranks = try ["De Weiden", "weiden", "weiden oost", "weid", "oost"].map {
            try SearchQuery($0).rank("De Weiden")
        }
        #expect(ranks == [.whole, .whole, nil, .beginnings, nil])
        #expect(try SearchQuery("lent").rank("Lent 2") == .words)
        #expect(try SearchQuery("lent 2").rank("Lent 20") == nil)
    }
}
