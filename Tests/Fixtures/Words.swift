import Foundation

/// What two words have to differ in: not only in capitals, diacritics or the shape of a mark.
public func folded(_ word: String) -> String {
    word.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
}

/// The words that stand more than once in a list, folded.
public func repeated(_ words: [String]) -> [String] {
    Dictionary(grouping: words, by: folded).filter { $0.value.count > 1 }.keys.sorted()
}

/// How many pieces a text has between its commas and line breaks.
public func pieces(_ text: String) -> Int {
    text.split { $0 == "," || $0 == "\n" }.filter { $0.contains { !$0.isWhitespace } }.count
}
