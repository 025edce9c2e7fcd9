import Foundation

/// The messages of the program in every language.
public struct Catalogue: Sendable {
    private let words: [Language: Words]

    /// Reads `nl.txt` and `en.txt` of a folder.
    ///
    /// - Throws: ``TemplateError`` with every malformed line, duplicate, key that one language
    ///   lacks, difference in values, and plural of which one form is missing.
    public init(directory: URL) throws(TemplateError) {
        let folder = SourceFolder(directory)
        var sources = Sources()
        for language in Language.allCases {
            folder.read("\(language.rawValue).txt", as: language, into: &sources)
        }
        try self.init(checking: sources.messages, sources.flaws)
    }

    /// Reads the texts of message files, such as in a test.
    ///
    /// - Throws: ``TemplateError``, as for a folder.
    public init(nl: String, en: String) throws(TemplateError) {
        try self.init(checking: [.nl: nl, .en: en], [])
    }

    private init(
        checking texts: [Language: String], _ found: [TemplateError.Flaw]
    ) throws(TemplateError) {
        let (catalogue, flaws) = Catalogue.read(texts)
        guard found.isEmpty, flaws.isEmpty else { throw TemplateError(found + flaws) }
        self = catalogue
    }

    private init(_ files: [Language: MessageFile]) {
        words = Dictionary(
            uniqueKeysWithValues: Language.allCases.map {
                ($0, Words($0, files[$0]?.messages ?? [:]))
            })
    }

    /// The messages of one language.
    public func words(_ language: Language) -> Words {
        words[language] ?? Words(language, [:])
    }

    /// Checks that the program's own list of keys is there, plain or in two forms.
    ///
    /// - Throws: ``TemplateError`` with every key that is missing.
    public func require(_ keys: some Sequence<String>) throws(TemplateError) {
        let words = Language.allCases.map { self.words($0) }
        let missing = keys.filter { key in !words.allSatisfy { $0.has(key) } }
        guard missing.isEmpty else {
            throw TemplateError(
                missing.map { key in
                    TemplateError.Flaw(
                        file: "messages", tag: key, reason: "the program needs this message")
                })
        }
    }

    /// Whatever can be read, and all that is wrong with it.
    static func read(_ texts: [Language: String]) -> (Catalogue, [TemplateError.Flaw]) {
        var files: [Language: MessageFile] = [:]
        for language in Language.allCases {
            files[language] = MessageFile(
                texts[language] ?? "", name: "messages/\(language.rawValue).txt")
        }
        var flaws = Language.allCases.flatMap { files[$0]?.flaws ?? [] }
        if let nl = files[.nl], let en = files[.en] {
            flaws += nl.differences(from: en) + en.differences(from: nl)
        }
        return (Catalogue(files), flaws)
    }
}
