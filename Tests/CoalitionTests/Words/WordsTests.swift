import Fixtures
import Foundation
import Testing

@testable import Coalition

@Suite("Code names")
struct CodeNameTests {
    @Test("There are plants enough for every family and birds enough for every guest")
    func counts() {
        #expect(PlantNames.all.count >= 270)
        #expect(BirdNames.all.count >= 200)
    }

    @Test("Every entry of the lists is read")
    func completeness() {
        #expect(PlantNames.all.count == pieces(PlantNames.text))
        #expect(BirdNames.all.count == pieces(BirdNames.text))
    }

    @Test("No plant or bird shares its name with another, in Dutch or in English")
    func distinctness() {
        let all = PlantNames.all + BirdNames.all
        #expect(repeated(all.map(\.nl)) == [])
        #expect(repeated(all.map(\.en)) == [])
    }

    @Test("A name has letters and hyphens only, the English one single spaces too")
    func characters() {
        for name in PlantNames.all + BirdNames.all {
            #expect(name.nl.wholeMatch(of: /\p{Lu}\p{L}*(-\p{L}+)*/) != nil, "\(name.nl)")
            #expect(name.en.wholeMatch(of: /\p{Lu}\p{L}*([- ]\p{L}+)*/) != nil, "\(name.en)")
        }
    }

    @Test("No family gets a frightening name or somebody's first name")
    func unwanted() {
        let unwanted = ["brandnetel", "nachtschade", "weduwe", "gier", "raaf", "merel", "roos"]
        let personal = ["iris", "jasmijn", "linde", "erica", "hazel", "rowan", "robin", "lily"]
        let names = (PlantNames.all + BirdNames.all).flatMap { [folded($0.nl), folded($0.en)] }
        #expect(Set(names).isDisjoint(with: unwanted + personal))
    }

    @Test("An entry of another shape is passed over")
    func malformed() {
        let names = CodeName.list("Meidoorn/Hawthorn, Es, /Ash,\n  Eik / Oak ,a/b/c")
        #expect(
            names == [CodeName(nl: "Meidoorn", en: "Hawthorn"), CodeName(nl: "Eik", en: "Oak")])
    }
}

@Suite("Spoken languages")
struct SpokenLanguageTests {
    @Test("Every line is a language, with a code and names of its own")
    func distinctness() {
        let all = SpokenLanguages.all
        #expect(all.count >= 45)
        #expect(all.count == SpokenLanguages.text.split(separator: "\n").count)
        #expect(repeated(all.map(\.code)) == [])
        #expect(all.allSatisfy { $0.code.wholeMatch(of: /[a-z]{2,3}/) != nil })
        #expect(repeated(all.map(\.nl)) == [])
        #expect(repeated(all.map(\.en)) == [])
    }

    @Test("They stand in the order of their Dutch names")
    func order() {
        let names = SpokenLanguages.all.map { folded($0.nl) }
        #expect(names == names.sorted())
    }

    @Test("A language is found by its code, and an unknown code finds none")
    func lookup() {
        #expect(SpokenLanguages.language(code: "ti")?.nl == "Tigrinya")
        #expect(SpokenLanguages.language(code: "uk")?.en == "Ukrainian")
        #expect(SpokenLanguages.language(code: "dse")?.nl == "Nederlandse Gebarentaal")
        #expect(SpokenLanguages.language(code: "xx") == nil)
        #expect(SpokenLanguages.language(code: "") == nil)
    }
}

@Suite("Word lists")
struct WordListTests {
    @Test("What stands before the first head belongs to no section")
    func sections() {
        let sections = WordList.sections("stray\n[a]\n one \n\n two\n[b]\n")
        #expect(
            sections == [
                WordList.Section(head: "a", lines: ["one", "two"]),
                WordList.Section(head: "b", lines: []),
            ])
    }
}
