import Foundation

/// How people's and places' names are ordered (<doc:Names>).
///
/// Before a comma if there is one; else from the first Dutch particle on; else the last word. Leading
/// particles of that are passed over. Compared are the folded key, then the folded whole, then the
/// original; other scripts come after Latin. "van der Zee, Anna", "'t Hart" and "Anna van der Zee"
/// sort on Zee and Hart.
public enum SortKey {
    private static let particles: Set<String> = [
        "van", "de", "den", "der", "het", "'t", "'s", "te", "ten", "ter", "in", "op", "aan", "von",
        "zu",
    ]

    /// The text that orders a person's name.
    public static func person(_ name: String) -> String {
        let whole = folded(name)
        let key = surname(of: whole)
        let script = key.unicodeScalars.first.map { $0.value < 0x250 } ?? true ? "0" : "1"
        return script + key + "\u{1}" + whole + "\u{1}" + name
    }

    /// The text that orders the name of a thing or a place: folded, leading apostrophes passed over.
    public static func title(_ name: String) -> String {
        String(folded(name).drop { "'-\"".contains($0) || $0 == " " })
    }

    /// Whether a folded word is a Dutch particle, such as "van"; also 't and 's without an apostrophe.
    static func isParticle(_ word: String) -> Bool {
        particles.contains(word) || word == "t" || word == "s"
    }

    /// Lower case without diacritics, with the letters that do not decompose written plainly.
    public static func folded(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 128 }) { return foldedASCII(text) }
        var result = ""
        for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars
        where !(0x300...0x36F).contains(scalar.value) {
            switch scalar {
            case "ø", "Ø": result += "o"
            case "đ", "Đ": result += "d"
            case "ı": result += "i"
            case "ł", "Ł": result += "l"
            case "ß": result += "ss"
            case "æ", "Æ": result += "ae"
            case "œ", "Œ": result += "oe"
            case "’", "‘", "`": result += "'"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result.lowercased()
    }

    /// Most names have nothing to decompose, which is worth knowing: decomposing costs microseconds.
    private static func foldedASCII(_ text: String) -> String {
        String(
            decoding: text.utf8.map { letter in
                switch letter {
                case 65...90: letter + 32
                case 0x60: 0x27
                default: letter
                }
            }, as: UTF8.self)
    }

    private static func surname(of whole: String) -> String {
        // Bytes, because a space and a comma are one each, and letters need not be told apart.
        let text = whole.utf8
        if let comma = text.firstIndex(of: UInt8(ascii: ",")) {
            return withoutParticles(text[..<comma].split(separator: UInt8(ascii: " "))[...])
        }
        let words = text.split(separator: UInt8(ascii: " "))
        if let first = words.firstIndex(where: isParticle) {
            return withoutParticles(words[first...])
        }
        return withoutParticles(words.suffix(1))
    }

    private static func isParticle(_ word: Substring.UTF8View) -> Bool {
        word.count <= 3 && particles.contains(String(Substring(word)))
    }

    private static func withoutParticles(_ words: ArraySlice<Substring.UTF8View>) -> String {
        let rest = words.drop(while: isParticle)
        let kept = rest.isEmpty ? words : rest
        if kept.count == 1, let word = kept.first { return String(Substring(word)) }
        return kept.map { String(Substring($0)) }.joined(separator: " ")
    }
}
