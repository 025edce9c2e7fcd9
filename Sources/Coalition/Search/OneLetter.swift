/// Words that differ in one letter: another one, one too many or too few, or two that changed places.
enum OneLetter {
    /// Shorter words look like too many others.
    static let shortest = 4

    /// Whether a word differs from another in one letter.
    static func differs(_ one: String, _ other: String) -> Bool {
        let (left, right) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
        guard abs(left.count - right.count) <= 1 else { return false }
        let ahead = zip(left, right).prefix { $0 == $1 }.count
        let (a, b) = (left[ahead...], right[ahead...])
        switch (a.count, b.count) {
        case (0, 0): return false
        case (let m, let n) where m > n: return a.dropFirst().elementsEqual(b)
        case (let m, let n) where m < n: return a.elementsEqual(b.dropFirst())
        default:
            if a.dropFirst().elementsEqual(b.dropFirst()) { return true }
            let (p, q) = (Array(a.prefix(2)), Array(b.prefix(2)))
            return p.count == 2 && p[0] == q[1] && p[1] == q[0]
                && a.dropFirst(2).elementsEqual(b.dropFirst(2))
        }
    }

    /// What a word with one wrong letter has in common with the right one: its beginning or its end,
    /// read backwards; or, where two letters changed places in its middle, both but for these.
    struct Halves {
        let beginning: String
        let end: String
        let turned: String

        init(_ word: String) {
            var letters = Array(word.unicodeScalars)
            let middle = letters.count / 2
            beginning = String(String.UnicodeScalarView(letters[..<middle]))
            end = String(String.UnicodeScalarView(letters[middle...].reversed()))
            if middle > 0, middle < letters.count { letters.swapAt(middle - 1, middle) }
            turned = String(String.UnicodeScalarView(letters))
        }
    }

    /// The word from its last letter to its first.
    static func backwards(_ word: String) -> String {
        String(String.UnicodeScalarView(word.unicodeScalars.reversed()))
    }
}
