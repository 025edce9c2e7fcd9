import Foundation

/// The texts of templates and messages before they are parsed.
struct Sources: Sendable {
    var templates: [String: String] = [:]
    var messages: [Language: String] = [:]
    var flaws: [TemplateError.Flaw] = []
}

/// The folder that holds the templates, with the messages in `messages`.
struct SourceFolder: Sendable {
    /// When each file was changed and how long it is, to see whether anything changed.
    typealias Stamp = [String: [Double]]

    private let directory: URL

    init(_ directory: URL) {
        self.directory = directory
    }

    func read() -> Sources {
        var sources = Sources()
        for path in paths where path.hasSuffix(".html") {
            if let text = text(path, &sources) {
                sources.templates[String(path.dropLast(".html".count))] = text
            }
        }
        for language in Language.allCases {
            read("messages/\(language.rawValue).txt", as: language, into: &sources)
        }
        return sources
    }

    func read(_ path: String, as language: Language, into sources: inout Sources) {
        if let text = text(path, &sources) { sources.messages[language] = text }
    }

    var stamp: Stamp {
        var stamp: Stamp = [:]
        for path in paths where path.hasSuffix(".html") || path.hasSuffix(".txt") {
            let file = directory.appendingPathComponent(path).path
            let facts = try? FileManager.default.attributesOfItem(atPath: file)
            let changed = (facts?[.modificationDate] as? Date)?.timeIntervalSince1970
            let size = (facts?[.size] as? NSNumber)?.doubleValue
            stamp[path] = [changed ?? 0, size ?? 0]
        }
        return stamp
    }

    /// Every file below the folder, relative to it and sorted.
    private var paths: [String] {
        (try? FileManager.default.subpathsOfDirectory(atPath: directory.path))?.sorted() ?? []
    }

    private func text(_ path: String, _ sources: inout Sources) -> String? {
        guard let bytes = try? Data(contentsOf: directory.appendingPathComponent(path)) else {
            sources.flaws.append(.init(file: path, reason: "this file cannot be read"))
            return nil
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            sources.flaws.append(.init(file: path, reason: "this file is not UTF-8"))
            return nil
        }
        return text
    }
}
