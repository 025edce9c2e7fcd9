/// A name by which a family or a guest is spoken of without its own: a plant or a bird.
public struct CodeName: Sendable, Hashable {
    /// The Dutch word, capitalised, such as `Meidoorn`; letters and hyphens only.
    public let nl: String
    /// The English word or words, capitalised, such as `Hawthorn` or `Field Maple`.
    public let en: String

    /// Makes a code name from its two words, neither of which is empty.
    public init(nl: String, en: String) {
        self.nl = nl
        self.en = en
    }

    /// The names in a text of `Dutch/English` entries; an entry with another shape is passed over.
    static func list(_ text: String) -> [CodeName] {
        WordList.entries(text).compactMap { entry in
            let words = WordList.parts(entry, at: "/")
            return words.count == 2 ? CodeName(nl: words[0], en: words[1]) : nil
        }
    }
}
