import Foundation

/// What is printed for a family in its own language: a file for each, with the same lines in all.
///
/// These are no languages of the pages, which are read in Dutch and English only.
public struct Sheets: Sendable {
    /// Every language of which there is a file: Dutch, English, then the others by their codes.
    public let all: [SheetLanguage]
    private let byCode: [String: SheetLanguage]

    /// What a family without a file of its own is given.
    private static let usual = ["nl", "en"]

    /// Reads every `*.txt` of a folder; each is named by the code of its language.
    ///
    /// - Throws: ``TemplateError`` naming each line that a file lacks or has beyond the Dutch one, and
    ///   each that says something else than it may.
    public init(directory: URL) throws(TemplateError) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
        var texts: [String: String] = [:]
        var flaws: [TemplateError.Flaw] = []
        for name in names.sorted() where name.hasSuffix(".txt") {
            guard let bytes = try? Data(contentsOf: directory.appending(path: name)),
                let text = String(validating: bytes, as: UTF8.self)
            else {
                flaws.append(.init(file: "sheets/" + name, reason: "this file is not UTF-8"))
                continue
            }
            texts[String(name.dropLast(".txt".count))] = text
        }
        guard flaws.isEmpty else { throw TemplateError(flaws) }
        try self.init(texts)
    }

    /// The same for texts held in memory, by the codes of their languages.
    ///
    /// - Throws: As ``init(directory:)``.
    public init(_ texts: [String: String]) throws(TemplateError) {
        let files = texts.mapValues(SheetFile.init)
        var flaws = Sheets.usual.filter { files[$0] == nil }.map {
            TemplateError.Flaw(file: "sheets/\($0).txt", reason: "this file cannot be read")
        }
        for (code, file) in files.sorted(by: { $0.key < $1.key }) {
            flaws += file.flaws(beside: files["nl"], name: "sheets/\(code).txt")
        }
        guard flaws.isEmpty else { throw TemplateError(flaws) }
        let codes = Sheets.usual + files.keys.filter { !Sheets.usual.contains($0) }.sorted()
        all = codes.compactMap { code in files[code].map { SheetLanguage(code, $0.lines) } }
        byCode = Dictionary(
            all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The language with this ISO 639 code; nil for one without a file.
    public subscript(code: String) -> SheetLanguage? { byCode[code] }

    /// The words for people who speak these languages: those of the first that has a file, else the
    /// Dutch and the English ones beside each other.
    ///
    /// - Parameter codes: ISO 639 codes, the likeliest first.
    public func words(for codes: [String]) -> SheetWords {
        let found = codes.lazy.compactMap { byCode[$0] }.first
        return SheetWords(found.map { [$0] } ?? Sheets.usual.compactMap { byCode[$0] })
    }
}

/// One language of the sheets.
public struct SheetLanguage: Sendable {
    /// The ISO 639 code by which a family's language is known.
    public let code: String
    private let lines: [String: String]

    fileprivate init(_ code: String, _ lines: [String: String]) {
        self.code = code
        self.lines = lines
    }

    /// What it is called in itself.
    public var name: String { self["name"] }
    /// For the attribute `lang` (BCP 47).
    public var lang: String { self["lang"] }
    /// For the attribute `dir`: `ltr` or `rtl`.
    public var direction: String { self["dir"] }
    /// Whether somebody who speaks it read what the computer made.
    public var isChecked: Bool { self["checked"] == "yes" }

    /// All that it says, by which a change is known.
    public var text: String {
        lines.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: "\n")
    }

    /// A line of the file; its key for one that no file has, which a test finds.
    public subscript(key: String) -> String { lines[key] ?? key }
}

/// Words of one language, or of two beside each other.
public struct SheetWords: Sendable {
    /// One, or Dutch and English.
    public let languages: [SheetLanguage]

    fileprivate init(_ languages: [SheetLanguage]) { self.languages = languages }

    /// A line in each of the languages, with a slash between them.
    public func callAsFunction(_ key: String) -> String {
        languages.map { $0[key] }.joined(separator: " / ")
    }

    /// For the attribute `lang` of what is written in one language only; nil for two.
    public var lang: String? { languages.count == 1 ? languages[0].lang : nil }
    /// For the attribute `dir`: `ltr` or `rtl`.
    public var direction: String { languages.first?.direction ?? "ltr" }
}

/// A file of sheets before it is checked: `key = text` a line, `#` before a remark.
private struct SheetFile {
    private(set) var lines: [String: String] = [:]
    private var numbers: [String: Int] = [:]
    private var broken: [(line: Int, text: String)] = []

    init(_ text: String) {
        let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in all.enumerated() where !line.isBlank && line.trimmed.first != "#" {
            let pair = line.split(separator: "=", maxSplits: 1).map(\.trimmed)
            guard pair.count == 2, pair[0].isMessageKey, !pair[1].isEmpty,
                lines[pair[0]] == nil
            else {
                broken.append((index + 1, line.trimmed))
                continue
            }
            lines[pair[0]] = pair[1]
            numbers[pair[0]] = index + 1
        }
    }

    /// What some lines may say.
    private static let allowed: [String: [String]] = [
        "checked": ["yes", "no"], "dir": ["ltr", "rtl"],
    ]
    private static let needed: Set<String> = ["name", "lang", "dir", "checked"]

    /// Everything that is wrong with the file.
    ///
    /// - Parameter other: The file whose lines all have; nil when there is none.
    func flaws(beside other: SheetFile?, name: String) -> [TemplateError.Flaw] {
        func flaw(_ key: String, _ reason: String) -> TemplateError.Flaw {
            .init(file: name, line: numbers[key] ?? 0, tag: key, reason: reason)
        }
        let wanted = Set((other?.lines ?? [:]).keys).union(SheetFile.needed)
        let strange = SheetFile.allowed.filter { key, values in
            lines[key].map { !values.contains($0) } ?? false
        }
        return broken.map {
            .init(file: name, line: $0.line, tag: $0.text, reason: "a line is key = text, once")
        } + wanted.subtracting(lines.keys).sorted().map { flaw($0, "this line is missing") }
            + Set(lines.keys).subtracting(wanted).sorted().map {
                flaw($0, "the Dutch file lacks this line")
            }
            + strange.keys.sorted().map { flaw($0, "this line says something that it may not") }
    }
}
