/// What somebody looks for, once it is something to look for.
public struct SearchQuery: Sendable {
    /// The most characters that are read.
    public static let longest = 100
    /// More words than any name has say nothing more.
    private static let mostWords = 6

    /// As it was typed.
    public let text: String
    /// All its words, folded.
    let all: [String]
    /// Those that say something, the first few.
    let words: [String]

    /// - Throws: `Refusal.invalid` on `q` for what is too short or too long to look for.
    public init(_ typed: String) throws {
        let text = TypedText.line(typed)
        guard text.count <= SearchQuery.longest else {
            throw Refusal.problem(
                "q", "problem.search_long", ["most": .number(SearchQuery.longest)])
        }
        let all = SearchText.words(text)
        guard
            all.contains(where: { $0.unicodeScalars.count > 1 || !$0.utf8.allSatisfy { $0 < 128 } })
        else { throw Refusal.problem("q", "problem.search_short") }
        self.init(text, all)
    }

    private init(_ text: String, _ all: [String]) {
        (self.text, self.all) = (text, all)
        words = Array(SearchText.telling(all).prefix(SearchQuery.mostWords))
    }

    /// The same with other words.
    func with(_ words: [String]) -> SearchQuery { SearchQuery(text, words) }

    /// The same with one word written otherwise.
    func replacing(_ word: String, with other: String) -> SearchQuery {
        with(all.map { $0 == word ? other : $0 })
    }

    /// The word by which records are looked up: the longest, for it has the fewest.
    var leading: String { words.max { $0.utf8.count < $1.utf8.count } ?? "" }

    /// The other words that say something.
    var others: [String] {
        var others = words
        if let index = others.firstIndex(of: leading) { others.remove(at: index) }
        return others
    }
}

/// How well a name fits what was typed; the best first.
public enum SearchRank: Int, Comparable, Sendable {
    /// The name itself.
    case whole
    /// Each word is one of the name.
    case words
    /// Each word is one of the name, or its beginning.
    case beginnings
    /// It had that name.
    case former
    /// One letter of what was typed is another.
    case near

    public static func < (left: SearchRank, right: SearchRank) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension SearchQuery {
    /// How well a name fits; nil when it does not.
    func rank(_ name: String) -> SearchRank? {
        let words = SearchText.words(name)
        if words == all || SearchText.telling(words) == self.words { return .whole }
        let found = SearchText.found(name, words)
        if self.words.allSatisfy(found.contains) { return .words }
        return self.words.allSatisfy { SearchQuery.begins($0, found) } ? .beginnings : nil
    }

    /// Whether a name has what was typed.
    public func fits(_ name: String) -> Bool { rank(name) != nil }

    /// How well the better of two names fits.
    func rank(_ code: CodeName) -> SearchRank? {
        [rank(code.nl), code.en == code.nl ? nil : rank(code.en)].compactMap { $0 }.min()
    }

    /// Whether each word is one of the name; of a word of one letter that a word begins with it.
    func isNamed(in found: Set<String>) -> Bool {
        words.allSatisfy { word in
            found.contains(word)
                || (word.utf8.count == 1 && found.contains { $0.hasPrefix(word) })
        }
    }

    /// A number is itself and no beginning of another.
    private static func begins(_ word: String, _ found: [String]) -> Bool {
        isNumber(word) ? found.contains(word) : found.contains { $0.hasPrefix(word) }
    }

    static func isNumber(_ word: String) -> Bool {
        word.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
