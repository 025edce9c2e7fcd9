/// The code names that were given out of a list, found through the list rather than among the records:
/// whoever mistypes one is helped without a look at any of them.
struct CodeNames: Sendable {
    static let plants = CodeNames(PlantNames.all)
    static let birds = CodeNames(BirdNames.all)

    private struct Entry {
        let nl: String
        let found: Set<String>
    }

    private let entries: [Entry]
    private let words: [String]

    /// More names than this are looked up for no beginning of a name.
    private static let most = 40

    private init(_ names: [CodeName]) {
        entries = names.map { name in
            Entry(nl: name.nl, found: SearchText.found(name.nl).union(SearchText.found(name.en)))
        }
        words = Set(entries.flatMap(\.found)).sorted()
    }

    /// Dutch words of the list that may be meant, in either language, those that were typed in full
    /// first; a number behind a name says which of several. What was typed is one of them, whether it
    /// is in the list or not.
    func stems(_ query: SearchQuery) -> [String] {
        let named = query.words.filter { !SearchQuery.isNumber($0) }
        guard !named.isEmpty else { return [] }
        let meant = entries.filter { entry in
            named.allSatisfy { word in
                entry.found.contains { $0.hasPrefix(word) }
            }
        }
        let whole = meant.filter { named.allSatisfy($0.found.contains) }
        let begun = meant.filter { !named.allSatisfy($0.found.contains) }
        let typed = named[0].prefix(1).uppercased() + named[0].dropFirst()
        let stems = (whole + begun).prefix(CodeNames.most).map(\.nl)
        return stems.contains(typed) || named.count > 1 ? stems : [typed] + stems
    }

    /// Words of the list that differ from one in a single letter.
    func near(_ word: String) -> [String] {
        words.filter { abs($0.utf8.count - word.utf8.count) < 2 && OneLetter.differs($0, word) }
    }

    /// A Dutch word and the same with numbers behind it: from the first up to, not including, the last.
    static func range(of stem: String) -> (from: String, until: String) {
        // A number stands after a blank, which comes just before this sign.
        (stem, stem + "!")
    }
}
