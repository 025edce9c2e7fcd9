import Foundation

/// The words of a name, as they are found: without case, accents and marks (<doc:Names>).
///
/// Letters and digits make a word and all else parts words, but for an apostrophe between letters,
/// which is passed over.
enum SearchText {
    /// The words in their order, each as often as it stands there.
    static func words(_ text: String) -> [String] {
        split(text) { $0 == "'" ? .passedOver : .parting }
    }

    /// Every word by which a name is found, each once: also what stands on either side of an
    /// apostrophe, and what a hyphen joins as one.
    static func found(_ text: String) -> Set<String> { Set(found(text, words(text))) }

    /// The same with the words of the text, which most names are found by and no more.
    static func found(_ text: String, _ words: [String]) -> [String] {
        guard text.utf8.contains(where: isSign) else { return words }
        return words + split(text) { _ in .parting }.filter { $0.count > 1 }
            + split(text) { "'-".unicodeScalars.contains($0) ? .passedOver : .parting }
    }

    /// Whether a byte is of a sign, or of a letter that is none of ASCII's and may be one.
    private static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20: false
        default: true
        }
    }

    /// The words that say something: without Dutch particles, and without what only says which kind
    /// of record is meant, unless there is nothing else.
    static func telling(_ words: [String]) -> [String] {
        let named = words.filter { !kinds.contains($0) }
        let telling = named.filter { !SortKey.isParticle($0) }
        return [telling, named].first { $0.contains { $0.unicodeScalars.count > 1 } } ?? words
    }

    /// What people say before a name: "gezin Meidoorn".
    private static let kinds: Set<String> = [
        "groep", "gezin", "familie", "gast", "woning", "stad", "taak", "lid", "koppeling",
        "verblijf", "group", "family", "guest", "accommodation", "city", "task", "member", "match",
        "stay",
    ]

    private enum Other { case parting, passedOver }

    private static func split(_ text: String, _ other: (Unicode.Scalar) -> Other) -> [String] {
        var (words, word) = ([String](), String.UnicodeScalarView())
        for scalar in SortKey.folded(text).unicodeScalars where !isMark(scalar) {
            if isOfWord(scalar) {
                word.append(scalar)
            } else if word.isEmpty || other(scalar) == .parting {
                if !word.isEmpty { words.append(String(word)) }
                word = .init()
            }
        }
        if !word.isEmpty { words.append(String(word)) }
        return words
    }

    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: true
        case 0...0x7F: false
        default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
    }

    /// Vowel signs of Arabic and Hebrew, which some write and others leave out.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x7F && scalar.properties.generalCategory == .nonspacingMark
    }
}
