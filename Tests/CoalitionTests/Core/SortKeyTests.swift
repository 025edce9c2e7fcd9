import Coalition
import Testing

@Suite("The order of names")
struct SortKeyTests {
    private func sorted(_ names: [String]) -> [String] {
        names.sorted { SortKey.person($0) < SortKey.person($1) }
    }

    @Test("looks at the family name without its particles")
    func families() {
        #expect(
            sorted(["Anna van der Zee", "Zofia Aydın", "'t Hart", "’s Gravesande", "Wim ten Have"])
                == ["Zofia Aydın", "’s Gravesande", "'t Hart", "Wim ten Have", "Anna van der Zee"])
    }

    @Test("is by Zee however the name is written")
    func zee() {
        for name in ["van der Zee, Anna", "Anna van der Zee", "Van Der Zee", "A. VAN DER ZEE"] {
            #expect(SortKey.person(name).hasPrefix("0zee\u{1}"), "\(name)")
        }
        for name in ["'t Hart", "’t Hart", "Joke ‘t Hart", "Hart"] {
            #expect(SortKey.person(name).hasPrefix("0hart\u{1}"), "\(name)")
        }
    }

    @Test(
        "does not mind diacritics, hyphens and letters that do not decompose",
        arguments: [
            ("Yusuf Öztürk", "0ozturk"), ("Nguyễn", "0nguyen"), ("Søren Sørensen", "0sorensen"),
            ("Łukasz Wójcik", "0wojcik"), ("Zofia Łoś", "0los"), ("Đorđe Đurić", "0duric"),
            ("Ayşe Yılmaz", "0yilmaz"), ("Weiß", "0weiss"), ("Æbelø", "0aebelo"),
            ("Eva Janssens-de Wit", "0wit"), ("Siobhán O’Brien", "0o'brien"),
            ("İbrahim", "0ibrahim"),
            ("Muhammad", "0muhammad"), ("IJzerman", "0ijzerman"), ("ﬁ", "0fi"),
        ])
    func folding(_ name: String, _ key: String) {
        let found = SortKey.person(name).split(separator: "\u{1}").first.map(String.init)
        #expect(found == key)
    }

    @Test("puts other scripts after Latin and keeps a name that is only a particle")
    func scripts() {
        #expect(sorted(["محمد", "Zürich", "Анна", "van"]) == ["van", "Zürich", "Анна", "محمد"])
        #expect(SortKey.person("").hasPrefix("0"))
    }

    @Test("tells apart what folds to the same")
    func ties() {
        #expect(sorted(["Ana", "Aña", "ANA"]).count == 3)
        #expect(SortKey.person("Öz") != SortKey.person("Oz"))
        #expect(sorted(["Zoë Bos", "Ann Bos", "Zoe Bos"]) == ["Ann Bos", "Zoe Bos", "Zoë Bos"])
    }

    @Test("of places passes over an apostrophe in front")
    func places() {
        #expect(SortKey.title("'s-Hertogenbosch") == "s-hertogenbosch")
        #expect(SortKey.title("’t Zand") == "t zand")
        #expect(SortKey.title("São Paulo") == "sao paulo")
        #expect(SortKey.title("Den Haag") == "den haag")
    }
}
